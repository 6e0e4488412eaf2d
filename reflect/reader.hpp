#pragma once

#include <string>
#include <vector>

#include "reflect/record.hpp"

namespace retort::reflect {

/// What the Clang reader is told.
struct ReadOptions {
    std::vector<std::string> headers;  ///< files, in the order in which they are read
    std::string compile_commands;      ///< folder of compile_commands.json; empty: none
    std::vector<std::string> flags;    ///< added behind what is found
    std::string working_directory;     ///< paths in messages are relative to it
    bool doc_comments = true;          ///< doc comments become COMMENT ON
    std::string cache_directory = {};  ///< where what was read is kept; empty: the user's cache folder; "off": nowhere
};

/// Reads the models that headers declare, without building them.
/// Throws Error: RT100 with the compiler's own diagnostics for a header that does not compile.
std::vector<Record> read_headers(const ReadOptions& options);

}  // namespace retort::reflect
