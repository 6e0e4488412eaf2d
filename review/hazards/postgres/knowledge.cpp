#include "review/hazards/postgres/knowledge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace retort::hazards::postgres {

namespace {

/// The names of the manual for those of pg_type.
constexpr auto manual_names =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"bool", "boolean"},
                                                                  {"bpchar", "char"},
                                                                  {"float4", "real"},
                                                                  {"float8", "double precision"},
                                                                  {"int2", "smallint"},
                                                                  {"int4", "integer"},
                                                                  {"int8", "bigint"}});

}  // namespace

std::string display(const KnownType& type) {
    std::string text = type.name;
    for (const auto& [word, manual] : manual_names)
        if (type.name == word) text = manual;
    if (!type.modifiers.empty()) text += fmt::format("({})", fmt::join(type.modifiers, ","));
    return type.array ? text + "[]" : text;
}

bool Knowledge::is_new(const ObjectName& table) const {
    const auto found = tables.find(table);
    return table.schema == "pg_temp" || (found != tables.end() && found->second.created);
}

std::vector<ObjectName> Knowledge::with_descendants(const ObjectName& table) const {
    std::vector<ObjectName> all{table};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& [name, known] : tables)
            if (known.parent == all[i] && std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    return all;
}

bool Knowledge::is_new(const ObjectName& table, const std::string& column) const {
    const auto found = tables.find(table);
    if (found == tables.end()) return false;
    const auto known = found->second.columns.find(column);
    return found->second.created || (known != found->second.columns.end() && known->second.added);
}

KnownType Knowledge::type_of(const ObjectName& table, const std::string& column) const {
    const auto known = tables.find(table);
    if (known == tables.end()) return {};
    const auto found = known->second.columns.find(column);
    return found == known->second.columns.end() ? KnownType{} : found->second.type;
}

bool Knowledge::excludes_null(const ObjectName& table, const std::string& column) const {
    const auto known = tables.find(table);
    if (known == tables.end()) return false;
    const auto found = known->second.columns.find(column);
    if (found != known->second.columns.end() && found->second.not_null) return true;
    return std::any_of(known->second.constraints.begin(), known->second.constraints.end(),
                       [&](const auto& each) { return each.second.valid && each.second.not_null.contains(column); });
}

void Knowledge::end_script() {
    for (auto& [name, table] : tables) {
        table.created = false;
        for (auto& [column, known] : table.columns) known.added = false;
    }
    created.clear();
    new_labels.clear();
}

}  // namespace retort::hazards::postgres
