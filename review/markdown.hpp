#pragma once

#include <string>

#include "review/finding.hpp"

namespace retort::review {

/// For a comment of a pull request.
std::string to_markdown(const Report& report);

}  // namespace retort::review
