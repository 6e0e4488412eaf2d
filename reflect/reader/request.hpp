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
    std::vector<std::string> arguments;  ///< of the compiler: "-std=c++20", "-I…"
    std::string working_directory;       ///< absolute
    std::string resource_directory;      ///< Clang's own headers
    bool doc_comments = true;
    bool neutral_describe = true;  ///< BOOST_DESCRIBE_… mean nothing, which is much faster
    std::string prefix_folder;     ///< where precompiled headers are kept; empty: nowhere
    int processes = 1;             ///< more than one: schema()s may be evaluated beside the parse
};

/// A file that took part, and the digest of what was read of it.
struct FileRead {
    std::string path;  ///< absolute
    std::int64_t content = 0;
};

struct UnitResult {
    std::vector<Record> records;
    std::vector<Diagnostic> errors;    ///< the compiler's, or RT113; then `records` means nothing
    bool compiled = false;             ///< the headers themselves compiled
    std::vector<FileRead> files;       ///< every file that took part
    std::vector<std::string> missing;  ///< paths that were looked for in vain, absolute
};

// How `retort` and `retort-read-models` speak: the request is all of standard input, the result all of
// standard output. Both name the version that they are of, and are guarded by a digest.

std::string to_message(const UnitRequest& request);
std::string to_message(const UnitResult& result);

/// Unset for what no `to_message` of this version has made, or what was cut off.
std::optional<UnitRequest> request_from(std::string_view message);
std::optional<UnitResult> result_from(std::string_view message);

}  // namespace retort::reflect
