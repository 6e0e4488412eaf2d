#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/writer.hpp"

namespace retort::emit::postgres {

namespace {

std::string labels_sql(const std::vector<std::string>& labels) {
    std::vector<std::string> quoted;
    for (const std::string& label : labels) quoted.push_back(quote_literal(label));
    return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string create_sql(const ObjectName& name, const std::vector<std::string>& labels) {
    return fmt::format("CREATE TYPE {} AS ENUM ({})", quote(name), labels_sql(labels));
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// True when `to` is `from` with labels added and nothing else.
bool only_adds(const std::vector<std::string>& from, const std::vector<std::string>& to) {
    auto at = to.begin();
    for (const std::string& label : from) {
        at = std::find(at, to.end(), label);
        if (at == to.end()) return false;
        ++at;
    }
    return true;
}

/// True when the change is one that ALTER TYPE … RENAME VALUE makes: a step of a declared rename.
bool only_renames(const Enum& from, const Enum& to, const diff::Renames& renames) {
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

/// The SQL texts that a change brings in and that could mention a label.
std::vector<std::string> new_texts(const diff::Change& change) {
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
    if (const auto* c = std::get_if<diff::CreateTable>(&change)) {
        for (const Column& each : c->to.columns) column(each);
        for (const Check& each : c->to.checks) texts.push_back(each.expression);
        for (const Index& each : c->to.indexes) index(each);
        texts.push_back(c->to.partition_bound);
    } else if (const auto* c = std::get_if<diff::AlterTable>(&change)) {
        if (c->from.partition_bound != c->to.partition_bound) texts.push_back(c->to.partition_bound);
    } else if (const auto* c = std::get_if<diff::AddColumn>(&change)) {
        column(c->to);
    } else if (const auto* c = std::get_if<diff::AlterColumn>(&change)) {
        column(c->to);
    } else if (const auto* c = std::get_if<diff::AddConstraint>(&change)) {
        if (const auto* check = std::get_if<Check>(&c->to)) texts.push_back(check->expression);
        if (const auto* exclusion = std::get_if<Exclusion>(&c->to)) texts.push_back(exclusion->definition);
    } else if (const auto* c = std::get_if<diff::CreateIndex>(&change)) {
        index(c->to);
    } else if (const auto* c = std::get_if<diff::CreateDefinition>(&change)) {
        texts.push_back(c->to.sql);
    } else if (const auto* c = std::get_if<diff::AlterDefinition>(&change)) {
        texts.push_back(c->to.sql);
    }
    return texts;
}

/// True when `text` holds the label as a literal, or within that of an array, a row or a range.
bool speaks_of(const std::string& text, const std::string& label) {
    const std::string literal = quote_literal(label);
    const std::string inner = literal.substr(1, literal.size() - 2);
    if (text.find(literal) != std::string::npos) return true;
    for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 1)) {
        if (at + 1 >= text.size() || std::string_view("{([").find(text[at + 1]) == std::string_view::npos) continue;
        const std::size_t end = std::min(text.find('\'', at + 1), text.size());
        if (text.substr(at, end - at).find(inner) != std::string::npos) return true;
    }
    return false;
}

bool is_used(const std::string& label, const std::vector<diff::Change>& changes) {
    for (const diff::Change& change : changes)
        for (const std::string& text : new_texts(change))
            if (speaks_of(text, label)) return true;
    return false;
}

/// True when a column of another type becomes one of this: its rows may hold any label.
bool is_converted_to(const ObjectName& name, const std::vector<diff::Change>& changes) {
    return std::any_of(changes.begin(), changes.end(), [&](const diff::Change& change) {
        const auto* alter = std::get_if<diff::AlterColumn>(&change);
        return alter && alter->to.type.user_type == name && alter->from.type != alter->to.type;
    });
}

}  // namespace

std::set<ObjectName> enums_to_rebuild(const std::vector<diff::Change>& changes, const diff::Renames& renames) {
    std::set<ObjectName> rebuilt;
    for (const diff::Change& change : changes) {
        const auto* alter = std::get_if<diff::AlterEnum>(&change);
        if (!alter || alter->from.name != alter->to.name || alter->from.labels == alter->to.labels ||
            only_renames(alter->from, alter->to, renames))
            continue;
        const bool uses_new =
            std::any_of(alter->to.labels.begin(), alter->to.labels.end(), [&](const std::string& label) {
                return !contains(alter->from.labels, label) &&
                       (is_used(label, changes) || is_converted_to(alter->to.name, changes));
            });
        if (uses_new || !only_adds(alter->from.labels, alter->to.labels)) rebuilt.insert(alter->to.name);
    }
    return rebuilt;
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

void Writer::create_enum(const Enum& each) {
    add(create_sql(each.name, each.labels));
    comment_on("TYPE " + quote(each.name), "", each.comment);
}

void Writer::alter_enum(const Enum& from, const Enum& to) {
    if (from.name != to.name) {
        ObjectName name = from.name;
        if (name.schema != to.name.schema) {
            add(fmt::format("ALTER TYPE {} SET SCHEMA {}", quote(name),
                            to.name.schema.empty() ? "public" : quote(to.name.schema)));
            name.schema = to.name.schema;
        }
        if (name.name != to.name.name) add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(name), quote(to.name.name)));
        return;
    }
    if (only_renames(from, to, renames_)) {
        for (std::size_t i = 0; i < from.labels.size(); ++i)
            if (from.labels[i] != to.labels[i])
                add(fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", quote(to.name), quote_literal(from.labels[i]),
                                quote_literal(to.labels[i])));
        return;
    }
    add_labels(from, to);
    comment_on("TYPE " + quote(to.name), from.comment, to.comment);
}

void Writer::add_labels(const Enum& from, const Enum& to) {
    for (std::size_t i = 0; i < to.labels.size(); ++i) {
        if (contains(from.labels, to.labels[i])) continue;
        std::string sql = fmt::format("ALTER TYPE {} ADD VALUE {}", quote(to.name), quote_literal(to.labels[i]));
        const bool at_end = std::none_of(to.labels.begin() + static_cast<std::ptrdiff_t>(i), to.labels.end(),
                                         [&](const std::string& label) { return contains(from.labels, label); });
        if (!at_end)
            sql += i == 0 ? " BEFORE " + quote_literal(*std::find_if(
                                             to.labels.begin(), to.labels.end(),
                                             [&](const std::string& label) { return contains(from.labels, label); }))
                          : " AFTER " + quote_literal(to.labels[i - 1]);
        add(std::move(sql));
    }
}

bool Writer::is_mapped(const ObjectName& type, const std::string& label) const {
    const auto columns = columns_of_enum(type, from_, to_);
    return std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
        const Column& before = *from_.tables.at(column.first).find_column(column.second);
        const Column& after = *to_.tables.at(column.first).find_column(column.second);
        return label_map(before, after, from_, to_, direction_).contains(label);
    });
}

void Writer::rebuild_type(const diff::UserType& from, const diff::UserType& to, const ObjectName& aside) {
    std::string note;
    const auto* before = std::get_if<Enum>(&from);
    const auto* after = std::get_if<Enum>(&to);
    if (before && after) {
        std::vector<std::string> removed;
        for (const std::string& label : before->labels)
            if (!contains(after->labels, label) && !is_mapped(after->name, label))
                removed.push_back(quote_literal(label));
        if (!removed.empty())
            note = fmt::format("fails when a row holds {}: change such rows first", fmt::join(removed, " or "));
    }
    add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(diff::name_of(from)), quote(aside.name)), note);
    if (after)
        create_enum(*after);
    else
        create_definition(std::get<Definition>(to));
}

void Writer::drop_old_type(const diff::UserType& from, const ObjectName& aside) {
    const auto* definition = std::get_if<Definition>(&from);
    const bool domain = definition && definition->kind == DefinitionKind::domain;
    add((domain ? "DROP DOMAIN " : "DROP TYPE ") + quote(aside));
}

}  // namespace retort::emit::postgres
