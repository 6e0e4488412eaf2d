#include "emit/postgres/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_settings.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/constraints.hpp"
#include "emit/postgres/identity.hpp"
#include "emit/postgres/partitions.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

namespace {

/// The order of the constraints in CREATE TABLE.
using InCreateTable = PartKinds<PrimaryKey, Unique, Check, Exclusion, ForeignKey>;

/// Columns and constraints, one per line.
std::vector<std::string> table_lines(const Table& table) {
    std::vector<std::string> lines;
    for (const Column& column : table.columns)
        if (!column.inherited || table.inherits.empty()) lines.push_back(column_sql(column));
    for_each_part(InCreateTable{}, table, [&](const auto& each) { lines.push_back(constraint_sql(each)); });
    return lines;
}

/// True for a check that is valid in the partition: CREATE TABLE validates it (see not_valid_copies).
bool is_valid_copy(const Check& check, const Table& partition) {
    const std::vector<std::string>& valid = partition.validated_checks;
    return !check.not_valid || std::find(valid.begin(), valid.end(), check.name) != valid.end();
}

/// Adds the ancestors' checks that are NOT VALID in the partition too, before it is attached.
void not_valid_copies(const Table& table, const Schema& schema, Sink& sink) {
    for (const Table* parent = &table; parent && !parent->partition_of.empty();) {
        parent = schema.find_table(parent->partition_of);
        if (!parent) return;
        for (const Check& each : parent->checks)
            if (!is_valid_copy(each, table)) sink.add(alter_table_sql(table.name) + "ADD " + constraint_sql(each));
    }
}

std::string create_table_sql(const Table& table, const Schema& schema) {
    std::string sql = fmt::format("CREATE {}TABLE {} (", table.unlogged ? "UNLOGGED " : "", quote(table.name));
    std::vector<std::string> lines = table_lines(table);
    // ATTACH PARTITION requires the parent's checks on the partition, and marks them as inherited (ALTER TABLE).
    for (const Table* parent = &table; !parent->partition_of.empty();) {
        parent = schema.find_table(parent->partition_of);
        if (!parent) break;
        for (Check each : parent->checks) {
            if (!is_valid_copy(each, table)) continue;
            each.not_valid = false;
            // A partition that is detached in the plan already has them.
            if (std::string line = constraint_sql(each); std::find(lines.begin(), lines.end(), line) == lines.end())
                lines.push_back(std::move(line));
        }
    }
    sql += lines.empty() ? ")" : fmt::format("\n    {}\n)", fmt::join(lines, ",\n    "));
    if (!table.inherits.empty()) {
        std::vector<std::string> parents;
        for (const ObjectName& each : table.inherits) parents.push_back(quote(each));
        sql += fmt::format(" INHERITS ({})", fmt::join(parents, ", "));
    }
    if (!table.partition_by.empty()) sql += " PARTITION BY " + table.partition_by;
    if (!table.access_method.empty()) sql += " USING " + quote(table.access_method);
    if (!table.storage.empty()) sql += fmt::format(" WITH ({})", storage_sql(table.storage));
    if (!table.tablespace.empty()) sql += " TABLESPACE " + quote(table.tablespace);
    return sql;
}

void inherited_columns(const Table& table, const Context& context, Sink& sink) {
    for (const ObjectName& parent_name : table.inherits) {
        const Table* parent = context.to.find_table(parent_name);
        if (!parent) continue;
        for (const Column& column : table.columns) {
            const Column* above = parent->find_column(column.name);
            if (!above) continue;
            const std::string alter = alter_table_sql(table.name) + "ALTER COLUMN " + quote(column.name) + " ";
            // A local column definition has its own default and NOT NULL, but still takes the parent's settings.
            if (column.inherited && above->default_sql != column.default_sql)
                sink.add(alter +
                         (column.default_sql ? "SET DEFAULT " + default_sql(*column.default_sql) : "DROP DEFAULT"));
            if (column.inherited && above->nullable && !column.nullable) sink.add(alter + "SET NOT NULL");
            Column made = column;
            made.storage = above->storage;
            made.compression = above->compression;
            column_settings(table.name, made, column, context, sink);
        }
    }
}

/// ATTACH and DETACH PARTITION, INHERIT and NO INHERIT.
void alter_parents(const Table& from, const Table& to, Sink& sink) {
    if (from.partition_of != to.partition_of || from.partition_bound != to.partition_bound) {
        if (!from.partition_of.empty()) sink.add(detach_sql(from.partition_of, to.name));
        if (!to.partition_of.empty()) sink.add(attach_sql(to));
    }
    for (const ObjectName& each : from.inherits)
        if (std::find(to.inherits.begin(), to.inherits.end(), each) == to.inherits.end())
            sink.add(alter_table_sql(to.name) + "NO INHERIT " + quote(each));
    for (const ObjectName& each : to.inherits)
        if (std::find(from.inherits.begin(), from.inherits.end(), each) == from.inherits.end())
            sink.add(alter_table_sql(to.name) + "INHERIT " + quote(each));
}

void alter_table(const Table& from, const Table& to, Sink& sink) {
    ObjectName name = from.name;
    if (name.schema != to.name.schema) {
        sink.add(alter_table_sql(name) + "SET SCHEMA " + schema_sql(to.name.schema));
        name.schema = to.name.schema;
    }
    if (name.name != to.name.name) sink.add(alter_table_sql(name) + "RENAME TO " + quote(to.name.name));
    const std::string alter = alter_table_sql(to.name);
    if (from.unlogged != to.unlogged) sink.add(alter + (to.unlogged ? "SET UNLOGGED" : "SET LOGGED"));
    const StorageChange storage = storage_change(from.storage, to.storage);
    if (!storage.set.empty()) sink.add(fmt::format("{}SET ({})", alter, storage_sql(storage.set)));
    if (!storage.reset.empty()) sink.add(fmt::format("{}RESET ({})", alter, fmt::join(storage.reset, ", ")));
    if (from.tablespace != to.tablespace) sink.add(alter + "SET TABLESPACE " + tablespace_sql(to.tablespace));
    if (from.access_method != to.access_method)
        sink.add(alter + "SET ACCESS METHOD " + (to.access_method.empty() ? "heap" : quote(to.access_method)));
    if (from.clustered_on != to.clustered_on)
        sink.add(alter + (to.clustered_on.empty() ? "SET WITHOUT CLUSTER" : "CLUSTER ON " + quote(to.clustered_on)));
    if (from.of_type != to.of_type) sink.add(alter + (to.of_type.empty() ? "NOT OF" : "OF " + quote(to.of_type)));
    if (from.replica_identity != to.replica_identity)
        sink.add(alter + "REPLICA IDENTITY " + (to.replica_identity.empty() ? "DEFAULT" : to.replica_identity));
    alter_parents(from, to, sink);
    if (from.row_security != to.row_security)
        sink.add(alter + (to.row_security ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
    if (from.force_row_security != to.force_row_security)
        sink.add(alter + (to.force_row_security ? "" : "NO ") + "FORCE ROW LEVEL SECURITY");
    if (from.row_security != to.row_security || from.force_row_security != to.force_row_security) sink.secured(to);
    sink.comment_on("TABLE " + quote(to.name), from.comment, to.comment);
}

/// True if a foreign key references an ancestor of the partition that the plan keeps.
bool is_referenced_above(const Table& partition, const Context& context) {
    std::set<ObjectName> ancestors;
    for (const Table* table = &partition; table && !table->partition_of.empty();
         table = context.from.find_table(table->partition_of))
        if (context.to.find_table(table->partition_of)) ancestors.insert(table->partition_of);
    if (ancestors.empty()) return false;
    return std::any_of(context.from.tables.begin(), context.from.tables.end(), [&](const auto& each) {
        const std::vector<ForeignKey>& keys = each.second.foreign_keys;
        return std::any_of(keys.begin(), keys.end(),
                           [&](const ForeignKey& key) { return ancestors.contains(key.table); });
    });
}

}  // namespace

void emit(const diff::CreateTable& change, const Context& context, Sink& sink) {
    const Table& table = change.to;
    sink.add(create_table_sql(table, context.to));
    if (!table.partition_bound.empty()) {
        not_valid_copies(table, context.to, sink);
        sink.add(attach_sql(table));
    }
    inherited_columns(table, context, sink);
    Table bare;
    bare.name = table.name;
    bare.storage = table.storage;
    bare.unlogged = table.unlogged;
    bare.tablespace = table.tablespace;
    bare.access_method = table.access_method;
    bare.inherits = table.inherits;
    bare.partition_by = table.partition_by;
    bare.partition_of = table.partition_of;
    bare.partition_bound = table.partition_bound;
    alter_table(bare, table, sink);
    for (const Column& column : table.columns) {
        Column made;
        if (column.inherited && !table.inherits.empty()) made.storage = column.storage;  // see inherited_columns
        column_settings(table.name, made, column, context, sink);
        sink.comment_on(fmt::format("COLUMN {}.{}", quote(table.name), quote(column.name)), "", column.comment);
        comment_on_identity(table.name, Column{}, column, sink);
    }
    for_each_part(InCreateTable{}, table, [&]<class T>(const T& each) {
        comment_on_constraint(table.name, each, sink);
        if constexpr (std::is_same_v<T, Exclusion>) exclusion_storage(table.name, each, sink);
    });
}

void emit(const diff::DropTable& change, const Context& context, Sink& sink) {
    const Table& table = change.from;
    // DROP TABLE fails for a partition of a referenced table: the foreign key depends on each partition (ALTER TABLE,
    // DETACH PARTITION).
    if (is_referenced_above(table, context)) sink.add(detach_sql(table.partition_of, table.name));
    sink.add("DROP TABLE " + quote(table.name), context.direction == Direction::up
                                                    ? fmt::format("drops table {} with its rows", display(table.name))
                                                    : "");
}

void emit(const diff::AlterTable& change, const Context&, Sink& sink) { alter_table(change.from, change.to, sink); }

}  // namespace retort::emit::postgres
