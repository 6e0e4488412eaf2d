#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort::declare {

/// Text as a C++ string literal.
std::string literal(std::string_view text);

/// The same in pieces, which C++ joins: a long text is cut at spaces and after line ends.
std::vector<std::string> literal_pieces(std::string_view text, std::size_t width);

/// The lines of a doc comment that the Clang reader reads as `text`, each with `indent`; none if it has no such form.
std::vector<std::string> doc_comment(std::string_view text, const std::string& indent);

/// True if `text` is one doc comment line, as for `///<`.
bool is_doc_line(std::string_view text);

/// The number of characters, not of bytes.
std::size_t width_of(std::string_view text);

inline constexpr std::size_t line_width = 120;

}  // namespace retort::declare
