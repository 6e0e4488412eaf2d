#include "preflight/sqlite/row_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "emit/sqlite/table_sql.hpp"
#include "emit/sqlite/value_loss.hpp"
#include "plan/sqlite/expression.hpp"
#include "plan/sqlite/storable.hpp"
#include "preflight/row_checker.hpp"
#include "schema/overloaded.hpp"
#include "schema/parts.hpp"
#include "sql/sqlite/affinity.hpp"

namespace retort::preflight::sqlite {

using sql::sqlite::Affinity;
using sql::sqlite::affinity_of;
using sql::sqlite::stored_value;

namespace {

class Checker final : public RowChecker {
public:
    using RowChecker::RowChecker;

protected:
    /// The same map as in copy_rows: empty unless the type or a check of the column changes.
    std::map<std::string, std::string> labels(const ObjectName& table, const Column& before,
                                              const Column& after) const override {
        const auto changes = [&] {
            const auto referencing = [&](const std::vector<Check>& checks) {
                std::vector<std::string> found;
                for (const Check& check : checks)
                    if (plan::sqlite::references_name(check.expression, after.name)) found.push_back(check.expression);
                std::sort(found.begin(), found.end());
                return found;
            };
            return referencing(from_.tables.at(table).checks) != referencing(to_.tables.at(table).checks);
        };
        if (after.transition->old_labels.empty() || (before.type == after.type && !changes())) return {};
        return after.transition->old_labels;
    }

    std::string converted(const ObjectName& table, const Column& before, const Column& after,
                          const std::string& value) const override {
        const std::string& how = after.transition->using_sql;
        const std::string copied =
            how.empty() ? emit::sqlite::copied_value(value, from_.tables.at(table), before, to_.tables.at(table), after)
                        : "(" + how + ")";
        const std::string mapped = relabelled(copied, labels(table, before, after));
        const Affinity affinity = affinity_after(table, after);
        const bool stored = affinity == affinity_of(before.type.sql, from_.tables.at(table).strict) && mapped == value;
        return stored ? mapped : stored_value(mapped, affinity);
    }

    /// A STRICT table rejects values that the same table without STRICT has.
    bool changes_values(const ObjectName& table, const Column& before, const Column& after) const override {
        return !(before.type == after.type) || from_.tables.at(table).strict != to_.tables.at(table).strict;
    }

    bool changes_comparison(const ObjectName& table, const Column& before, const Column& after) const override {
        return before.collation != after.collation ||
               (changes_values(table, before, after) &&
                converted(table, before, after, quote(after.name)) != quote(after.name));
    }

    std::string key_value(const Table& table, const std::string& column, const std::string& options) const override {
        const std::string own = collation(table, column);
        if (!options.starts_with("COLLATE ")) return quote(column) + " COLLATE " + own;
        return quote(column) + " " + (options.ends_with(" DESC") ? options.substr(0, options.size() - 5) : options);
    }

    std::string key_value(const Table& table, const IndexPart& part) const override {
        if (part.column.empty())
            return "(" + part.expression + ") COLLATE " + (part.collation.empty() ? "BINARY" : part.collation);
        return key_value(table, part.column, part.collation.empty() ? "" : "COLLATE " + part.collation);
    }

    /// The referenced column's affinity and collation apply (foreignkeys.html, section 3).
    std::string references(const Table& target, const std::string& referenced,
                           const std::string& column) const override {
        const Column* parent = target.find_column(referenced);
        if (parent == nullptr) return RowChecker::references(target, referenced, column);
        return fmt::format("r.{} COLLATE {} = {}", quote(referenced), collation(target, referenced),
                           stored_value("+t." + quote(column), affinity_of(parent->type.sql, target.strict)));
    }

    bool compares_as_stored(const Table& table, const Column& column) const override {
        const Affinity affinity = affinity_after(table.name, column);
        return affinity == Affinity::none || affinity == Affinity::text ||
               value_after(table, column) == quote(column.name);
    }

    /// A converted value has no affinity in the query, but a column has one, which a check's comparisons use. A CAST to
    /// the new type gives it to the values that the CAST keeps.
    std::string violations(const Table& table, const std::vector<std::string>& columns,
                           const std::string& expression) const override {
        std::string list;
        std::string kept_by_cast;
        for (const std::string& name : columns) {
            list += list.empty() ? "" : ", ";
            const Column& now = *table.find_column(name);
            const Affinity affinity = affinity_after(table.name, now);
            if (affinity == Affinity::none || value_after(table, now) == quote(name)) {
                list += quote(name);
                continue;
            }
            const bool text = affinity == Affinity::text;
            list += fmt::format("CAST({0} AS {1}) AS {0}", quote(name),
                                text                         ? "TEXT"
                                : affinity == Affinity::real ? "REAL"
                                                             : "NUMERIC");
            kept_by_cast += fmt::format("{}typeof({}) IN ({})", kept_by_cast.empty() ? "" : " AND ", quote(name),
                                        text ? "'text', 'null'" : "'integer', 'real', 'null'");
        }
        if (kept_by_cast.empty()) return RowChecker::violations(table, columns, expression);
        const std::string source = rows_after(table, columns);
        return fmt::format(
            "SELECT (SELECT count(*) FROM (SELECT {0} FROM {1} WHERE {2}) AS {3} WHERE NOT ({4})) +\n"
            "       (SELECT count(*) FROM {1} WHERE NOT ({2}) AND NOT ({4}))",
            list, source, kept_by_cast, quote(table.name.name), expression);
    }

    bool numbers_itself(const Table& table, const Column& column) const override {
        return emit::sqlite::is_rowid_alias(table) && table.primary_key->columns.front() == column.name;
    }

    void check_type(const ObjectName& table, const Column& before, const Column& after) override {
        check_strict(table, before, after);
        if (after.transition->using_sql.empty()) count_changes(table, before, after);
    }

    void finish() override {
        for (const auto& [name, table] : to_.tables) {
            if (kept(name) == nullptr) continue;
            const Table& old = from_.tables.at(name);
            if (table.strict && !old.strict)
                for (const Column& column : table.columns)
                    if (const Column* was = before(name, column.name); was && !column.generated)
                        check_type(name, *was, column);
            check_rowid(table, old);
            // Constraints that stay are compared with the values and the collations as they will be.
            for_each_part(table, [&](const auto& part) {
                if constexpr (std::is_same_v<std::decay_t<decltype(part)>, Index>)
                    indexed(table, part);
                else if constexpr (!std::is_same_v<std::decay_t<decltype(part)>, Exclusion>)
                    constrained(name, part);
            });
        }
    }

    /// SQLite has no enum types.
    void check_enum(const Enum&, const Enum&) override {}

private:
    Affinity affinity_after(const ObjectName& table, const Column& column) const {
        return affinity_of(column.type.sql, to_.tables.at(table).strict);
    }

    static std::string collation(const Table& table, const std::string& column) {
        const Column* found = table.find_column(column);
        return found == nullptr || found->collation.empty() ? "BINARY" : found->collation;
    }

    /// The value for a message; as a text, a number has 15 digits.
    static std::string with_all_digits(const std::string& value) {
        return fmt::format("CASE typeof({0}) WHEN 'real' THEN printf('%!.17g', {0}) ELSE {0} END", value);
    }

    /// Only STRICT tables reject a value for its type (stricttables.html), after its affinity is applied.
    void check_strict(const ObjectName& table, const Column& before, const Column& after) {
        const Table& owner = to_.tables.at(table);
        const std::string type = plan::sqlite::to_lower(after.type.sql);
        if (!owner.strict || type == "any") return;
        const bool integer = type == "int" || type == "integer";
        add({.answer = RowCheck::Answer::rows,
             .sql = fmt::format(
                 "SELECT count(*) FROM (SELECT {} AS retort_after FROM {}) WHERE typeof(retort_after) NOT "
                 "IN ('{}', 'null')",
                 converted(table, before, after, quote(after.name)), rows_renamed(table), integer ? "integer" : type),
             .table = display(table),
             .message = fmt::format("{}.{} becomes {}, but values in {{}} do not fit", display(table), after.name,
                                    after.type.sql),
             .hint = "change these rows first, or declare the conversion in the model: .using_sql(\"…\")",
             .declared = *after.declared});
    }

    /// INTEGER PRIMARY KEY is the row id and rejects all but integers (lang_createtable.html, section 5).
    void check_rowid(const Table& table, const Table& old) {
        if (!emit::sqlite::is_rowid_alias(table)) return;
        const std::string& name = table.primary_key->columns.front();
        const Column* was = before(table.name, name);
        if (was == nullptr || (emit::sqlite::is_rowid_alias(old) && old.primary_key->columns.front() == name)) return;
        const Column& column = *table.find_column(name);
        const std::string value = converted(table.name, *was, column, quote(name));
        add({.answer = RowCheck::Answer::rows,
             .sql = fmt::format("SELECT count(*) FROM (SELECT {} AS retort_after FROM {}) WHERE typeof(retort_after) "
                                "NOT IN ('integer', "
                                "'null')",
                                value, rows_renamed(table.name)),
             .table = display(table.name),
             .message = fmt::format("{}.{} becomes INTEGER PRIMARY KEY, but values in {{}} are no integers",
                                    display(table.name), name),
             .hint = "change these rows first, or declare the conversion in the model: .using_sql(\"…\")",
             .declared = *column.declared});
    }

    /// Counts the values that the new affinity changes: those that are not what they were after the way to the new type
    /// and back. A number is compared as a number, so 1.0 is 1; a text, or what becomes one, as text.
    void count_changes(const ObjectName& table, const Column& before, const Column& after) {
        const Table& from = from_.tables.at(table);
        const Table& to = to_.tables.at(table);
        const std::string loss = emit::sqlite::value_loss(from, before, to, after);
        if (loss.empty()) return;
        const std::string there = stored_value(emit::sqlite::copied_value("retort_before", from, before, to, after),
                                               affinity_after(table, after));
        const std::string back = stored_value("retort_after", affinity_of(before.type.sql, from.strict));
        add({.answer = RowCheck::Answer::changes,
             .sql = fmt::format(
                 "SELECT n, {}, {}\n"
                 "FROM (SELECT count(*) AS n, min(retort_before) AS retort_before, retort_after\n"
                 "FROM (SELECT retort_before, retort_after, {} AS retort_back\n"
                 "FROM (SELECT retort_before, {} AS retort_after FROM (SELECT +{} AS retort_before FROM {})))\n"
                 "WHERE CASE WHEN typeof(retort_before) IN ('integer', 'real') AND typeof(retort_back) IN ('integer', "
                 "'real') THEN retort_back IS NOT retort_before ELSE CAST(retort_back AS BLOB) IS NOT "
                 "CAST(retort_before "
                 "AS BLOB) END)",
                 with_all_digits("retort_before"), with_all_digits("retort_after"), back, there, quote(after.name),
                 rows_renamed(table)),
             .table = display(table),
             .message = emit::sqlite::comment_on_loss(loss, to, before, after) + ", in {}",
             .hint = {},
             .declared = *after.declared});
    }
};

}  // namespace

namespace {

/// Counts the rows that reference missing rows before the upgrade.
void count_unreferenced(const emit::Plan& up, std::vector<RowCheck>& checks) {
    const bool copied_with_keys_on = up.foreign_keys == plan::ForeignKeys::deferred;
    for (const ObjectName& table : up.checked_tables) {
        RowCheck& check = checks.emplace_back();
        check.sql = fmt::format("SELECT count(*) FROM pragma_foreign_key_check({}, 'main')", quote_literal(table.name));
        check.table = display(table);
        check.answer = copied_with_keys_on ? RowCheck::Answer::rows : RowCheck::Answer::present;
        check.message = display(table) + (copied_with_keys_on
                                              ? " is copied with foreign keys on, but references missing rows in {}"
                                              : " references missing rows in {}; the upgrade leaves them as they are");
        if (copied_with_keys_on) check.hint = "delete these rows or insert the missing ones first";
    }
}

}  // namespace

std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    const Schema start = plan::sqlite::storable(from);
    const Schema target = plan::sqlite::storable(to);
    // A query treats names that differ in case alone as equal.
    const diff::RenamedSchema cased(up.case_renames, start);
    const diff::RenamedSchema after(up.renames, cased.get());
    std::vector<RowCheck> checks = Checker(after.get(), target, up.renames).run(up.steps);
    count_unreferenced(up, checks);
    return checks;
}

}  // namespace retort::preflight::sqlite
