#include "migrate/revision_name.hpp"

#include <algorithm>
#include <array>

namespace retort::migrate {

namespace {

bool is_word(std::string_view text, std::size_t longest) {
    constexpr auto reserved = std::to_array<std::string_view>({"base", "current", "head", "heads", "none"});
    const auto in_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), in_word) &&
           std::find(reserved.begin(), reserved.end(), text) == reserved.end();
}

}  // namespace

bool is_revision_id(std::string_view text) { return is_word(text, 32); }

bool is_branch_label(std::string_view text) {
    return is_word(text, 64) && text.find_first_not_of("0123456789") != std::string_view::npos;
}

}  // namespace retort::migrate
