#pragma once

#include <functional>
#include <string>

#include "review/finding.hpp"

namespace retort::tools {

inline constexpr const char* check_formats_help = "text (default), json, github, sarif, junit, markdown";

/// Writes the result of a check.
using CheckFormat = std::function<std::string(const review::Report&)>;

/// The format of --format. `fallback` is the file to which results without a place belong. Throws Error RT362 for an
/// unknown one.
CheckFormat check_format(const std::string& word, const std::string& fallback);

}  // namespace retort::tools
