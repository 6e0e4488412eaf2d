#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace retort::tools {

/// True when `name` (one path component) matches `pattern`: `*`, `?`, `[a-z]`, `[!a-z]`. A name
/// that starts with a dot is matched only by a pattern that starts with one, as in a shell.
bool matches(std::string_view pattern, std::string_view name);

/// The regular files below `root` that match `pattern`, sorted. A component `**` matches zero or more
/// folders, and does not follow symbolic links.
/// An absolute pattern ignores `root`. A pattern without wildcards gives one file, if it exists.
std::vector<std::filesystem::path> glob(const std::filesystem::path& root, const std::string& pattern);

}  // namespace retort::tools
