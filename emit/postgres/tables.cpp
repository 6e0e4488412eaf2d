#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/constraint_sql.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/writer.hpp"
#include "schema/parts.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

std::string constraint_object(const ObjectName& table, const std::string& name) {
    return fmt::format("CONSTRAINT {} ON {}", quote(name), quote(table));
}

const std::string& comment_of(const diff::Constraint& constraint) {
    return std::visit([](const auto& each) -> const std::string& { return each.comment; }, constraint);
}

bool awaits_validation(const diff::Constraint& constraint) {
    return std::visit(
        [](const auto& each) {
            if constexpr (requires { each.not_valid; })
                return each.not_valid;
            else
                return false;
        },
        constraint);
}

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

}  // namespace

void Writer::create_table(const Table& table) {
    std::string sql = fmt::format("CREATE {}TABLE {} (", table.unlogged ? "UNLOGGED " : "", quote(table.name));
    std::vector<std::string> lines = table_lines(table);
    // ATTACH PARTITION requires the parent's checks on the partition, and marks them as inherited (ALTER TABLE).
    for (const Table* parent = &table; !parent->partition_of.empty();) {
        parent = to_.find_table(parent->partition_of);
        if (!parent) break;
        for (const Check& each : parent->checks)  // a partition that is detached in the plan already has them
            if (std::string line = constraint_sql(each); std::find(lines.begin(), lines.end(), line) == lines.end())
                lines.push_back(std::move(line));
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
    add(std::move(sql));
    if (!table.partition_bound.empty())
        add(fmt::format("ALTER TABLE {} ATTACH PARTITION {} {}", quote(table.partition_of), quote(table.name),
                        table.partition_bound));
    inherited_columns(table);
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
    alter_table(bare, table);
    for (const Column& column : table.columns) {
        Column made;
        if (column.inherited && !table.inherits.empty()) made.storage = column.storage;  // see inherited_columns
        column_settings(table.name, made, column);
        comment_on(fmt::format("COLUMN {}.{}", quote(table.name), quote(column.name)), "", column.comment);
    }
    for_each_part(InCreateTable{}, table, [&]<class T>(const T& each) {
        comment_on(constraint_object(table.name, each.name), "", each.comment);
        if constexpr (std::is_same_v<T, Exclusion>) exclusion_storage(table.name, each);
    });
}

/// Sets storage parameters and tablespace in statements of their own: inline they belong in the middle of the
/// constraint's text, which is the server's.
void Writer::exclusion_storage(const ObjectName& table, const Exclusion& exclusion) {
    const ObjectName index{table.schema, exclusion.name};
    index_storage(index, {}, exclusion.storage);
    index_tablespace(index, "", exclusion.tablespace);
}

void Writer::inherited_columns(const Table& table) {
    for (const ObjectName& parent_name : table.inherits) {
        const Table* parent = to_.find_table(parent_name);
        if (!parent) continue;
        for (const Column& column : table.columns) {
            const Column* above = parent->find_column(column.name);
            if (!above) continue;
            const std::string alter = alter_table_sql(table.name) + "ALTER COLUMN " + quote(column.name) + " ";
            // A local column definition has its own default and NOT NULL, but still takes the parent's settings.
            if (column.inherited && above->default_sql != column.default_sql)
                add(alter + (column.default_sql ? "SET DEFAULT " + default_sql(*column.default_sql) : "DROP DEFAULT"));
            if (column.inherited && above->nullable && !column.nullable) add(alter + "SET NOT NULL");
            Column made = column;
            // At this point the parent has either its old or its new settings.
            const Table* earlier = from_.find_table(parent_name);
            const Column* was = earlier ? earlier->find_column(column.name) : nullptr;
            made.storage = was && was->storage != column.storage ? was->storage : above->storage;
            made.compression = was && was->compression != column.compression ? was->compression : above->compression;
            column_settings(table.name, made, column);
        }
    }
}

void Writer::drop_table(const Table& table) {
    add("DROP TABLE " + quote(table.name),
        direction_ == Direction::up ? fmt::format("drops table {} with its rows", display(table.name)) : "");
}

void Writer::alter_table(const Table& from, const Table& to) {
    ObjectName name = from.name;
    if (name.schema != to.name.schema) {
        add(alter_table_sql(name) + "SET SCHEMA " + (to.name.schema.empty() ? "public" : quote(to.name.schema)));
        name.schema = to.name.schema;
    }
    if (name.name != to.name.name) add(alter_table_sql(name) + "RENAME TO " + quote(to.name.name));
    const std::string alter = alter_table_sql(to.name);
    if (from.unlogged != to.unlogged) add(alter + (to.unlogged ? "SET UNLOGGED" : "SET LOGGED"));
    const StorageChange storage = storage_change(from.storage, to.storage);
    if (!storage.set.empty()) add(fmt::format("{}SET ({})", alter, storage_sql(storage.set)));
    if (!storage.reset.empty()) add(fmt::format("{}RESET ({})", alter, fmt::join(storage.reset, ", ")));
    if (from.tablespace != to.tablespace)
        add(alter + "SET TABLESPACE " + (to.tablespace.empty() ? "pg_default" : quote(to.tablespace)));
    if (from.access_method != to.access_method)
        add(alter + "SET ACCESS METHOD " + (to.access_method.empty() ? "heap" : quote(to.access_method)));
    if (from.clustered_on != to.clustered_on)
        add(alter + (to.clustered_on.empty() ? "SET WITHOUT CLUSTER" : "CLUSTER ON " + quote(to.clustered_on)));
    if (from.of_type != to.of_type) add(alter + (to.of_type.empty() ? "NOT OF" : "OF " + quote(to.of_type)));
    if (from.replica_identity != to.replica_identity)
        add(alter + "REPLICA IDENTITY " + (to.replica_identity.empty() ? "DEFAULT" : to.replica_identity));
    if (from.partition_of != to.partition_of || from.partition_bound != to.partition_bound) {
        if (!from.partition_of.empty()) add(alter_table_sql(from.partition_of) + "DETACH PARTITION " + quote(to.name));
        if (!to.partition_of.empty())
            add(fmt::format("{}ATTACH PARTITION {} {}", alter_table_sql(to.partition_of), quote(to.name),
                            to.partition_bound));
    }
    for (const ObjectName& each : from.inherits)
        if (std::find(to.inherits.begin(), to.inherits.end(), each) == to.inherits.end())
            add(alter + "NO INHERIT " + quote(each));
    for (const ObjectName& each : to.inherits)
        if (std::find(from.inherits.begin(), from.inherits.end(), each) == from.inherits.end())
            add(alter + "INHERIT " + quote(each));
    if (from.row_security != to.row_security)
        add(alter + (to.row_security ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
    if (from.force_row_security != to.force_row_security)
        add(alter + (to.force_row_security ? "" : "NO ") + "FORCE ROW LEVEL SECURITY");
    comment_on("TABLE " + quote(to.name), from.comment, to.comment);
}

std::map<std::string, std::string> Writer::text_labels(const Column& from, const Column& to, const Check& check) const {
    if (!to.type.user_type.empty() || !sql::references_name(check.expression, to.name)) return {};
    if (direction_ == Direction::up) return to.transition->old_labels;
    const auto allows = [&](const std::string& label) {
        return check.expression.find(quote_literal(label)) != std::string::npos;
    };
    std::map<std::string, std::string> labels;
    for (const auto& [earlier, label] : from.transition->old_labels)
        if (allows(earlier) && !allows(label)) labels.emplace(label, earlier);
    return labels;
}

/// Updates the rows of an enum stored as text, before the check on its labels is added.
void Writer::relabel_rows(const ObjectName& table, const Check& check) {
    const Table* before = from_.find_table(table);
    if (!before || std::any_of(before->checks.begin(), before->checks.end(),
                               [&](const Check& old) { return old.expression == check.expression; }))
        return;
    for (const Column& column : to_.tables.at(table).columns) {
        const Column* old = before->find_column(column.name);
        if (!old) continue;
        const std::map<std::string, std::string> labels = text_labels(*old, column, check);
        if (labels.empty()) continue;
        std::vector<std::string> held;
        for (const auto& [earlier, label] : labels) held.push_back(quote_literal(earlier));
        update(table, fmt::format("UPDATE {} SET {} = {} WHERE {} IN ({})", quote(table), quote(column.name),
                                  relabelled(quote(column.name), labels), quote(column.name), fmt::join(held, ", ")));
    }
}

void Writer::add_constraint(const ObjectName& table, const diff::Constraint& constraint) {
    if (const auto* check = std::get_if<Check>(&constraint)) relabel_rows(table, *check);
    add(alter_table_sql(table) + "ADD " + constraint_sql(constraint));
    if (const auto* exclusion = std::get_if<Exclusion>(&constraint)) exclusion_storage(table, *exclusion);
    comment_on(constraint_object(table, diff::name_of(constraint)), "", comment_of(constraint));
}

void Writer::drop_constraint(const ObjectName& table, const diff::Constraint& constraint) {
    add(alter_table_sql(table) + "DROP CONSTRAINT " + quote(diff::name_of(constraint)));
}

void Writer::alter_constraint(const ObjectName& table, const diff::Constraint& from, const diff::Constraint& to) {
    const std::string &before = diff::name_of(from), &after = diff::name_of(to);
    if (before != after)
        add(fmt::format("{}RENAME CONSTRAINT {} TO {}", alter_table_sql(table), quote(before), quote(after)));
    if (awaits_validation(from) && !awaits_validation(to))
        add(alter_table_sql(table) + "VALIDATE CONSTRAINT " + quote(after));
    const ObjectName index{table.schema, after};
    std::visit(
        [&](const auto& each) {
            if constexpr (requires { each.tablespace; }) {
                const auto& old = std::get<std::decay_t<decltype(each)>>(from);
                index_storage(index, old.storage, each.storage);
                index_tablespace(index, old.tablespace, each.tablespace);
            }
        },
        to);
    comment_on(constraint_object(table, after), comment_of(from), comment_of(to));
}

void Writer::create_index(const ObjectName& table, const Index& index) {
    add(index_sql(table, index));
    index_statistics(table, Index{}, index);
    comment_on("INDEX " + quote(ObjectName{table.schema, index.name}), "", index.comment);
}

void Writer::drop_index(const ObjectName& table, const Index& index) {
    add("DROP INDEX " + quote(ObjectName{table.schema, index.name}));
}

void Writer::index_storage(const ObjectName& index, const std::map<std::string, std::string>& from,
                           const std::map<std::string, std::string>& to) {
    const std::string alter = "ALTER INDEX " + quote(index) + " ";
    const StorageChange storage = storage_change(from, to);
    if (!storage.set.empty()) add(fmt::format("{}SET ({})", alter, storage_sql(storage.set)));
    if (!storage.reset.empty()) add(fmt::format("{}RESET ({})", alter, fmt::join(storage.reset, ", ")));
}

void Writer::index_tablespace(const ObjectName& index, const std::string& from, const std::string& to) {
    if (from != to) add("ALTER INDEX " + quote(index) + " SET TABLESPACE " + (to.empty() ? "pg_default" : quote(to)));
}

void Writer::index_statistics(const ObjectName& table, const Index& from, const Index& to) {
    for (std::size_t i = 0; i < to.parts.size(); ++i) {
        const std::optional<int> before = i < from.parts.size() ? from.parts[i].statistics : std::nullopt;
        if (before != to.parts[i].statistics)
            add(fmt::format("ALTER INDEX {} ALTER COLUMN {} SET STATISTICS {}",
                            quote(ObjectName{table.schema, to.name}), i + 1, to.parts[i].statistics.value_or(-1)));
    }
}

void Writer::alter_index(const ObjectName& table, const Index& from, const Index& to) {
    const ObjectName index{table.schema, to.name};
    if (from.name != to.name)
        add(fmt::format("ALTER INDEX {} RENAME TO {}", quote(ObjectName{table.schema, from.name}), quote(to.name)));
    index_storage(index, from.storage, to.storage);
    index_tablespace(index, from.tablespace, to.tablespace);
    index_statistics(table, from, to);
    comment_on("INDEX " + quote(ObjectName{table.schema, to.name}), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
