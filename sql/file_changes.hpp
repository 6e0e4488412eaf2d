#pragma once

#include <string>
#include <vector>

namespace retort::sql {

/// One change of a text file.
struct FileChange {
    std::string from{};    ///< the file; empty: none, a new file
    std::string before{};  ///< its content, as it was read
    std::string to{};      ///< its new path, perhaps the same; empty: the file is removed
    std::string after{};   ///< its new content
};

/// Error RT333: another program changed the file since it was read.
[[noreturn]] void reject_changed(const std::string& path);

/// Makes all changes or none. New contents are on disk before a file is removed, so that an interrupted program loses
/// nothing. Permissions are kept, and a file that is a symbolic link is replaced where it leads.
/// Throws Error RT333 for a file that no longer has the content `before`, RT226 for a new path that a file has, RT060.
/// All files are then as they were.
void apply(const std::vector<FileChange>& changes);

}  // namespace retort::sql
