#pragma once

#include <string>
#include <string_view>

namespace retort::sql {

/// `text` for a terminal. Names, comments and files may hold characters that control it: each becomes its number, \x1b
/// or \u202e. These are the control characters except for line ends and tabs, the characters that change the direction
/// of writing, and bytes that are not UTF-8. Text without them is unchanged.
std::string printable(std::string_view text);

/// The same for a line with a caret below it: each becomes one replacement character of the same number of bytes.
std::string printable_line(std::string_view line);

}  // namespace retort::sql
