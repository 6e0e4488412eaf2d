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

/// Answers of earlier runs, kept in a folder with one file per answer. An answer is valid while every file that it
/// depends on has the same content, and no file has appeared at a path that was searched in vain. The folder may be
/// deleted at any time. Damaged or truncated files are detected and ignored, and write failures are ignored.
class Cache {
public:
    /// An empty `folder` disables the cache: `find` finds nothing, `keep` keeps nothing.
    explicit Cache(std::string folder) : folder_(std::move(folder)) {}

    std::optional<std::string> find(std::uint64_t key) const;
    /// `started`: the earliest time at which the files can have been read. A file that was modified after it or
    /// shortly before is compared by content from then on, because its modification time is not reliable.
    void keep(std::uint64_t key, const std::string& answer, const std::vector<FileRead>& files,
              const std::vector<std::string>& missing, std::chrono::system_clock::time_point started) const;

private:
    std::string entry(std::uint64_t key) const;
    void prune() const;

    std::string folder_;
};

/// The file's current state; unset if the file cannot be read.
std::optional<FileRead> file_read(const std::string& path);

/// The cache folder: that of `options`, else RETORT_CACHE_DIR in the environment ("off": none), else "retort" in the
/// user's cache folder (XDG_CACHE_HOME, ~/.cache).
std::string cache_folder(const ReadOptions& options);

/// A value that changes with the program file, so that answers of one build are not used by another.
std::uint64_t program_stamp(const std::string& path);

}  // namespace retort::reflect
