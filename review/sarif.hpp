#pragma once

#include <string>

#include "review/finding.hpp"

namespace retort::review {

/// SARIF 2.1.0 (OASIS): each kind is a rule, each difference, each revision and each other finding a result. A result
/// without a place is at `fallback`, since code scanning takes none without; paths are relative to the working folder.
std::string to_sarif(const Report& report, const std::string& tool_version, const std::string& fallback);

}  // namespace retort::review
