#pragma once

#include <string>

#include "review/finding.hpp"

namespace retort::review {

/// The result of a check as JSON, which docs/json.md describes.
std::string to_json(const Report& report);

}  // namespace retort::review
