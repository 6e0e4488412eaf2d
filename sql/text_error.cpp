#include "sql/text_error.hpp"

#include <algorithm>
#include <utility>

#include "schema/error.hpp"

namespace retort::sql {

namespace {

/// True for the first byte of a character in UTF-8.
bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

[[noreturn]] void reject(ErrorCode code, std::string_view text, std::size_t offset, std::string message,
                         std::string hint) {
    const std::string_view before = text.substr(0, offset);
    const std::string_view line = before.substr(before.rfind('\n') + 1);
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.position.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    diagnostic.position.column = 1 + static_cast<int>(std::count_if(line.begin(), line.end(), starts_character));
    diagnostic.source_line = line_of(std::string(text), diagnostic.position.line);
    diagnostic.hint = std::move(hint);
    throw Error(std::move(diagnostic));
}

}  // namespace

void reject_unterminated(std::string_view text, std::size_t offset, std::string message, std::string hint) {
    reject("RT033", text, offset, std::move(message), std::move(hint));
}

void reject_nul(std::string_view text, std::string hint) {
    const std::size_t nul = text.find('\0');
    if (nul != std::string_view::npos) reject("RT271", text, nul, "NUL byte in SQL text", std::move(hint));
}

}  // namespace retort::sql
