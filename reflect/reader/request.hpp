#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/record.hpp"
#include "schema/error.hpp"

namespace retort::reflect {

/// One run of Clang over a set of headers.
struct UnitRequest {
    std::vector<std::string> headers;    ///< absolute paths
    std::vector<std::string> arguments;  ///< compiler arguments: "-std=c++20", "-I…"
    std::string working_directory;       ///< absolute
    std::string resource_directory;      ///< Clang's own headers
    bool doc_comments = true;
    bool neutral_describe = true;  ///< BOOST_DESCRIBE_… expand to nothing, which is much faster
    std::string prefix_folder;     ///< the folder for precompiled headers; empty: none are used
    int processes = 1;             ///< more than one: schema()s may be evaluated in parallel with the parse
};

/// A file that a result depends on, and the digest of the content that was read.
struct FileRead {
    std::string path;  ///< absolute
    std::int64_t content = 0;
};

struct UnitResult {
    std::vector<Record> records;
    std::vector<Diagnostic> errors;    ///< compiler errors, RT113 or RT258; if not empty, `records` is not valid
    bool compiled = false;             ///< the headers themselves compiled
    std::vector<FileRead> files;       ///< every file that the result depends on
    std::vector<std::string> missing;  ///< paths that were searched in vain, absolute
};

// The protocol between `retort` and `retort-read-models`: the request is the whole standard input, the result the
// whole standard output. Both state their version and are protected by a digest.

std::string to_message(const UnitRequest& request);
std::string to_message(const UnitResult& result);

/// Unset for a message that is truncated or not from `to_message` of this version.
std::optional<UnitRequest> request_from(std::string_view message);
std::optional<UnitResult> result_from(std::string_view message);

}  // namespace retort::reflect
