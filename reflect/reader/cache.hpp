#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/reader.hpp"
#include "reflect/record.hpp"

namespace retort::reflect {

/// What an earlier run read, kept in a folder. An entry holds for as long as every file that took part
/// has the same content. The folder may be deleted at any time; what is damaged or half written is
/// noticed and ignored, and what can't be written is left unwritten.
class Cache {
public:
    /// No folder: nothing is found and nothing kept.
    explicit Cache(std::string folder) : folder_(std::move(folder)) {}

    std::optional<std::vector<Record>> find(std::uint64_t key) const;
    void keep(std::uint64_t key, const std::vector<Record>& records, const std::vector<std::string>& files) const;

    const std::string& folder() const { return folder_; }

private:
    std::string entry(std::uint64_t key) const;
    void prune() const;

    std::string folder_;
};

/// The folder that `options` ask for: theirs, else RETORT_CACHE_DIR in the environment ("off": none),
/// else "retort" in the user's cache folder (XDG_CACHE_HOME, ~/.cache).
std::string cache_folder(const ReadOptions& options);

/// Changes when the program does: what one build kept is nothing to another.
std::uint64_t program_stamp(const std::string& path);

}  // namespace retort::reflect
