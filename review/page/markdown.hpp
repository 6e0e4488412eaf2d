#pragma once

#include <cstddef>
#include <string>

#include "review/page/page.hpp"

namespace retort::page {

/// The characters that a comment on GitHub may have.
inline constexpr std::size_t longest_comment = 65536;

/// The review as a comment of a pull request. A text of more than `limit` bytes is shortened, and says what was left
/// out: first the diagram, then the SQL, then the tables.
std::string to_markdown(const Page& page, std::size_t limit = longest_comment);

}  // namespace retort::page
