#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/reader.hpp"
#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// What an earlier run found out, kept in a folder, a file for each answer. An answer holds for as long as every file
/// that took part has the same content, and none has come where one was looked for in vain. The folder
/// may be deleted at any time; what is damaged or half written is noticed and ignored, and what can't
/// be written is left unwritten.
class Cache {
public:
    /// No folder: nothing is found and nothing kept.
    explicit Cache(std::string folder) : folder_(std::move(folder)) {}

    std::optional<std::string> find(std::uint64_t key) const;
    /// `started`: since when the files may have been read. A file that has changed since then, or hardly before, is
    /// compared by its content from then on, as its time says nothing.
    void keep(std::uint64_t key, const std::string& answer, const std::vector<FileRead>& files,
              const std::vector<std::string>& missing, std::chrono::system_clock::time_point started) const;

private:
    std::string entry(std::uint64_t key) const;
    void prune() const;

    std::string folder_;
};

/// The file as it is now; unset where there is none that can be read.
std::optional<FileRead> file_read(const std::string& path);

/// The folder that `options` ask for: theirs, else RETORT_CACHE_DIR in the environment ("off": none),
/// else "retort" in the user's cache folder (XDG_CACHE_HOME, ~/.cache).
std::string cache_folder(const ReadOptions& options);

/// Changes when the program does: what one build kept is nothing to another.
std::uint64_t program_stamp(const std::string& path);

}  // namespace retort::reflect
