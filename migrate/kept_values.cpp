#include "migrate/kept_values.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diff/type_parts.hpp"
#include "schema/same_state.hpp"

namespace retort::migrate {

namespace {

using introspect::Row;

bool has_triggers(const Schema& schema, const ObjectName& table) {
    return std::any_of(schema.definitions.begin(), schema.definitions.end(), [&](const auto& entry) {
        const bool fires = entry.first.kind == ObjectKind::trigger || entry.first.kind == ObjectKind::rule;
        return fires && entry.second.table == table;
    });
}

/// True if the type has the same values in both schemas.
bool same_type(const Type& before, const Type& after, const Schema& from, const Schema& to) {
    if (before.user_type.empty()) return before == after;
    if (before.array != after.array) return false;
    if (const auto old = from.enums.find(before.user_type); old != from.enums.end()) {
        const auto made = to.enums.find(after.user_type);
        return made != to.enums.end() && made->second.labels == old->second.labels;
    }
    const Definition *old = diff::find_type(from, before.user_type), *made = diff::find_type(to, after.user_type);
    return old && made && before == after && old->sql == made->sql;
}

bool keeps(const Column& before, const Column& after, const Schema& from, const Schema& to) {
    const auto plain = [](const Column& column) {
        const Transition& declared = *column.transition;
        return !column.generated && declared.using_sql.empty() && declared.backfill_sql.empty() &&
               declared.old_labels.empty();
    };
    return plain(before) && plain(after) && (after.nullable || !before.nullable) &&
           before.collation == after.collation && same_type(before.type, after.type, from, to);
}

/// The values of one column in any order.
std::vector<Row> values_of(introspect::Database& database, const ObjectName& table, const std::string& column) {
    return database.query(
        fmt::format("SELECT {0}::text FROM {1} ORDER BY {0}::text COLLATE \"C\"", quote(column), quote(table)));
}

}  // namespace

KeptValues::KeptValues(introspect::Database& database, const std::set<ObjectName>& tables, const Schema& from,
                       const Counterparts& later) {
    const Schema& to = later.to();
    for (const ObjectName& name : tables) {
        const Table *before = from.find_table(name), *after = later.table(name);
        if (!before || !after || has_triggers(from, name) || has_triggers(to, after->name)) continue;
        Columns kept{name, after->name, {}, {}};
        for (const Column& column : before->columns) {
            const Column* now = later.column(*after, column.name);
            if (!now || !keeps(column, *now, from, to)) continue;
            kept.names.emplace(column.name, now->name);
            kept.values.emplace(column.name, values_of(database, name, column.name));
        }
        tables_.push_back(std::move(kept));
    }
}

std::vector<std::string> KeptValues::changed(introspect::Database& database, bool upgraded) const {
    std::vector<std::string> columns;
    for (const Columns& each : tables_) {
        const ObjectName& table = upgraded ? each.after : each.before;
        for (const auto& [before, after] : each.names) {
            const std::string& column = upgraded ? after : before;
            if (values_of(database, table, column) != each.values.at(before))
                columns.push_back(display(table) + "." + column);
        }
    }
    return columns;
}

}  // namespace retort::migrate
