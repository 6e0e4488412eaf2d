#pragma once

#include <string>
#include <vector>

#include "reflect/reader.hpp"

namespace retort::reflect {

/// Headers that are read as one translation unit: their compilers' arguments differ in include folders only.
struct HeaderGroup {
    std::vector<std::string> headers;    ///< absolute paths
    std::vector<std::string> arguments;  ///< absolute paths in them
};

struct HeaderGroups {
    std::vector<HeaderGroup> groups;
    std::vector<std::string> files;  ///< every file that had a part in this, the headers apart
};

/// How each header (an absolute path) is compiled: as compile_commands.json says of the header itself; else of the
/// nearest source that includes it, directly or through others; else of the nearest source of its stem;
/// else of the nearest source. `options.flags` come behind that.
/// Throws Error RT244 for a compile_commands.json that can't be read.
HeaderGroups group_headers(const ReadOptions& options, const std::vector<std::string>& headers);

}  // namespace retort::reflect
