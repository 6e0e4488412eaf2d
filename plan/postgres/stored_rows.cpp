#include "plan/postgres/stored_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "diff/type_parts.hpp"
#include "schema/closure.hpp"
#include "schema/error.hpp"
#include "schema/overloaded.hpp"

namespace retort::plan::postgres {

namespace {

/// The table that the step rewrites, or for whose rows it computes values.
std::optional<ObjectName> rewritten_table(const Step& step) {
    return std::visit(Overloaded{[](const diff::AlterColumn& alter) -> std::optional<ObjectName> {
                                     if (alter.from.type == alter.to.type && alter.from.collation == alter.to.collation)
                                         return std::nullopt;
                                     return alter.table;
                                 },
                                 [](const diff::AddColumn& add) -> std::optional<ObjectName> {
                                     const Column& column = add.to;
                                     if (!column.default_sql && !column.generated && !column.identity)
                                         return std::nullopt;
                                     return add.table;
                                 },
                                 [](const diff::AlterTable& alter) -> std::optional<ObjectName> {
                                     if (alter.from.unlogged == alter.to.unlogged) return std::nullopt;
                                     return alter.to.name;
                                 },
                                 [](const MoveRows& move) -> std::optional<ObjectName> { return move.to.name; },
                                 [](const auto&) -> std::optional<ObjectName> { return std::nullopt; }},
                      step);
}

/// The row type of the table, and the types that contain it.
std::set<ObjectName> types_with_rows(const ObjectName& table, const Schema& schema) {
    return closure(std::set<ObjectName>{table}, [&](const ObjectName& visited, const auto& reach) {
        for (const auto& [id, definition] : schema.definitions) {
            if (!info(id.kind).type) continue;
            const bool contains = definition.depends_on.any([&](const ObjectId& each) { return each.name == visited; });
            if (contains) reach(id.name);
        }
    });
}

/// A column of both states that stores rows of the table, as people name it; empty if there is none.
std::string storing_column(const ObjectName& table, const Schema& from, const Schema& to) {
    const std::set<ObjectName> types = types_with_rows(table, to);
    for (const auto& [name, owner] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before) continue;
        for (const Column& column : owner.columns) {
            const Column* old = before->find_column(column.name);
            if (old && old->type == column.type && types.contains(column.type.user_type))
                return display(name) + "." + column.name;
        }
    }
    return {};
}

}  // namespace

void reject_stored_rows(const Steps& steps, const Schema& from, const Schema& to) {
    std::set<ObjectName> checked;
    for (const Step& step : steps) {
        const std::optional<ObjectName> table = rewritten_table(step);
        if (!table || !checked.insert(*table).second) continue;
        if (const std::string column = storing_column(*table, from, to); !column.empty())
            throw Error(
                "RT340",
                fmt::format("table {} cannot be changed in place: column {} stores rows of it", display(*table),
                            column),
                fmt::format("store other values in {0} (jsonb, for example), in a revision of its own before; or "
                            "add columns without a default, and set it afterwards",
                            column));
    }
}

}  // namespace retort::plan::postgres
