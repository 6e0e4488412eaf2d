#include "schema/default_name.hpp"

#include <algorithm>
#include <cstddef>

#include "schema/name.hpp"

namespace retort {

std::string default_name(std::string_view table, std::string_view columns, std::string_view label) {
    constexpr std::size_t longest = 63;  // NAMEDATALEN - 1
    const std::size_t overhead = label.size() + 1 + (columns.empty() ? 0 : 1);
    const std::size_t available = longest - std::min(longest, overhead);
    std::size_t table_size = table.size();
    std::size_t columns_size = columns.size();
    while (table_size + columns_size > available) {
        --(table_size > columns_size ? table_size : columns_size);
    }
    std::string out(clip_utf8(table, table_size));
    if (!columns.empty()) {
        out += '_';
        out += clip_utf8(columns, columns_size);
    }
    out += '_';
    out += label;
    return out;
}

}  // namespace retort
