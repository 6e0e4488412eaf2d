// Indexes, and the commands that rewrite tables: VACUUM, CLUSTER, REFRESH.

#include <fmt/format.h>

#include <algorithm>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

constexpr std::size_t wide = 3;

bool option(const Json& options, std::string_view name) {
    for (const Json& each : options) {
        const Json& element = at(each, "DefElem");
        if (text(element, "defname") != name) continue;
        const Json& value = at(element, "arg");
        const std::string word = text(at(value, "String"), "sval");
        return !value.is_object() || word == "true" || word == "on" || at(at(value, "Integer"), "ival") == Json(1) ||
               flag(at(value, "Boolean"), "boolval");
    }
    return false;
}

bool is_partitioned(const Knowledge& known, const ObjectName& table) {
    const auto found = known.tables.find(table);
    return found != known.tables.end() && found->second.partitioned;
}

std::vector<std::string> column_list(const Json& node) {
    std::vector<std::string> columns;
    for (const Json& each : list(node, "indexParams")) columns.push_back(text(at(each, "IndexElem"), "name"));
    return columns;
}

/// The table of an index; empty if it is not known.
ObjectName table_of(const Knowledge& known, const ObjectName& index) {
    const auto found = known.indexes.find(index);
    return found == known.indexes.end() ? ObjectName{} : found->second.table;
}

}  // namespace

bool rejects_transaction(Context& context, std::size_t position, std::string_view what) {
    if (!context.session.open) return false;
    context.find(Rule::concurrently_not_possible, position, fmt::format("{} fails inside a transaction", what));
    return true;
}

void judge_create_index(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    const std::string index = text(node, "idxname");
    const bool concurrent = flag(node, "concurrent");
    const std::vector<std::string> columns = column_list(node);
    const std::string name = index.empty() ? fmt::format("an index on {}", display(table))
                                           : fmt::format("the index {} on {}", index, display(table));
    const bool only = !flag(at(node, "relation"), "inh");
    const Work work = only && is_partitioned(context.known, table) ? Work::catalog : Work::scan;
    if (concurrent) {
        if (!rejects_transaction(context, 0, "CREATE INDEX CONCURRENTLY") && is_partitioned(context.known, table))
            context.find(Rule::concurrently_not_possible, 0,
                         fmt::format("{}: CREATE INDEX CONCURRENTLY fails on a partitioned table", name), table);
        context.affect(table, Lock::share_update_exclusive, work);
    } else if (!context.known.is_new(table)) {
        if (only)
            context.affect(table, Lock::share, work);
        else
            context.affect_all(table, Lock::share, work);
        if (work == Work::scan)
            context.find(Rule::index_blocks_writes, 0, fmt::format("{} blocks its writes while it is built", name),
                         table);
    }
    if (flag(node, "unique") && !context.known.is_new(table))
        context.find(Rule::unique_may_fail, 0, fmt::format("{} fails if rows have equal values", name), table);
    if (!flag(node, "unique") && columns.size() > wide)
        context.find(Rule::wide_index, 0, fmt::format("{} has {} columns", name, columns.size()), table);
    if (!index.empty()) context.known.indexes[{table.schema, index}] = {table, columns};
}

void judge_drop_indexes(Context& context, const Json& node) {
    const bool concurrent = flag(node, "concurrent");
    if (concurrent) rejects_transaction(context, 0, "DROP INDEX CONCURRENTLY");
    for (const Json& each : list(node, "objects")) {
        const ObjectName index = object_name(list(at(each, "List"), "items"));
        const ObjectName table = table_of(context.known, index);
        context.known.indexes.erase(index);
        if (!table.empty() && context.known.is_new(table)) continue;
        context.affect(table, concurrent ? Lock::share_update_exclusive : Lock::access_exclusive, Work::catalog);
        if (!concurrent)
            context.find(Rule::drop_index_blocks, 0,
                         fmt::format("DROP INDEX {} waits for every query of {}, and blocks those that follow",
                                     display(index), table.empty() ? "its table" : display(table)),
                         table);
    }
}

void judge_reindex(Context& context, const Json& node) {
    const std::string kind = text(node, "kind");
    const bool whole =
        kind == "REINDEX_OBJECT_DATABASE" || kind == "REINDEX_OBJECT_SYSTEM" || kind == "REINDEX_OBJECT_SCHEMA";
    const bool concurrent = option(list(node, "params"), "concurrently");
    if (concurrent || whole) {
        if (rejects_transaction(context, 0, concurrent ? "REINDEX CONCURRENTLY" : "REINDEX of a schema or database"))
            return;
    }
    const ObjectName relation = relation_name(at(node, "relation"));
    const ObjectName table = kind == "REINDEX_OBJECT_INDEX" ? table_of(context.known, relation) : relation;
    if (!table.empty()) {
        context.affect_all(table, concurrent ? Lock::share_update_exclusive : Lock::share, Work::scan);
        if (context.known.is_new(table)) return;
    }
    if (!concurrent)
        context.find(Rule::reindex_blocks, 0,
                     whole ? std::string("REINDEX blocks the writes of each table in turn")
                           : fmt::format("REINDEX blocks the writes of {}",
                                         table.empty() ? "the index's table" : display(table)),
                     table);
}

void judge_vacuum(Context& context, const Json& node) {
    const bool vacuum = flag(node, "is_vacuumcmd");
    const bool full = option(list(node, "options"), "full");
    if (vacuum && rejects_transaction(context, 0, "VACUUM")) return;
    for (const Json& each : list(node, "rels")) {
        const ObjectName table = relation_name(at(at(each, "VacuumRelation"), "relation"));
        context.affect_all(table, full ? Lock::access_exclusive : Lock::share_update_exclusive,
                           full ? Work::rewrite : Work::rows);
    }
    if (full) context.find(Rule::rewrite_command, 0, "VACUUM FULL copies each table, and blocks its reads and writes");
}

void judge_cluster(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    if (table.empty() && rejects_transaction(context, 0, "CLUSTER of all tables")) return;
    context.affect(table, Lock::access_exclusive, Work::rewrite);
    if (context.known.is_new(table)) return;
    context.find(Rule::rewrite_command, 0,
                 fmt::format("CLUSTER copies {}, and blocks its reads and writes",
                             table.empty() ? "each clustered table" : display(table)),
                 table);
}

void judge_refresh(Context& context, const Json& node) {
    const ObjectName view = relation_name(at(node, "relation"));
    const bool concurrent = flag(node, "concurrent");
    context.affect(view, concurrent ? Lock::exclusive : Lock::access_exclusive,
                   concurrent ? Work::rows : Work::rewrite);
    if (concurrent || context.known.is_new(view)) return;
    context.find(Rule::refresh_blocks_reads, 0,
                 fmt::format("REFRESH blocks the reads of {} while its query runs", display(view)), view);
}

}  // namespace retort::hazards::postgres
