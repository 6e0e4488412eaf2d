#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace retort {

/// A row of the registry schema/error_codes.def.
struct ErrorCodeEntry {
    std::string_view code;         ///< "RT084"
    std::string_view title;        ///< a few words, lower case, without a final stop
    std::string_view explanation;  ///< what happened, why it is an error, what to do: sentences of one paragraph
};

/// The code of an error, as it is printed: "RT084". A literal of another form is a compile error; tests/structure finds
/// one that the registry does not have. So a new code does not compile every file again.
///
///     throw Error("RT084", …);
class ErrorCode {
public:
    /// No code, as a note has none.
    constexpr ErrorCode() = default;

    /// `text` is a literal such as "RT084".
    consteval ErrorCode(const char* text) : text_(checked(text)) {}

    /// The code that another process has sent; none for a text that the registry does not have.
    static ErrorCode parse(std::string_view text);

    constexpr bool empty() const { return text_.empty(); }
    constexpr std::string_view text() const { return text_; }

    friend constexpr bool operator==(ErrorCode a, ErrorCode b) { return a.text_ == b.text_; }

private:
    static consteval std::string_view checked(std::string_view text) {
        bool digits = text.size() == 5;
        for (std::size_t i = 2; digits && i < 5; ++i) digits = text[i] >= '0' && text[i] <= '9';
        if (!digits || !text.starts_with("RT")) throw "not of the form RT084";
        return text;
    }

    std::string_view text_{};
};

/// All rows, in the order of their codes.
std::span<const ErrorCodeEntry> error_codes();

/// The row of `code`; nullptr when there is none. Upper and lower case are the same.
const ErrorCodeEntry* find_error_code(std::string_view code);

}  // namespace retort
