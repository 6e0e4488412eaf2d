#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace retort::migrate {

// The header of a revision file as text: the lines above its first section marker. A change keeps every other byte.

/// The value of a key; unset if the header does not have it. For files that do not parse.
std::optional<std::string> header_value(const std::string& text, std::string_view key);

/// `text` with the key's value; a key that is missing is added below the last one.
std::string with_header(const std::string& text, std::string_view key, std::string_view value);

/// `text` with another number in its title line; unchanged if the title has none.
std::string with_number(const std::string& text, std::string_view number);

}  // namespace retort::migrate
