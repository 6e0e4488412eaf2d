#include "schema/error_codes.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace retort {

namespace {

constexpr auto entries = std::to_array<ErrorCodeEntry>({
#define RETORT_ERROR(code, title, explanation) {#code, title, explanation},
#include "schema/error_codes.def"
#undef RETORT_ERROR
});

static_assert(std::adjacent_find(entries.begin(), entries.end(),
                                 [](const ErrorCodeEntry& a, const ErrorCodeEntry& b) { return a.code >= b.code; }) ==
                  entries.end(),
              "the rows of schema/error_codes.def stand in the order of their codes, each code once");

bool same_letters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::toupper(x) == std::toupper(y); });
}

}  // namespace

std::span<const ErrorCodeEntry> error_codes() { return entries; }

const ErrorCodeEntry* find_error_code(std::string_view code) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const ErrorCodeEntry& entry) { return same_letters(entry.code, code); });
    return found == entries.end() ? nullptr : &*found;
}

ErrorCode ErrorCode::parse(std::string_view text) {
    ErrorCode code;
    if (const ErrorCodeEntry* entry = find_error_code(text)) code.text_ = entry->code;
    return code;
}

}  // namespace retort
