#pragma once

#include <string>
#include <vector>

#include "reflect/record.hpp"

namespace retort::reflect {

/// The input of the Clang reader.
struct ReadOptions {
    std::vector<std::string> headers;  ///< files, in the order in which they are read
    std::string compile_commands;      ///< folder of compile_commands.json; empty: none
    std::vector<std::string> flags;    ///< appended to the flags of compile_commands.json
    std::string working_directory;     ///< paths in messages are relative to it
    bool doc_comments = true;          ///< doc comments become COMMENT ON
    std::string cache_directory = {};  ///< the cache's folder; empty: the user's cache folder; "off": no cache
};

/// Reads the models that headers declare, without building them.
/// Throws Error: RT100 with the compiler's own diagnostics for a header that does not compile.
std::vector<Record> read_headers(const ReadOptions& options);

}  // namespace retort::reflect
