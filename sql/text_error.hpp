#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retort::sql {

// Errors in SQL text. Their positions count characters, and `text` is the whole script.

/// Throws Error RT033: a quote or a comment that begins at `offset` has no end.
[[noreturn]] void reject_unterminated(std::string_view text, std::size_t offset, std::string message, std::string hint);

/// Throws Error RT271 if `text` has a NUL byte: the engines read up to it, and would ignore the statements after it.
void reject_nul(std::string_view text, std::string hint);

}  // namespace retort::sql
