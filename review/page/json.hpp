#pragma once

#include <string>

#include "review/page/page.hpp"

namespace retort::page {

/// See docs/json.md, Review.
std::string to_json(const Page& page);

}  // namespace retort::page
