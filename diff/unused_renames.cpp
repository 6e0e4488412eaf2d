#include "diff/unused_renames.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>

#include "diff/rename_steps.hpp"
#include "diff/renamed_names.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

namespace {

/// Why `old_name` can't be the earlier name; `taken_by` is the object that was renamed from it, if there is one.
std::string reason(std::string_view kind, const std::string& old_name, const std::string& taken_by) {
    return taken_by.empty() ? fmt::format("there is no {} {}", kind, old_name)
                            : fmt::format("{} {} is renamed to {}", kind, old_name, taken_by);
}

template <class Map>
void find_objects(std::string_view kind, const Map& from, const Map& to,
                  const std::map<ObjectName, ObjectName>& renames, std::vector<UnusedRename>& found) {
    for (const auto& [name, object] : to) {
        const std::string& old = object.transition->renamed_from;
        if (old.empty() || from.contains(name) || is_new_name(renames, name)) continue;
        const auto taken = renames.find({name.schema, old});
        found.push_back({fmt::format("{} {}", kind, display(name)), old,
                         reason(kind, old, taken == renames.end() ? "" : display(taken->second)),
                         fmt::format("{} is created as a new {}", display(name), kind), *object.declared});
    }
}

void find_columns(const Table& from, const Table& to, const std::map<std::string, std::string>& renames,
                  std::vector<UnusedRename>& found) {
    for (const Column& column : to.columns) {
        const std::string& old = column.transition->renamed_from;
        if (old.empty() || from.find_column(column.name) || is_new_name(renames, column.name)) continue;
        const std::string table = display(to.name), name = table + "." + column.name;
        const auto taken = renames.find(old);
        found.push_back({fmt::format("column {}", name), old,
                         reason("column", display(from.name) + "." + old,
                                taken == renames.end() ? "" : table + "." + taken->second),
                         fmt::format("{} is added as a new column", name), *column.declared});
    }
}

}  // namespace

std::vector<UnusedRename> unused_renames(const Schema& from, const Schema& to) {
    std::vector<UnusedRename> found;
    if (from.tables.empty()) return found;
    const Renames renames = find_renames(from, to);
    find_objects("table", from.tables, to.tables, renames.tables, found);
    find_objects("enum", from.enums, to.enums, renames.enums, found);
    for (const auto& [name, table] : from.tables)
        if (const Table* other = to.find_table(renamed(renames.tables, name)))
            find_columns(table, *other, value_or(renames.columns, other->name), found);
    return found;
}

}  // namespace retort::diff
