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

/// True when the change is one that ALTER TYPE … RENAME VALUE makes.
bool only_renames(const Enum& from, const Enum& to, const diff::Renames& renames) {
    const auto found = renames.labels.find(to.name);
    if (found == renames.labels.end() || from.labels.size() != to.labels.size()) return false;
    for (std::size_t i = 0; i < from.labels.size(); ++i) {
        if (from.labels[i] == to.labels[i]) continue;
        const auto label = found->second.find(from.labels[i]);
        if (label == found->second.end() || label->second != to.labels[i]) return false;
    }
    return from.labels != to.labels;
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

bool is_used(const std::string& label, const std::vector<diff::Change>& changes) {
    const std::string literal = quote_literal(label);
    for (const diff::Change& change : changes)
        for (const std::string& text : new_texts(change))
            if (text.find(literal) != std::string::npos) return true;
    return false;
}

}  // namespace

std::set<ObjectName> enums_to_rebuild(const std::vector<diff::Change>& changes, const diff::Renames& renames) {
    std::set<ObjectName> rebuilt;
    for (const diff::Change& change : changes) {
        const auto* alter = std::get_if<diff::AlterEnum>(&change);
        if (!alter || alter->from.labels == alter->to.labels || only_renames(alter->from, alter->to, renames)) continue;
        const bool uses_new =
            std::any_of(alter->to.labels.begin(), alter->to.labels.end(), [&](const std::string& label) {
                return !contains(alter->from.labels, label) && is_used(label, changes);
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
        if (name.name != to.name.name)
            add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(name), quote(to.name.name)));
        return;
    }
    if (only_renames(from, to, renames_)) {
        for (std::size_t i = 0; i < from.labels.size(); ++i)
            if (from.labels[i] != to.labels[i])
                add(fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", quote(to.name), quote_literal(from.labels[i]),
                                quote_literal(to.labels[i])));
        return;
    }
    if (rebuilt_enums_.contains(to.name)) rebuild_enum(from, to);
    else add_labels(from, to);
    comment_on("TYPE " + quote(to.name), rebuilt_enums_.contains(to.name) ? "" : from.comment, to.comment);
}

void Writer::add_labels(const Enum& from, const Enum& to) {
    for (std::size_t i = 0; i < to.labels.size(); ++i) {
        if (contains(from.labels, to.labels[i])) continue;
        std::string sql = fmt::format("ALTER TYPE {} ADD VALUE {}", quote(to.name), quote_literal(to.labels[i]));
        const bool at_end = std::none_of(to.labels.begin() + static_cast<std::ptrdiff_t>(i), to.labels.end(),
                                         [&](const std::string& label) { return contains(from.labels, label); });
        if (!at_end)
            sql += i == 0 ? " BEFORE " + quote_literal(*std::find_if(to.labels.begin(), to.labels.end(),
                                                                     [&](const std::string& label) {
                                                                         return contains(from.labels, label);
                                                                     }))
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

void Writer::rebuild_enum(const Enum& from, const Enum& to) {
    const ObjectName old{to.name.schema, std::string(clip_utf8(to.name.name, 63 - 5)) + "__old"};
    std::string note;
    std::vector<std::string> removed;
    for (const std::string& label : from.labels)
        if (!contains(to.labels, label) && !is_mapped(to.name, label)) removed.push_back(quote_literal(label));
    if (!removed.empty())
        note = fmt::format("fails when a row holds {}: change such rows first", fmt::join(removed, " or "));
    add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(to.name), quote(old.name)), note);
    add(create_sql(to.name, to.labels));
    for (const auto& [table, name] : columns_of_enum(to.name, from_, to_)) {
        const Column& column = *from_.tables.at(table).find_column(name);
        const Column& after = *to_.tables.at(table).find_column(name);
        if (!from_.tables.at(table).partition_of.empty()) continue;  // its parent brings it along
        if (column.generated || after.generated) continue;           // dropped and added
        const std::string alter = alter_table_sql(table) + "ALTER COLUMN " + quote(name) + " ";
        if (column.default_sql) add(alter + "DROP DEFAULT");
        const auto labels = label_map(column, after, from_, to_, direction_);
        std::string value;
        if (column.type.array) value = relabelled_array(quote(name) + "::text[]", labels);
        else value = relabelled(quote(name) + "::text", labels);
        if (!labels.empty() && !column.type.array) value = "(" + value + ")";
        add(fmt::format("{}TYPE {} USING {}::{}", alter, to_sql(column.type), value, to_sql(column.type)));
        if (column.default_sql && column.default_sql == after.default_sql)
            add(alter + "SET DEFAULT " + default_sql(*column.default_sql));
    }
    add("DROP TYPE " + quote(old));
}

}  // namespace retort::emit::postgres
