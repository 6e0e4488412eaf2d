#include "plan/postgres/enum_rebuild.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sql/postgres/lexer.hpp"

namespace retort::plan::postgres {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// True if `to` is `from` with labels added and no other difference.
bool only_adds(const std::vector<std::string>& from, const std::vector<std::string>& to) {
    auto at = to.begin();
    for (const std::string& label : from) {
        at = std::find(at, to.end(), label);
        if (at == to.end()) return false;
        ++at;
    }
    return true;
}

/// The SQL texts of a change that may contain a label.
std::vector<std::string> new_texts(const Step& step) {
    std::vector<std::string> texts;
    const auto column = [&](const Column& each) {
        if (each.default_sql) texts.push_back(*each.default_sql);
        if (each.generated) texts.push_back(each.generated->expression);
        if (!each.transition->backfill_sql.empty()) texts.push_back(each.transition->backfill_sql);
        if (!each.transition->using_sql.empty()) texts.push_back(each.transition->using_sql);
    };
    const auto index = [&](const Index& each) {
        texts.push_back(each.predicate);
        for (const IndexPart& part : each.parts) texts.push_back(part.expression);
    };
    if (const auto* c = std::get_if<diff::CreateTable>(&step)) {
        for (const Column& each : c->to.columns) column(each);
        for (const Check& each : c->to.checks) texts.push_back(each.expression);
        for (const Index& each : c->to.indexes) index(each);
        texts.push_back(c->to.partition_bound);
    } else if (const auto* c = std::get_if<diff::AlterTable>(&step)) {
        if (c->from.partition_bound != c->to.partition_bound) texts.push_back(c->to.partition_bound);
    } else if (const auto* c = std::get_if<diff::AddColumn>(&step)) {
        column(c->to);
    } else if (const auto* c = std::get_if<diff::AlterColumn>(&step)) {
        column(c->to);
    } else if (const auto* c = std::get_if<diff::AddConstraint>(&step)) {
        if (const auto* check = std::get_if<Check>(&c->to)) texts.push_back(check->expression);
        if (const auto* exclusion = std::get_if<Exclusion>(&c->to)) texts.push_back(exclusion->definition);
    } else if (const auto* c = std::get_if<diff::CreateIndex>(&step)) {
        index(c->to);
    } else if (const auto* c = std::get_if<diff::CreateDefinition>(&step)) {
        texts.push_back(c->to.sql);
    } else if (const auto* c = std::get_if<diff::AlterDefinition>(&step)) {
        texts.push_back(c->to.sql);
    }
    return texts;
}

/// True if `text` contains the label as a literal, or inside the literal of an array, row or range.
bool holds_label(const std::string& text, const std::string& label) {
    const std::string literal = quote_literal(label);
    const std::string inner = literal.substr(1, literal.size() - 2);
    if (text.find(literal) != std::string::npos) return true;
    for (sql::postgres::LexemeCursor cursor(text); !cursor.done();) {
        const sql::postgres::Lexeme each = cursor.next();
        if (each.kind != sql::postgres::LexemeKind::string || each.text.size() < 2) continue;
        const bool contains_values = std::string_view("{([").find(each.text[1]) != std::string_view::npos;
        if (contains_values && each.text.find(inner) != std::string_view::npos) return true;
    }
    return false;
}

bool is_used(const std::string& label, const Steps& steps) {
    for (const Step& step : steps)
        for (const std::string& text : new_texts(step))
            if (holds_label(text, label)) return true;
    return false;
}

/// True if the bound of a partition contains the label: the tables of such a key change with the type.
bool bounds_partition(const std::string& label, const Steps& steps) {
    const auto holds = [&](const Table& table) { return holds_label(table.partition_bound, label); };
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        const auto* create = std::get_if<diff::CreateTable>(&step);
        const auto* alter = std::get_if<diff::AlterTable>(&step);
        return (create && holds(create->to)) || (alter && holds(alter->to));
    });
}

/// True if a column of another type is converted to this enum: its rows may hold any label.
bool is_converted_to(const ObjectName& name, const Steps& steps) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        const auto* alter = std::get_if<diff::AlterColumn>(&step);
        return alter && alter->to.type.user_type == name && alter->from.type != alter->to.type;
    });
}

}  // namespace

bool only_renames_labels(const Enum& from, const Enum& to, const diff::Renames& renames) {
    const auto found = renames.labels.find(to.name);
    if (found == renames.labels.end() || from.labels.size() != to.labels.size() || from.labels == to.labels)
        return false;
    const auto steps = diff::label_steps(found->second);
    for (std::size_t i = 0; i < from.labels.size(); ++i) {
        if (from.labels[i] == to.labels[i]) continue;
        if (std::find(steps.begin(), steps.end(), std::pair{from.labels[i], to.labels[i]}) == steps.end()) return false;
    }
    return true;
}

std::set<ObjectName> enums_to_rebuild(const Steps& steps, const diff::Renames& renames, NewLabels new_labels) {
    std::set<ObjectName> rebuilt;
    for (const Step& step : steps) {
        const auto* alter = std::get_if<diff::AlterEnum>(&step);
        if (!alter || alter->from.name != alter->to.name || alter->from.labels == alter->to.labels ||
            only_renames_labels(alter->from, alter->to, renames))
            continue;
        const bool committed = new_labels == NewLabels::committed;
        const bool uses_new =
            std::any_of(alter->to.labels.begin(), alter->to.labels.end(), [&](const std::string& label) {
                if (contains(alter->from.labels, label)) return false;
                if (committed) return bounds_partition(label, steps);
                return is_used(label, steps) || is_converted_to(alter->to.name, steps);
            });
        if (uses_new || !only_adds(alter->from.labels, alter->to.labels)) rebuilt.insert(alter->to.name);
    }
    return rebuilt;
}

}  // namespace retort::plan::postgres
