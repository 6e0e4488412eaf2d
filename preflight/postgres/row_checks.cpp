#include "preflight/postgres/row_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "diff/local_rows.hpp"
#include "diff/type_parts.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/labels.hpp"
#include "emit/postgres/partition_bound.hpp"
#include "emit/postgres/value_loss.hpp"
#include "preflight/postgres/new_types.hpp"
#include "preflight/postgres/out_of_range.hpp"
#include "preflight/row_checker.hpp"
#include "schema/data_type.hpp"
#include "sql/identifiers.hpp"

namespace retort::preflight::postgres {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string literals(const std::vector<std::string>& words) {
    std::vector<std::string> list;
    for (const std::string& word : words) list.push_back(quote_literal(word));
    return fmt::format("{}", fmt::join(list, ", "));
}

class Checker final : public RowChecker {
public:
    using RowChecker::RowChecker;

protected:
    std::map<std::string, std::string> labels(const ObjectName&, const Column& before,
                                              const Column& after) const override {
        return emit::postgres::label_map(before, after, from_, to_, emit::Direction::up);
    }

    /// Without the rows of foreign tables, which no upgrade changes or checks.
    std::string rows_before(const ObjectName& table) const override {
        if (!diff::has_foreign_descendant(table, from_)) return RowChecker::rows_before(table);
        std::vector<std::string> parts;
        for (const ObjectName& each : diff::tables_with_rows(table, from_)) {
            std::vector<std::string> columns;
            for (const Column& column : from_.tables.at(table).columns)
                columns.push_back(quote(earlier_name(each, column.name)));
            parts.push_back(fmt::format("SELECT {} FROM ONLY {}", fmt::join(columns, ", "), quote(earlier_name(each))));
        }
        if (parts.empty()) parts.push_back("SELECT * FROM ONLY " + quote(earlier_name(table)));
        return fmt::format("({})", fmt::join(parts, " UNION ALL "));
    }

    std::string converted(const ObjectName& table, const Column& before, const Column& after,
                          const std::string& value) const override {
        if (after.transition->using_sql.empty() && to_.enums.contains(after.type.user_type) && !after.type.array)
            return relabelled(value + "::text", labels(table, before, after));
        Column reached = after;
        reached.type = type_now(after.type);
        const std::string how =
            emit::postgres::conversion(table, before, reached, from_, to_, emit::Direction::up).using_sql;
        return how.empty() ? fmt::format("{}::{}", value, to_sql(reached.type)) : "(" + how + ")";
    }

    void check_type(const ObjectName& table, const Column& before, const Column& after) override {
        if (after.transition->using_sql.empty())
            if (const auto to = to_.enums.find(after.type.user_type); to != to_.enums.end())
                if (check_labels(table, before, after, to->second)) return;
        Column reached = after;
        reached.type = type_now(after.type);
        const emit::postgres::Conversion how =
            emit::postgres::conversion(table, before, reached, from_, to_, emit::Direction::up);
        const std::string value = quote(after.name);
        const bool declared = !after.transition->using_sql.empty();  // may contain an explicit cast, which truncates
        const auto condition =
            declared ? std::nullopt
                     : out_of_range(diff::underlying(before.type, from_), diff::underlying(reached.type, to_), value,
                                    how.using_sql.empty() ? value : how.using_sql);
        if (!condition)
            attempt(table, before, after, reached, how);
        else if (!condition->empty())
            count(table, after, *condition);
        // A `.using_sql` that casts to the domain fails on values that the domain rejects: `attempt` reports them.
        const bool casts_itself = declared && sql::references_name(how.using_sql, after.type.user_type.name);
        if (!(reached.type == after.type) && !casts_itself) check_domain(table, after, reached, how);
        if (!declared) count_changes(table, before, after, reached, how);
    }

    /// Counts the rows that no partition accepts. No check where a partition is detached: its rows stay in it, and the
    /// query can't tell them apart.
    void check_partitions(const Table& table) override {
        for (const auto& [name, each] : from_.tables)
            if (each.partition_of == table.name)
                if (const Table* after = to_.find_table(name); after && after->partition_of != table.name) return;
        std::set<std::string> columns;
        const std::string fits = emit::postgres::partition_condition(table, to_, columns);
        if (fits == "true") return;
        add({.answer = RowCheck::Answer::rows,
             .sql = fmt::format("SELECT count(*) FROM {}{}", rows_after(table, {columns.begin(), columns.end()}),
                                fits == "false" ? "" : fmt::format(" WHERE ({}) IS NOT TRUE", fits)),
             .table = display(table.name),
             .message = fmt::format("table {} becomes partitioned by {}, but no partition accepts {{}}",
                                    display(table.name), table.partition_by),
             .hint = "create a partition for these rows first, or write the revision and create it there before the "
                     "INSERT",
             .declared = *table.declared});
    }

    /// Finds the removed labels in every column that keeps the type.
    void check_enum(const Enum& before, const Enum& after) override {
        for (const auto& [name, column_name] : emit::postgres::columns_of_enum(after.name, from_, to_)) {
            const Table& table = from_.tables.at(name);
            if (!table.partition_of.empty()) continue;
            const Column& from = *table.find_column(column_name);
            const Column& to = *to_.tables.at(name).find_column(column_name);
            if (to.generated) continue;
            const auto map = labels(name, from, to);
            std::vector<std::string> lost;
            for (const std::string& label : before.labels)
                if (!contains(after.labels, label) && !map.contains(label)) lost.push_back(label);
            if (lost.empty()) continue;
            const std::string value = (from.type.array ? "held" : quote(column_name)) + std::string("::text");
            const std::string source =
                rows_renamed(name) + (from.type.array ? fmt::format(", unnest({}) AS held", quote(column_name)) : "");
            add({.answer = RowCheck::Answer::values,
                 .sql = values_query(value, source, fmt::format("{} IN ({})", value, literals(lost))),
                 .table = display(name),
                 .message = fmt::format("labels removed from enum {} are used by {}.{} in {{}}", display(after.name),
                                        display(name), column_name),
                 .hint = from.type.array ? array_label_hint : label_hint,
                 .declared = after.declared->known() ? *after.declared : *to.declared});
        }
    }

private:
    static constexpr const char* label_hint =
        "map the values to labels in the model: .old_label(\"value\", Enum::label), or change these rows first";
    static constexpr const char* array_label_hint =
        "map the values to labels in the enum's model<…>: .old_label(\"value\", Enum::label), or change these rows "
        "first";

    /// The underlying type of a domain: the domain may not exist yet, or may be altered in the upgrade. Other types are
    /// returned as they are.
    Type type_now(const Type& type) const {
        const Definition* domain = diff::find_type(to_, type.user_type);
        return domain && domain->kind == ObjectKind::domain && !type.array ? diff::underlying(type, to_) : type;
    }

    /// Finds values that are not labels of the enum. False: the values can't be read as labels or arrays of labels.
    bool check_labels(const ObjectName& table, const Column& before, const Column& after, const Enum& to) {
        const auto map = labels(table, before, after);
        const std::string column = quote(after.name);
        const Type base = diff::underlying(before.type, from_);
        const bool was_array = is_array(base);
        if (was_array && !after.type.array) return false;
        if (const auto old = from_.enums.find(base.user_type); old != from_.enums.end()) {
            const bool fits = std::all_of(old->second.labels.begin(), old->second.labels.end(), [&](const auto& label) {
                return map.contains(label) || contains(to.labels, label);
            });
            if (fits) return true;
        }
        std::string value = relabelled(column + "::text", map), source = rows_renamed(table);
        if (after.type.array) {
            const bool one_enum = !was_array && !base.user_type.empty();
            value = relabelled("held", map);
            source += fmt::format(", unnest({}) AS held",
                                  one_enum ? fmt::format("ARRAY[{}::text]", column) : column + "::text[]");
        }
        add({.answer = RowCheck::Answer::values,
             .sql = values_query(value, source, fmt::format("{} NOT IN ({})", value, literals(to.labels))),
             .table = display(table),
             .message = fmt::format("{}.{} has values in {{}} that are not labels of enum {}", display(table),
                                    after.name, display(to.name)),
             .hint = after.type.array ? array_label_hint : label_hint,
             .declared = *after.declared});
        return true;
    }

    static constexpr const char* convert_hint =
        "change these rows first, or declare the conversion in the model: .using_sql(\"…\")";

    void count(const ObjectName& table, const Column& after, const std::string& condition) {
        add({.answer = RowCheck::Answer::values,
             .sql = values_query(quote(after.name) + "::text", rows_renamed(table), condition),
             .table = display(table),
             .message = fmt::format("{}.{} becomes {}, but values in {{}} do not fit", display(table), after.name,
                                    to_sql(after.type)),
             .hint = convert_hint,
             .declared = *after.declared});
    }

    /// Converts every value, for conversions whose failure only the engine can tell, such as parsing text. The message
    /// then contains the engine's error.
    void attempt(const ObjectName& table, const Column& before, const Column& after, const Column& reached,
                 const emit::postgres::Conversion& how) {
        if (how.using_sql.empty() && !assignment_can_fail(before.type, reached.type)) return;
        const std::string column = quote(after.name), type = to_sql(reached.type), rows = rows_renamed(table);
        std::string source = rows,
                    value = fmt::format("({})::{}", how.using_sql.empty() ? column : how.using_sql, type);
        Search found;
        if (how.helpers.empty()) {
            found = search(rows, quote(table.name), column, to_sql(before.type), value);
        } else if (how.helpers.size() == 1 && !how.element_sql.empty()) {
            source += fmt::format(", generate_subscripts({0}, 1) AS i, LATERAL (SELECT {0} AS held) AS one", column);
            value = how.element_sql;
        } else {
            return;
        }
        add({.answer = RowCheck::Answer::attempt,
             .sql = fmt::format("SELECT count({}) FROM {}", value, source),
             .table = display(table),
             .message = fmt::format("{}.{} becomes {}, but {{}} cannot be converted", display(table), after.name,
                                    to_sql(after.type)),
             .hint = convert_hint,
             .search = std::move(found.script),
             .search_values = std::move(found.values),
             .declared = *after.declared});
    }

    /// Counts the values that the conversion changes without an error.
    void count_changes(const ObjectName& table, const Column& before, const Column& after, const Column& reached,
                       const emit::postgres::Conversion& how) {
        using Changed = emit::postgres::ValueLoss::Changed;
        const auto loss = emit::postgres::value_loss(before.type, from_, reached.type, to_);
        if (!loss || loss->changed == Changed::none || !how.helpers.empty()) return;
        const std::string column = quote(after.name);
        std::string source =
            fmt::format("(SELECT {0} AS retort_before, ({1})::{2} AS {0} FROM {3}) AS converted", column,
                        how.using_sql.empty() ? column : how.using_sql, to_sql(reached.type), rows_renamed(table));
        std::string condition = "retort_before IS NOT NULL";
        if (loss->changed == Changed::by_text) {
            condition += fmt::format(
                " AND regexp_replace(retort_before::text, '\\s', '', 'g') <> regexp_replace({}::text, '\\s', '', 'g')",
                column);
        } else if (loss->changed == Changed::by_round_trip) {
            Column old = before;
            old.name = after.name;
            const emit::postgres::Conversion back =
                emit::postgres::conversion(table, reached, old, to_, from_, emit::Direction::down);
            if (!back.helpers.empty()) return;
            // Both the value and its text: 0.1 as a real has another value and the same text.
            condition +=
                fmt::format(" AND ({0})::{1} IS DISTINCT FROM retort_before AND {2}::text <> retort_before::text",
                            back.using_sql.empty() ? column : back.using_sql, to_sql(before.type), column);
        }
        add({.answer = RowCheck::Answer::changes,
             .sql = fmt::format("SELECT n, example[1], example[2]\n"
                                "FROM (SELECT count(*) AS n, min(ARRAY[retort_before::text, {0}::text]) AS example\n"
                                "FROM {1} WHERE {2}) AS changed",
                                column, source, condition),
             .table = display(table),
             .message = fmt::format("{}, in {{}}",
                                    emit::postgres::comment_on(*loss, table, after.name, before.type, after.type)),
             .hint = {},
             .declared = *after.declared});
    }

    /// Finds values that the domain rejects.
    void check_domain(const ObjectName& table, const Column& after, const Column& reached,
                      const emit::postgres::Conversion& how) {
        if (!how.helpers.empty()) return;
        std::string condition = "false";
        Type type = after.type;
        while (const Definition* domain = diff::find_type(to_, type.user_type)) {
            if (domain->kind != ObjectKind::domain || type.array) break;
            const diff::DomainParts parts = diff::domain_parts(*domain);
            if (parts.not_null) condition += " OR value IS NULL";
            for (const auto& [name, check] : parts.constraints)
                if (check.starts_with("CHECK (") && !check.ends_with("NOT VALID"))
                    condition += fmt::format(" OR ({}) IS FALSE", check.substr(6));
            type = diff::type_named(parts.base, to_);
        }
        if (condition == "false") return;
        const std::string column = quote(after.name);
        add({.answer = RowCheck::Answer::values,
             .sql = values_query(
                 "value::text",
                 fmt::format("(SELECT ({})::{} AS value FROM {}) AS held",
                             how.using_sql.empty() ? column : how.using_sql, to_sql(reached.type), rows_renamed(table)),
                 condition),
             .table = display(table),
             .message = fmt::format("{}.{} becomes domain {}, which rejects the values in {{}}", display(table),
                                    after.name, to_sql(after.type)),
             .hint = convert_hint,
             .declared = *after.declared});
    }
};

}  // namespace

std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up) {
    const diff::RenamedSchema after(up.renames, from);
    std::vector<RowCheck> checks = Checker(after.get(), to, up.renames).run(up.steps);
    for (RowCheck& each : checks) each.creates = new_types_script(each.sql, from, to);
    return checks;
}

}  // namespace retort::preflight::postgres
