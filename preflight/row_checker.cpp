#include "preflight/row_checker.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

#include "preflight/exclusion_parts.hpp"
#include "schema/overloaded.hpp"
#include "sql/identifiers.hpp"

namespace retort::preflight {

namespace {

constexpr const char* repair_rows = "change these rows first";

std::string column_name(const ObjectName& table, const std::string& column) { return display(table) + "." + column; }

/// True when every row gets its own value: from an identity, AUTOINCREMENT or a sequence.
bool is_numbered(const Column& column) {
    return column.identity || column.autoincrement ||
           (column.default_sql && column.default_sql->find("nextval(") != std::string::npos);
}

/// True when the check lists the values that `column` may hold.
bool lists_values(const Check& check, const std::string& column) {
    const std::size_t at = check.expression.find(quote(column));
    return at != std::string::npos && (check.expression.find(" IN (", at) != std::string::npos ||
                                       check.expression.find(" = ANY (", at) != std::string::npos);
}

}  // namespace

RowChecker::RowChecker(const Schema& from, const Schema& to, const diff::Renames& renames) : from_(from), to_(to) {
    for (const auto& [before, after] : renames.tables) earlier_tables_[after] = before;
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : columns) earlier_columns_[table][after] = before;
}

std::vector<RowCheck> RowChecker::run(const plan::Steps& steps) {
    const Overloaded on_step{
        [&](const diff::AddColumn& c) { added(c.table, c.to); },
        [&](const diff::AlterColumn& c) {
            Column old_column = c.from;
            // `from` may have an interim type, or text temporarily; the rows still have the first type.
            if (const Column* old = before(c.table, c.to.name)) old_column.type = old->type;
            altered(c.table, old_column, c.to);
        },
        [&](const diff::AlterEnum& c) { check_enum(c.from, c.to); },
        [&](const plan::RebuildType& c) {
            const auto* old_enum = std::get_if<Enum>(&c.from);
            const auto* new_enum = std::get_if<Enum>(&c.to);
            if (old_enum && new_enum) check_enum(*old_enum, *new_enum);
        },
        [&](const plan::MoveRows& c) { moved(c); },
        [&](const diff::AddConstraint& c) { constrained(c.table, c.to); },
        [&](const diff::AlterConstraint& c) { constrained(c.table, c.to); },
        [&](const diff::CreateIndex& c) {
            if (const Table* table = kept(c.table)) indexed(*table, c.to);
        },
        [](const auto&) {},
    };
    for (const plan::Step& step : steps) std::visit(on_step, step);
    finish();
    return std::move(checks_);
}

void RowChecker::add(RowCheck check) {
    const bool added = std::any_of(checks_.begin(), checks_.end(), [&](const RowCheck& each) {
        return each.sql == check.sql && each.message == check.message;
    });
    if (!added) checks_.push_back(std::move(check));
}

const Table* RowChecker::kept(const ObjectName& table) const {
    const Table* before = from_.find_table(table);
    return before == nullptr || !before->partition_of.empty() ? nullptr : to_.find_table(table);
}

const Column* RowChecker::before(const ObjectName& table, const std::string& column) const {
    const Table* found = from_.find_table(table);
    return found == nullptr ? nullptr : found->find_column(column);
}

ObjectName RowChecker::earlier_name(const ObjectName& table) const {
    const auto found = earlier_tables_.find(table);
    return found == earlier_tables_.end() ? table : found->second;
}

std::string RowChecker::earlier_name(const ObjectName& table, const std::string& column) const {
    const auto renamed = earlier_columns_.find(table);
    if (renamed == earlier_columns_.end()) return column;
    const auto old = renamed->second.find(column);
    return old == renamed->second.end() ? column : old->second;
}

std::string RowChecker::rows_renamed(const ObjectName& table) const {
    const std::string now = rows_before(table);
    if (!earlier_columns_.contains(table)) return now + " AS " + quote(table.name);
    std::vector<std::string> list;
    for (const Column& column : from_.tables.at(table).columns) {
        const std::string old = earlier_name(table, column.name);
        list.push_back(quote(old) + (old == column.name ? "" : " AS " + quote(column.name)));
    }
    return fmt::format("(SELECT {} FROM {}) AS {}", fmt::join(list, ", "), now, quote(table.name));
}

std::string RowChecker::relabelled(const std::string& value, const std::map<std::string, std::string>& labels) {
    if (labels.empty()) return value;
    std::string sql = "CASE " + value;
    for (const auto& [old, label] : labels)
        sql += fmt::format(" WHEN {} THEN {}", quote_literal(old), quote_literal(label));
    return sql + " ELSE " + value + " END";
}

std::string RowChecker::value_after(const Table& table, const Column& column) const {
    const Column* old = before(table.name, column.name);
    const std::string& backfill = column.transition->backfill_sql;
    if (column.generated && (old == nullptr || !(old->generated == column.generated)))
        return "(" + column.generated->expression + ")";
    if (old == nullptr) return !backfill.empty() ? "(" + backfill + ")" : column.default_sql.value_or("NULL");
    std::string value = quote(column.name);
    if (changes_values(table.name, *old, column))
        value = converted(table.name, *old, column, value);
    else
        value = relabelled(value, labels(table.name, *old, column));
    if (!old->nullable || column.nullable) return value;
    const std::string fill = !backfill.empty() ? backfill : column.default_sql.value_or("");
    return fill.empty() ? value : fmt::format("coalesce({}, {})", value, fill);
}

std::string RowChecker::rows_after(const Table& table, const std::vector<std::string>& names) const {
    std::vector<std::string> list;
    bool changed = false;
    for (const Column& column : table.columns) {
        if (std::find(names.begin(), names.end(), column.name) == names.end()) continue;
        const std::string value = value_after(table, column);
        changed |= value != quote(column.name);
        list.push_back(value + " AS " + quote(column.name));
    }
    if (!changed) return rows_renamed(table.name);
    return fmt::format("(SELECT {} FROM {}) AS {}", fmt::join(list, ", "), rows_renamed(table.name),
                       quote(table.name.name));
}

std::string RowChecker::values_query(const std::string& expression, const std::string& source,
                                     const std::string& condition) {
    return fmt::format(
        "SELECT v, n, sum(n) OVER (), count(*) OVER ()\n"
        "FROM (SELECT {} AS v, count(*) AS n FROM {} WHERE {} GROUP BY 1) AS found\n"
        "ORDER BY n DESC, v LIMIT {}",
        expression, source, condition, RowCheck::most_values);
}

void RowChecker::added(const ObjectName& table, const Column& column) {
    const Table* owner = kept(table);
    if (owner == nullptr || numbers_itself(*owner, column) || column.nullable || column.default_sql ||
        column.identity || column.generated || column.autoincrement || !column.transition->backfill_sql.empty())
        return;
    add({.answer = RowCheck::Answer::rows,
         .sql = fmt::format("SELECT count(*) FROM {} AS {}", rows_before(table), quote(table.name)),
         .table = display(table),
         .message = fmt::format("new column {} is NOT NULL and has no default, but table {} has {{}}",
                                column_name(table, column.name), display(table)),
         .hint = "add a default, set a value for existing rows with .backfill_sql(\"…\"), or make the column nullable",
         .declared = *column.declared});
}

/// The keys and indexes of a rebuilt table are changes of their own.
void RowChecker::moved(const plan::MoveRows& move) {
    const Table* table = kept(move.to.name);
    if (table == nullptr) return;
    for (const Column& column : table->columns) {
        if (const Column* old = before(table->name, column.name))
            altered(table->name, *old, column);
        else
            added(table->name, column);
    }
    for (const Check& each : table->checks) constrained(table->name, each);
    check_partitions(*table);
}

void RowChecker::altered(const ObjectName& table, const Column& from, const Column& to) {
    if (!kept(table) || from.name != to.name || to.generated) return;
    if (changes_values(table, from, to)) check_type(table, from, to);
    const bool filled =
        to.default_sql || to.identity || !to.transition->backfill_sql.empty() || numbers_itself(*kept(table), to);
    if (!from.nullable || to.nullable || filled) return;
    add({.answer = RowCheck::Answer::rows,
         .sql = fmt::format("SELECT count(*) FROM {} WHERE {} IS NULL", rows_renamed(table), quote(to.name)),
         .table = display(table),
         .message = fmt::format("{} becomes NOT NULL, but is NULL in {{}}", column_name(table, to.name)),
         .hint = "set a value for these rows with .backfill_sql(\"…\"), or add a default",
         .declared = *to.declared});
}

void RowChecker::constrained(const ObjectName& name, const diff::Constraint& constraint) {
    const Table* table = kept(name);
    if (table == nullptr) return;
    std::visit(
        Overloaded{[&](const PrimaryKey& each) { primary_key(*table, each); },
                   [&](const Unique& each) { unique(*table, each); }, [&](const Check& each) { check(*table, each); },
                   [&](const ForeignKey& each) { foreign_key(*table, each); },
                   [&](const Exclusion& each) { exclusion(*table, each); }},
        constraint);
}

bool RowChecker::fills_itself(const ObjectName& table, const std::vector<std::string>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
        const Column* column = to_.tables.at(table).find_column(name);
        return column == nullptr || (is_numbered(*column) && before(table, name) == nullptr);
    });
}

bool RowChecker::changed(const Table& table, const std::vector<std::string>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
        const Column* old = before(table.name, name);
        const Column* now = table.find_column(name);
        return old != nullptr && now != nullptr && changes_comparison(table.name, *old, *now);
    });
}

std::vector<std::string> RowChecker::key_values(const Table& table, const std::vector<std::string>& columns,
                                                const std::map<std::string, std::string>& options) const {
    std::vector<std::string> list;
    for (const std::string& name : columns) {
        const auto found = options.find(name);
        list.push_back(key_value(table, name, found == options.end() ? "" : found->second));
    }
    return list;
}

std::string RowChecker::violations(const Table& table, const std::vector<std::string>& columns,
                                   const std::string& expression) const {
    return fmt::format("SELECT count(*) FROM {} WHERE NOT ({})", rows_after(table, columns), expression);
}

void RowChecker::duplicates(const Table& table, const std::vector<std::string>& columns,
                            const std::vector<std::string>& keys, const std::string& predicate, bool nulls_distinct,
                            const std::string& what, const Position& declared) {
    if (fills_itself(table.name, columns)) return;
    std::vector<std::string> conditions;
    if (!predicate.empty()) conditions.push_back("(" + predicate + ")");
    if (nulls_distinct)
        for (const std::string& key : keys) conditions.push_back(key + " IS NOT NULL");
    add({.answer = RowCheck::Answer::rows,
         .sql = fmt::format("SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM {}{}{} GROUP BY {} HAVING "
                            "count(*) > 1) AS repeated",
                            rows_after(table, columns), conditions.empty() ? "" : " WHERE ",
                            fmt::join(conditions, " AND "), fmt::join(keys, ", ")),
         .table = display(table.name),
         .message = "new " + what + ": duplicate values in {}",
         .hint = repair_rows,
         .declared = declared});
}

void RowChecker::primary_key(const Table& table, const PrimaryKey& key) {
    const auto& old = from_.tables.at(table.name).primary_key;
    if (old && old->columns == key.columns && old->column_options == key.column_options && !changed(table, key.columns))
        return;
    duplicates(table, key.columns, key_values(table, key.columns, key.column_options), "", true,
               fmt::format("primary key on {} ({})", display(table.name), fmt::join(key.columns, ", ")), *key.declared);
}

void RowChecker::unique(const Table& table, const Unique& key) {
    for (const Unique& old : from_.tables.at(table.name).uniques)
        if (old.columns == key.columns && old.column_options == key.column_options &&
            (old.nulls_not_distinct || !key.nulls_not_distinct) && !changed(table, key.columns))
            return;
    duplicates(
        table, key.columns, key_values(table, key.columns, key.column_options), "", !key.nulls_not_distinct,
        fmt::format("unique constraint {} on {} ({})", key.name, display(table.name), fmt::join(key.columns, ", ")),
        *key.declared);
}

void RowChecker::indexed(const Table& table, const Index& index) {
    if (!index.unique) return;
    std::vector<std::string> columns = index.depends_on.columns();
    std::vector<std::string> keys;
    std::string text = index.predicate;
    for (const IndexPart& part : index.parts) {
        if (!part.column.empty()) columns.push_back(part.column);
        keys.push_back(key_value(table, part));
        text += " " + part.expression;
    }
    for (const Column& column : table.columns)
        if (sql::references_name(text, column.name)) columns.push_back(column.name);
    for (const Index& old : from_.tables.at(table.name).indexes)
        if (old.unique && !old.invalid && old.parts == index.parts && old.predicate == index.predicate &&
            !changed(table, columns))
            return;
    duplicates(table, columns, keys, index.predicate, !index.nulls_not_distinct,
               fmt::format("unique index {} on {}", index.name, display(table.name)), *index.declared);
}

void RowChecker::check(const Table& table, const Check& check) {
    if (check.not_valid) return;
    std::vector<std::string> columns;
    for (const Column& column : table.columns)
        if (sql::references_name(check.expression, column.name)) columns.push_back(column.name);
    for (const Check& old : from_.tables.at(table.name).checks)
        if (old.expression == check.expression && !old.not_valid && !changed(table, columns)) return;
    if (columns.empty() || fills_itself(table.name, columns)) return;
    const std::string what = check.name.empty() ? "check constraint" : "check constraint " + check.name;
    RowCheck made{.answer = RowCheck::Answer::rows,
                  .sql = {},
                  .table = display(table.name),
                  .message = fmt::format("new {} on {} is violated by {{}}", what, display(table.name)),
                  .hint = repair_rows,
                  .declared = *check.declared};
    if (columns.size() == 1 && lists_values(check, columns.front()) &&
        compares_as_stored(table, *table.find_column(columns.front()))) {
        made.answer = RowCheck::Answer::values;
        made.sql = values_query(quote(columns.front()), rows_after(table, columns), "NOT (" + check.expression + ")");
        made.message = fmt::format("{} has values in {{}} that its new check constraint does not allow",
                                   column_name(table.name, columns.front()));
        made.hint =
            "change these rows first, or map the values to labels in the model: "
            ".old_label(\"value\", Enum::label)";
        if (const Column* column = table.find_column(columns.front()); column->declared->known())
            made.declared = *column->declared;
    } else {
        made.sql = violations(table, columns, check.expression);
    }
    add(std::move(made));
}

void RowChecker::foreign_key(const Table& table, const ForeignKey& key) {
    if (key.not_valid || fills_itself(table.name, key.columns)) return;
    const Table* target = to_.find_table(key.table);
    const bool compared_anew = changed(table, key.columns) || (target != nullptr && changed(*target, key.references));
    for (const ForeignKey& old : from_.tables.at(table.name).foreign_keys)
        if (old.columns == key.columns && old.table == key.table && old.references == key.references &&
            !old.not_valid && !compared_anew)
            return;
    std::vector<std::string> conditions;
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        conditions.push_back("t." + quote(key.columns[i]) + " IS NOT NULL");
        if (target != nullptr) pairs.push_back(references(*target, key.references.at(i), key.columns[i]));
    }
    std::string sql = fmt::format("SELECT count(*) FROM (SELECT * FROM {}) AS t WHERE {}",
                                  rows_after(table, key.columns), fmt::join(conditions, " AND "));
    if (target != nullptr && from_.find_table(key.table) != nullptr)
        sql += fmt::format(" AND NOT EXISTS (SELECT 1 FROM (SELECT * FROM {}) AS r WHERE {})",
                           rows_after(*target, key.references), fmt::join(pairs, " AND "));
    add({.answer = RowCheck::Answer::rows,
         .sql = std::move(sql),
         .table = display(table.name),
         .message = fmt::format("new foreign key from {} ({}) to {} ({}): no referenced row exists for {{}}",
                                display(table.name), fmt::join(key.columns, ", "), display(key.table),
                                fmt::join(key.references, ", ")),
         .hint = repair_rows,
         .declared = *key.declared});
}

/// Counts both rows of a conflicting pair.
void RowChecker::exclusion(const Table& table, const Exclusion& exclusion) {
    for (const Exclusion& old : from_.tables.at(table.name).exclusions)
        if (old.definition == exclusion.definition) return;
    const ExclusionParts parts = exclusion_parts(exclusion.definition);
    std::vector<std::string> columns, values, relations;
    for (const Column& column : table.columns)
        if (sql::references_name(exclusion.definition, column.name)) columns.push_back(column.name);
    if (parts.elements.empty() || columns.empty() || fills_itself(table.name, columns)) return;
    for (const ExclusionParts::Element& each : parts.elements) {
        values.push_back(fmt::format("{} AS e{}", each.expression, values.size()));
        relations.push_back(fmt::format("one.e{0} {1} other.e{0}", relations.size(), each.relation));
    }
    add({.answer = RowCheck::Answer::rows,
         .sql = fmt::format("WITH held AS (SELECT row_number() OVER () AS row, {} FROM {}{})\n"
                            "SELECT count(*) FROM held AS one WHERE EXISTS (SELECT 1 FROM held AS other WHERE "
                            "one.row <> other.row AND {})",
                            fmt::join(values, ", "), rows_after(table, columns),
                            parts.predicate.empty() ? "" : " WHERE " + parts.predicate, fmt::join(relations, " AND ")),
         .table = display(table.name),
         .message = fmt::format("{{}} of {} conflict under the new exclusion constraint {}", display(table.name),
                                exclusion.name),
         .hint = repair_rows,
         .declared = *exclusion.declared});
}

}  // namespace retort::preflight
