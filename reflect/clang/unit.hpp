#pragma once

#include <string>
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
    bool neutral_describe = true;        ///< BOOST_DESCRIBE_… mean nothing, which is much faster
};

struct UnitResult {
    std::vector<Record> records;
    std::vector<Diagnostic> errors;      ///< the compiler's, or RT113; then `records` means nothing
    bool compiled = false;               ///< the headers themselves compiled
    std::vector<std::string> files;      ///< every file that took part, absolute
};

/// Parses the headers as one translation unit and reads their models.
UnitResult read_unit(const UnitRequest& request);

}  // namespace retort::reflect
