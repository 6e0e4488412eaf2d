#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/writer.hpp"
#include "plan/postgres/enum_rebuild.hpp"

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

}  // namespace

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
    if (plan::postgres::only_renames_labels(from, to, renames_)) {
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

void Writer::rebuild_type(const diff::UserType& from, const diff::UserType& to, const ObjectName& interim) {
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
    add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(diff::name_of(from)), quote(interim.name)), note);
    if (after)
        create_enum(*after);
    else
        create_definition(std::get<Definition>(to));
}

void Writer::drop_old_type(const diff::UserType& from, const ObjectName& interim) {
    const auto* definition = std::get_if<Definition>(&from);
    const bool domain = definition && definition->kind == ObjectKind::domain;
    add((domain ? "DROP DOMAIN " : "DROP TYPE ") + quote(interim));
}

}  // namespace retort::emit::postgres
