#include "emit/postgres/enums.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/postgres/clauses.hpp"
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

void add_labels(const Enum& from, const Enum& to, Sink& sink) {
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
        sink.add(std::move(sql));
    }
}

}  // namespace

void create_enum(const Enum& each, Sink& sink) {
    sink.add(create_sql(each.name, each.labels));
    sink.comment_on("TYPE " + quote(each.name), "", each.comment);
}

void emit(const diff::CreateEnum& change, const Context&, Sink& sink) { create_enum(change.to, sink); }

void emit(const diff::DropEnum& change, const Context&, Sink& sink) {
    sink.add("DROP TYPE " + quote(change.from.name));
}

void emit(const diff::AlterEnum& change, const Context& context, Sink& sink) {
    const Enum &from = change.from, &to = change.to;
    if (from.name != to.name) {
        ObjectName name = from.name;
        if (name.schema != to.name.schema) {
            sink.add(fmt::format("ALTER TYPE {} SET SCHEMA {}", quote(name), schema_sql(to.name.schema)));
            name.schema = to.name.schema;
        }
        if (name.name != to.name.name)
            sink.add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(name), quote(to.name.name)));
        return;
    }
    if (plan::postgres::only_renames_labels(from, to, context.renames)) {
        for (std::size_t i = 0; i < from.labels.size(); ++i)
            if (from.labels[i] != to.labels[i])
                sink.add(fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", quote(to.name),
                                     quote_literal(from.labels[i]), quote_literal(to.labels[i])));
        return;
    }
    add_labels(from, to, sink);
    sink.comment_on("TYPE " + quote(to.name), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
