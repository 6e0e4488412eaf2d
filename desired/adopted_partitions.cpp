#include "desired/adopted_partitions.hpp"

#include <algorithm>
#include <cctype>

#include "diff/renames.hpp"
#include "emit/plan.hpp"
#include "schema/same_state.hpp"
#include "sql/identifiers.hpp"

namespace retort::desired {

namespace {

/// `sql` without case, spaces and double quotes: a declared key is not in the server's form yet.
std::string letters(const std::string& sql) {
    std::string out;
    for (const char c : sql)
        if (!std::isspace(static_cast<unsigned char>(c)) && c != '"')
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

void follow(Table& table, const Table& live_parent, const Table& parent) {
    std::erase_if(table.columns, [&](const Column& each) {
        return live_parent.find_column(each.name) && !parent.find_column(each.name);
    });
    for (const Column& above : parent.columns) {
        Column* column = table.find_column(above.name);
        const Column* before = live_parent.find_column(above.name);
        if (!column) {
            table.columns.push_back(above);
            table.columns.back().inherited = true;
            table.columns.back().identity.reset();
            continue;
        }
        if (before && !(column->type == above.type) && column->default_sql == before->default_sql)
            column->default_sql = above.default_sql;
        column->type = above.type;
        column->collation = above.collation;
        column->generated = above.generated;
        if (!above.nullable)
            column->nullable = false;
        else if (before && !before->nullable)
            column->nullable = true;
    }
}

bool key_changes(const Table& from, const Table& to) {
    return !to.partition_by.empty() && std::any_of(to.columns.begin(), to.columns.end(), [&](const Column& column) {
        const Column* before = from.find_column(column.name);
        return before && !(before->type == column.type) && sql::references_name(to.partition_by, column.name);
    });
}

/// The parts of a table that the server needs to parse a bound.
Table frame(const Table& table) {
    Table bare;
    bare.name = table.name;
    bare.partition_by = table.partition_by;
    bare.partition_of = table.partition_of;
    bare.partition_bound = table.partition_bound;
    for (const Column& each : table.columns) {
        Column& column = bare.columns.emplace_back();
        column.name = each.name;
        column.type = each.type;
        column.collation = each.collation;
    }
    return bare;
}

}  // namespace

bool keeps_partitions(const Table& live, const Table& desired) {
    return letters(live.partition_by) == letters(desired.partition_by);
}

void settle_bounds(const Schema& found, Schema& desired, scratch::ScratchSource& scratch) {
    const bool any = std::any_of(desired.tables.begin(), desired.tables.end(),
                                 [](const auto& each) { return !each.second.partition_of.empty(); });
    if (!any) return;
    const diff::Renames renames = diff::find_renames(found, desired);
    const diff::RenamedSchema renamed(renames, found);
    const Schema& live = renamed.get();
    std::set<ObjectName> keyed;
    for (const auto& [name, table] : desired.tables)
        if (const Table* before = live.find_table(name); before && key_changes(*before, table)) keyed.insert(name);
    const auto is_affected = [&](const Table& table) {
        for (const Table* each = &table; each;
             each = each->partition_of.empty() ? nullptr : desired.find_table(each->partition_of))
            if (keyed.contains(each->name)) return true;
        return false;
    };
    Schema bare;
    bare.dialect = desired.dialect;
    bool has_partitions = false;
    for (const auto& [name, table] : desired.tables) {
        if (keyed.empty() || table.partition_of.empty() || !is_affected(table)) continue;
        has_partitions = true;
        for (const Table* each = &table; each;
             each = each->partition_of.empty() ? nullptr : desired.find_table(each->partition_of))
            bare.tables.emplace(each->name, frame(*each));
    }
    if (!has_partitions) return;
    bare.schemas = desired.schemas;
    bare.extensions = desired.extensions;
    bare.enums = desired.enums;
    for (const auto& [key, definition] : desired.definitions)
        if (key.kind == ObjectKind::domain || key.kind == ObjectKind::collation)
            bare.definitions.emplace(key, definition);
    const auto database = scratch.get().create();
    try {
        for (const emit::Statement& each : emit::create_script(bare).statements) database->execute(each.sql);
    } catch (const introspect::StatementError&) {
        return;
    }
    const Schema stored = database->introspect();
    for (const auto& [name, each] : bare.tables)
        if (const Table* found = stored.find_table(name))
            desired.tables.at(name).partition_bound = found->partition_bound;
}

void follow_parents(const Schema& live, const std::set<ObjectName>& adopted, Schema& desired) {
    std::set<ObjectName> open = adopted;
    const auto settle = [&](const auto& self, const ObjectName& name) -> void {
        if (open.erase(name) == 0) return;
        Table& table = desired.tables.at(name);
        if (table.partition_of.empty()) return;
        self(self, table.partition_of);
        const Table *before = live.find_table(table.partition_of), *after = desired.find_table(table.partition_of);
        if (before && after && !same_state(before->columns, after->columns)) follow(table, *before, *after);
    };
    for (const ObjectName& name : adopted) settle(settle, name);
}

}  // namespace retort::desired
