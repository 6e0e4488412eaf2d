#include "diff/population.hpp"

#include <string_view>

namespace retort::diff {

void keep_population(const Schema& from, Schema& to) {
    constexpr std::string_view empty = "\n  WITH NO DATA";
    for (auto& [key, view] : to.definitions) {
        if (key.kind != ObjectKind::materialized_view) continue;
        const auto before = from.definitions.find(key);
        if (before == from.definitions.end()) continue;
        const bool was_empty = before->second.sql.ends_with(empty), is_empty = view.sql.ends_with(empty);
        if (!was_empty && is_empty)
            view.sql.resize(view.sql.size() - empty.size());
        else if (was_empty && !is_empty && before->second.sql == view.sql + std::string(empty))
            view.sql += empty;
    }
}

}  // namespace retort::diff
