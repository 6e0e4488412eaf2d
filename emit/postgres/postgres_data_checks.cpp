#include "emit/postgres/postgres_data_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "emit/data_checker.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/partition_fit.hpp"
#include "emit/postgres/writer.hpp"

namespace retort::emit::postgres {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string literals(const std::vector<std::string>& words) {
    std::vector<std::string> list;
    for (const std::string& word : words) list.push_back(quote_literal(word));
    return fmt::format("{}", fmt::join(list, ", "));
}

/// "character varying(20)" → {"character varying", "20"}.
std::pair<std::string_view, std::string_view> split_modifier(std::string_view type) {
    const std::size_t open = type.find('(');
    if (open == std::string_view::npos || !type.ends_with(')')) return {type, {}};
    return {type.substr(0, open), type.substr(open + 1, type.size() - open - 2)};
}

/// How many bytes an integer type has; 0: it is none.
int integer_bytes(std::string_view type) {
    return type == "smallint" ? 2 : type == "integer" ? 4 : type == "bigint" ? 8 : 0;
}

const char* integer_range(int bytes) {
    return bytes == 2   ? "-32768 AND 32767"
           : bytes == 4 ? "-2147483648 AND 2147483647"
                        : "-9223372036854775808 AND 9223372036854775807";
}

class Checker final : public DataChecker {
public:
    using DataChecker::DataChecker;

protected:
    std::map<std::string, std::string> labels(const ObjectName&, const Column& before,
                                              const Column& after) const override {
        return label_map(before, after, from_, to_, Direction::up);
    }

    std::string converted(const ObjectName& table, const Column& before, const Column& after,
                          const std::string& value) const override {
        if (after.transition->using_sql.empty() && to_.enums.contains(after.type.user_type) && !after.type.array)
            return postgres::relabelled(value + "::text", labels(table, before, after));
        const std::string how = conversion(table, before, after, from_, to_, Direction::up).using_sql;
        return how.empty() ? fmt::format("{}::{}", value, to_sql(after.type)) : "(" + how + ")";
    }

    void check_type(const ObjectName& table, const Column& before, const Column& after) override {
        if (!before.type.array && !after.type.array && after.transition->using_sql.empty()) {
            if (const auto to = to_.enums.find(after.type.user_type); to != to_.enums.end())
                return check_labels(table, before, after, to->second);
            if (const auto condition = misfit(before, after)) {
                if (!condition->empty()) count(table, after, *condition);
                return;
            }
        }
        attempt(table, before, after);
    }

    /// A row that no partition takes. Those of a partition that leaves stay where they are, and are not told apart here.
    void check_partitions(const Table& table) override {
        for (const auto& [name, each] : from_.tables)
            if (each.partition_of == table.name)
                if (const Table* after = to_.find_table(name); after && after->partition_of != table.name) return;
        std::set<std::string> columns;
        const std::string fits = partition_fit(table, to_, columns);
        if (fits == "true") return;
        add({.answer = DataCheck::Answer::rows,
             .sql = fmt::format("SELECT count(*) FROM {}{}", rows_after(table, {columns.begin(), columns.end()}),
                                fits == "false" ? "" : fmt::format(" WHERE ({}) IS NOT TRUE", fits)),
             .table = display(table.name),
             .message = fmt::format("table {} is to be partitioned by {}, and no partition takes {{}}", display(table.name),
                                    table.partition_by),
             .hint = "make a partition for them first, or write the revision and make it there, before the rows are moved",
             .declared = *table.declared});
    }

    /// Rows that hold a label that is no more, in every column that keeps the type.
    void check_enum(const Enum& before, const Enum& after) override {
        for (const auto& [name, column_name] : columns_of_enum(after.name, from_, to_)) {
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
            add({.answer = DataCheck::Answer::values,
                 .sql = values_query(value, source, fmt::format("{} IN ({})", value, literals(lost))),
                 .table = display(name),
                 .message = fmt::format("enum {} loses labels that {}.{} holds in {{}}", display(after.name),
                                        display(name), column_name),
                 .hint = label_hint,
                 .declared = after.declared->known() ? *after.declared : *to.declared});
        }
    }

private:
    static constexpr const char* label_hint =
        "say in the model which label such rows get: .old_label(\"value\", Enum::label), or change them first";

    void check_labels(const ObjectName& table, const Column& before, const Column& after, const Enum& to) {
        const std::string value = postgres::relabelled(quote(after.name) + "::text", labels(table, before, after));
        if (const auto old = from_.enums.find(before.type.user_type); old != from_.enums.end()) {
            const auto map = labels(table, before, after);
            const bool fits = std::all_of(old->second.labels.begin(), old->second.labels.end(), [&](const auto& label) {
                return map.contains(label) || contains(to.labels, label);
            });
            if (fits) return;
        }
        add({.answer = DataCheck::Answer::values,
             .sql = values_query(value, rows_renamed(table), fmt::format("{} NOT IN ({})", value, literals(to.labels))),
             .table = display(table),
             .message = fmt::format("{}.{} becomes enum {}, and holds what is no label of it in {{}}", display(table),
                                    after.name, display(to.name)),
             .hint = label_hint,
             .declared = *after.declared});
    }

    /// The condition for a value that the new type refuses; empty: there is none; unset: it takes a try.
    /// PostgreSQL manual, 8.3: what is too long is refused unless it ends in spaces; 8.1: numbers
    /// are rounded to the scale.
    std::optional<std::string> misfit(const Column& before, const Column& after) const {
        const std::string value = quote(after.name);
        const auto [old_base, old_modifier] = split_modifier(before.type.sql);
        const auto [base, modifier] = split_modifier(after.type.sql);
        const bool was_text = old_base == "text" || old_base == "character varying" || old_base == "character";
        if ((base == "character varying" || base == "character") && was_text) {
            if (modifier.empty()) return base == "character" ? std::nullopt : std::optional<std::string>("");
            if (!old_modifier.empty() && std::stoi(std::string(old_modifier)) <= std::stoi(std::string(modifier)))
                return "";
            return fmt::format("char_length(rtrim({}::text, ' ')) > {}", value, modifier);
        }
        if (was_text && base == "text") return "";
        const int bytes = integer_bytes(base);
        const int old_bytes = integer_bytes(old_base);
        if (bytes > 0 && old_bytes > 0)
            return bytes >= old_bytes ? "" : fmt::format("{} NOT BETWEEN {}", value, integer_range(bytes));
        if (bytes > 0 && old_base == "numeric")
            return fmt::format("round({}) NOT BETWEEN {}", value, integer_range(bytes));
        if (base == "numeric" && (old_base == "numeric" || old_bytes > 0)) {
            if (modifier.empty()) return "";
            const std::size_t comma = modifier.find(',');
            const int precision = std::stoi(std::string(modifier.substr(0, comma)));
            const int scale = comma == std::string_view::npos ? 0 : std::stoi(std::string(modifier.substr(comma + 1)));
            return fmt::format("abs(round({}::numeric, {})) >= 1e{}", value, scale, precision - scale);
        }
        return std::nullopt;
    }

    void count(const ObjectName& table, const Column& after, const std::string& condition) {
        add({.answer = DataCheck::Answer::rows,
             .sql = fmt::format("SELECT count(*) FROM {} WHERE {}", rows_renamed(table), condition),
             .table = display(table),
             .message = fmt::format("{}.{} becomes {}, and values in {{}} do not fit", display(table), after.name,
                                    to_sql(after.type)),
             .hint = "change such rows first, or say in the model how they are converted: .using_sql(\"…\")",
             .declared = *after.declared});
    }

    /// Converts every value where the engine's own words must do: those for text that reads as no
    /// value of the new type, say.
    void attempt(const ObjectName& table, const Column& before, const Column& after) {
        const bool makes_type = !after.type.user_type.empty() && !is_there(after.type.user_type);
        const Conversion conversion = postgres::conversion(table, before, after, from_, to_, Direction::up);
        const std::string& how = conversion.using_sql;
        if (how.empty() || makes_type || !conversion.helpers.empty()) return;
        add({.answer = DataCheck::Answer::attempt,
             .sql = fmt::format("SELECT count(({})::{}) FROM {}", how, to_sql(after.type), rows_renamed(table)),
             .table = display(table),
             .message = fmt::format("{}.{} becomes {}, and a row can't be converted: {{}}", display(table), after.name,
                                    to_sql(after.type)),
             .hint = "change such rows first, or say in the model how they are converted: .using_sql(\"…\")",
             .declared = *after.declared});
    }

    bool is_there(const ObjectName& type) const {
        if (from_.enums.contains(type)) return true;
        return std::any_of(from_.definitions.begin(), from_.definitions.end(),
                           [&](const auto& each) { return each.first.name == type; });
    }

};

}  // namespace

std::vector<DataCheck> data_checks(const Schema& from, const Schema& to, const Plan& up) {
    const diff::Renames renames = diff::find_renames(from, to);
    const diff::RenamedSchema after(renames, from);
    return Checker(after.get(), to, renames).run(up.changes);
}

}  // namespace retort::emit::postgres
