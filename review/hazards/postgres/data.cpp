// Rows: UPDATE, DELETE, INSERT, TRUNCATE, LOCK.

#include <fmt/format.h>

#include <algorithm>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

bool is_catalog(const ObjectName& table) {
    return table.schema == "pg_catalog" || (table.schema.empty() && table.name.starts_with("pg_"));
}

/// True if the table is none of the system catalogs, whose rows are definitions.
bool is_users(Context& context, const ObjectName& table) {
    if (!is_catalog(table)) return true;
    context.find(Rule::catalog_write, 0, fmt::format("writes the system catalog {}", display(table)), table);
    return false;
}

/// Rows are written while the transaction keeps others from the table.
void judge_backfill(Context& context, const ObjectName& table) {
    const auto& held = context.session.held;
    const auto found = std::find_if(held.begin(), held.end(), [&](const HeldLock& each) {
        return each.table == table && blocks_writes(each.lock);
    });
    if (found == held.end()) return;
    context.find(Rule::backfill_with_schema_change, 0,
                 fmt::format("rows of {} are written while the transaction holds the lock {} on it", display(table),
                             to_string(found->lock)),
                 table);
}

/// Locks of ROW EXCLUSIVE: others can read and write other rows.
void write_rows(Context& context, const ObjectName& table) {
    context.affect_all(table, Lock::row_exclusive, Work::rows);
    if (context.known.is_new(table)) return;
    context.long_work = true;
    judge_backfill(context, table);
}

}  // namespace

void judge_update(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    if (!is_users(context, table)) return;
    write_rows(context, table);
    if (at(node, "whereClause").is_null() && !context.known.is_new(table) && list(node, "fromClause").empty())
        context.find(Rule::whole_table_update, 0, fmt::format("UPDATE writes every row of {}", display(table)), table);
}

void judge_delete(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    if (!is_users(context, table)) return;
    write_rows(context, table);
    if (at(node, "whereClause").is_null() && !context.known.is_new(table) && list(node, "usingClause").empty())
        context.find(Rule::delete_all_rows, 0, fmt::format("DELETE removes every row of {}", display(table)), table);
}

void judge_insert(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    if (!is_users(context, table)) return;
    const Json& query = at(at(node, "selectStmt"), "SelectStmt");
    const bool values = !query.is_object() || !list(query, "valuesLists").empty();
    if (!values) {
        write_rows(context, table);
        context.long_work = context.long_work || !list(query, "fromClause").empty();
    }
    context.affect_all(table, Lock::row_exclusive, Work::rows);
}

void judge_truncate(Context& context, const Json& node) {
    bool existing = false;
    for (const Json& each : list(node, "relations")) {
        const ObjectName table = relation_name(at(each, "RangeVar"));
        context.affect_all(table, Lock::access_exclusive, Work::empty);
        if (context.known.is_new(table)) continue;
        existing = true;
        context.find(Rule::truncate, location(at(each, "RangeVar")),
                     fmt::format("TRUNCATE removes all rows of {}", display(table)), table);
    }
    if (existing && text(node, "behavior") == "DROP_CASCADE")
        context.find(Rule::drop_cascade, 0, "TRUNCATE … CASCADE empties every table that references the named ones");
}

void judge_lock(Context& context, const Json& node) {
    const Json& number = at(node, "mode");
    const int mode = number.is_number_integer() ? number.get<int>() : 8;
    const Lock lock = static_cast<Lock>(std::clamp(mode, 1, 8) - 1);  // lockdefs.h counts from 1
    for (const Json& each : list(node, "relations")) {
        const ObjectName table = relation_name(at(each, "RangeVar"));
        context.affect_all(table, lock, Work::catalog);
        if (blocks_writes(lock) && !context.known.is_new(table))
            context.find(Rule::explicit_table_lock, location(at(each, "RangeVar")),
                         fmt::format("LOCK TABLE takes the lock {} on {}", to_string(lock), display(table)), table);
    }
}

void judge_new_labels(Context& context, const Json& node) {
    if (context.known.new_labels.empty()) return;
    for_each(node, "A_Const", [&](const Json& constant) {
        const auto label = context.known.new_labels.find(text(at(constant, "sval"), "sval"));
        if (label == context.known.new_labels.end()) return;
        context.find(Rule::enum_value_in_transaction, location(constant),
                     fmt::format("'{}' was added to {} in this transaction, and can't be used before it is committed",
                                 label->first, display(label->second)));
    });
}

}  // namespace retort::hazards::postgres
