#pragma once

#include <string>
#include <vector>

#include "reflect/reader.hpp"

namespace retort::reflect {

/// Headers that are read as one translation unit: their compiler arguments differ only in include folders.
struct HeaderGroup {
    std::vector<std::string> headers;    ///< absolute paths
    std::vector<std::string> arguments;  ///< absolute paths in them
};

struct HeaderGroups {
    std::vector<HeaderGroup> groups;
    std::vector<std::string> files;  ///< every file that the result depends on, except the headers
};

/// Determines how each header (an absolute path) is compiled, from the entry of compile_commands.json for the header
/// itself; else for the nearest source that includes it, directly or indirectly; else for the nearest source of its
/// stem; else for the nearest source. `options.flags` are appended.
/// Throws Error RT244 for a missing compile_commands.json, RT262 for one of another form.
HeaderGroups group_headers(const ReadOptions& options, const std::vector<std::string>& headers);

}  // namespace retort::reflect
