#pragma once

#include <string>

#include "review/page/page.hpp"

namespace retort::page {

/// The review as one HTML file that needs no other and has no script. All text is escaped.
std::string to_html(const Page& page);

}  // namespace retort::page
