#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace retort::tools {

/// The variables of a file.
struct Environment {
    std::string file;  ///< for messages
    bool exists = false;
    std::map<std::string, std::string> values{};
};

/// Reads a file of variables, as many programs and `docker --env-file` have it: NAME=value on a line, with or without
/// `export`; blank lines and lines that begin with # are skipped. 'value' is taken as it is; in "value", a
/// backslash before n, t, ", $ or another one begins an escape; in a value without quotes, " #" begins a comment.
/// Nothing is expanded in a value. A file that does not exist has no variables: a server has them in its environment.
/// Throws Error RT390 for a file that can't be read, and RT391 for each line that is none of these; messages never
/// contain a value.
Environment read_env_file(const std::filesystem::path& file, std::string shown);

}  // namespace retort::tools
