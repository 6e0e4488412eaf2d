#pragma once

#include <string>

#include "review/page/page.hpp"

namespace retort::page {

/// The review for a terminal.
std::string to_text(const Page& page);

}  // namespace retort::page
