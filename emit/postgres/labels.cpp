#include "emit/postgres/labels.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// `old_labels` of the column and of its enum type. The column's take precedence.
std::map<std::string, std::string> old_labels(const Column& column, const Schema& schema) {
    std::map<std::string, std::string> labels = column.transition->old_labels;
    if (const auto type = schema.enums.find(column.type.user_type); type != schema.enums.end())
        labels.insert(type->second.transition->old_labels.begin(), type->second.transition->old_labels.end());
    return labels;
}

/// `labels` without the renames that have been made, if the old label is that of new rows now: both enums have both.
std::map<std::string, std::string> without_made(std::map<std::string, std::string> labels, const Column& from,
                                                const Column& to, const Schema& from_schema, const Schema& to_schema) {
    const auto before = from_schema.enums.find(from.type.user_type), after = to_schema.enums.find(to.type.user_type);
    if (before == from_schema.enums.end() || after == to_schema.enums.end()) return labels;
    std::erase_if(labels, [&](const auto& pair) {
        return contains(before->second.labels, pair.first) && contains(before->second.labels, pair.second) &&
               contains(after->second.labels, pair.first);
    });
    return labels;
}

}  // namespace

std::map<std::string, std::string> label_map(const Column& from, const Column& to, const Schema& from_schema,
                                             const Schema& to_schema, Direction direction) {
    if (direction == Direction::up) return without_made(old_labels(to, to_schema), from, to, from_schema, to_schema);
    std::map<std::string, std::string> back;
    const auto type = to_schema.enums.find(to.type.user_type);
    if (type == to_schema.enums.end()) return back;
    const auto has = [&](const std::string& label) {
        const auto& labels = type->second.labels;
        return std::find(labels.begin(), labels.end(), label) != labels.end();
    };
    for (const auto& [old, label] : old_labels(from, from_schema))
        if (has(old) && !has(label)) back.emplace(label, old);
    return back;
}

std::string relabelled(const std::string& value, const std::map<std::string, std::string>& labels) {
    if (labels.empty()) return value;
    std::string sql = "CASE " + value;
    for (const auto& [old, label] : labels)
        sql += fmt::format(" WHEN {} THEN {}", quote_literal(old), quote_literal(label));
    return sql + " ELSE " + value + " END";
}

std::string relabelled_array(const std::string& value, const std::map<std::string, std::string>& labels) {
    std::string sql = value;
    // A replacement by a label that is itself replaced must come after the replacement of that label.
    for (auto left = labels; !left.empty();) {
        auto next =
            std::find_if(left.begin(), left.end(), [&](const auto& pair) { return !left.contains(pair.second); });
        if (next == left.end()) next = left.begin();
        sql = fmt::format("array_replace({}, {}, {})", sql, quote_literal(next->first), quote_literal(next->second));
        left.erase(next);
    }
    return sql;
}

std::vector<std::pair<ObjectName, std::string>> columns_of_enum(const ObjectName& name, const Schema& from,
                                                                const Schema& to) {
    std::vector<std::pair<ObjectName, std::string>> found;
    for (const auto& [table_name, table] : from.tables) {
        const Table* after = to.find_table(table_name);
        if (!after) continue;
        for (const Column& column : table.columns) {
            if (column.type.user_type != name) continue;
            const Column* kept = after->find_column(column.name);
            if (kept && kept->type.user_type == name) found.emplace_back(table_name, column.name);
        }
    }
    return found;
}

bool is_mapped(const ObjectName& type, const std::string& label, const Context& context) {
    const auto columns = columns_of_enum(type, context.from, context.to);
    return std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
        const Column& before = *context.from.tables.at(column.first).find_column(column.second);
        const Column& after = *context.to.tables.at(column.first).find_column(column.second);
        return label_map(before, after, context.from, context.to, context.direction).contains(label);
    });
}

std::string lost_labels(const Column& old, const Column& column, const Context& context) {
    const auto before = context.from.enums.find(old.type.user_type),
               after = context.to.enums.find(column.type.user_type);
    if (before == context.from.enums.end() || after == context.to.enums.end()) return {};
    const auto labels = label_map(old, column, context.from, context.to, context.direction);
    std::vector<std::string> lost;
    for (const std::string& label : before->second.labels)
        if (!contains(after->second.labels, label) && !labels.contains(label)) lost.push_back(label);
    return removed_labels_note(after->second.name, lost, context);
}

std::string removed_labels_note(const ObjectName& type, const std::vector<std::string>& removed,
                                const Context& context) {
    const auto renames = context.renames.labels.find(type);
    std::vector<std::string> lost, notes;
    for (const std::string& label : removed) {
        std::string held, taken_by;
        if (renames != context.renames.labels.end())
            for (const auto& [before, after] : renames->second)
                if (after == label) held = before;
        if (!held.empty())
            for (const auto& [before, after] : renames->second)
                if (after == held) taken_by = before;
        if (taken_by.empty())
            lost.push_back(quote_literal(label));
        else
            notes.push_back(fmt::format("rows that hold {0} are then equal to rows that held {1}: {1} becomes {0}",
                                        quote_literal(held), quote_literal(taken_by)));
    }
    if (!lost.empty())
        notes.push_back(fmt::format("fails when a row holds {}: change such rows first", fmt::join(lost, " or ")));
    return fmt::format("{}", fmt::join(notes, "\n"));
}

std::map<std::string, std::string> text_labels(const Column& from, const Column& to, const Check& check,
                                               Direction direction) {
    if (!to.type.user_type.empty() || !sql::references_name(check.expression, to.name)) return {};
    if (direction == Direction::up) return to.transition->old_labels;
    const auto allows = [&](const std::string& label) {
        return check.expression.find(quote_literal(label)) != std::string::npos;
    };
    std::map<std::string, std::string> labels;
    for (const auto& [earlier, label] : from.transition->old_labels)
        if (allows(earlier) && !allows(label)) labels.emplace(label, earlier);
    return labels;
}

void relabel_rows(const ObjectName& table, const Check& check, const Context& context, Sink& sink) {
    const Table* before = context.from.find_table(table);
    if (!before || std::any_of(before->checks.begin(), before->checks.end(),
                               [&](const Check& old) { return old.expression == check.expression; }))
        return;
    for (const Column& column : context.to.tables.at(table).columns) {
        const Column* old = before->find_column(column.name);
        if (!old) continue;
        const std::map<std::string, std::string> labels = text_labels(*old, column, check, context.direction);
        if (labels.empty()) continue;
        std::vector<std::string> held;
        for (const auto& [earlier, label] : labels) held.push_back(quote_literal(earlier));
        sink.update(table,
                    fmt::format("UPDATE {} SET {} = {} WHERE {} IN ({})", quote(table), quote(column.name),
                                relabelled(quote(column.name), labels), quote(column.name), fmt::join(held, ", ")),
                    context);
    }
}

}  // namespace retort::emit::postgres
