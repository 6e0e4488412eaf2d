#include "emit/postgres/constraints.hpp"

#include <fmt/format.h>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/indexes.hpp"
#include "emit/postgres/labels.hpp"
#include "schema/action.hpp"

namespace retort::emit::postgres {

namespace {

std::string index_storage_sql(const std::map<std::string, std::string>& storage, const std::string& tablespace) {
    std::string sql;
    if (!storage.empty()) sql += fmt::format(" WITH ({})", storage_sql(storage));
    if (!tablespace.empty()) sql += " USING INDEX TABLESPACE " + quote(tablespace);
    return sql;
}

/// A list of columns. With `period`, the last column is the PERIOD.
std::string period_sql(const std::vector<std::string>& columns, bool period) {
    if (!period || columns.empty()) return list_sql(columns);
    return list_sql({columns.begin(), columns.end() - 1}) + ", PERIOD " + quote(columns.back());
}

std::string enforcement_sql(bool not_valid, bool not_enforced) {
    return not_enforced ? " NOT ENFORCED" : not_valid ? " NOT VALID" : "";
}

struct Body {
    std::string operator()(const PrimaryKey& c) const {
        return fmt::format("PRIMARY KEY ({}{}){}{}{}", list_sql(c.columns),
                           c.without_overlaps ? " WITHOUT OVERLAPS" : "", include_sql(c.include),
                           index_storage_sql(c.storage, c.tablespace), deferral_sql(c.deferral));
    }
    std::string operator()(const Unique& c) const {
        return fmt::format("UNIQUE {}({}{}){}{}{}", c.nulls_not_distinct ? "NULLS NOT DISTINCT " : "",
                           list_sql(c.columns), c.without_overlaps ? " WITHOUT OVERLAPS" : "", include_sql(c.include),
                           index_storage_sql(c.storage, c.tablespace), deferral_sql(c.deferral));
    }
    std::string operator()(const Check& c) const {
        return fmt::format("CHECK ({}){}{}", c.expression, c.no_inherit ? " NO INHERIT" : "",
                           enforcement_sql(c.not_valid, c.not_enforced));
    }
    std::string operator()(const ForeignKey& c) const {
        std::string sql = fmt::format("FOREIGN KEY ({}) REFERENCES {} ({})", period_sql(c.columns, c.period),
                                      quote(c.table), period_sql(c.references, c.period));
        if (c.match == Match::full) sql += " MATCH FULL";
        if (c.on_update != Action::no_action) sql += fmt::format(" ON UPDATE {}", to_sql(c.on_update));
        if (c.on_delete != Action::no_action) sql += fmt::format(" ON DELETE {}", to_sql(c.on_delete));
        if (!c.set_columns.empty()) sql += fmt::format(" ({})", list_sql(c.set_columns));
        sql += deferral_sql(c.deferral);
        return sql + enforcement_sql(c.not_valid, c.not_enforced);
    }
    std::string operator()(const Exclusion& c) const { return c.definition; }
};

const std::string& comment_of(const diff::Constraint& constraint) {
    return std::visit([](const auto& each) -> const std::string& { return each.comment; }, constraint);
}

std::string index_comment_of(const diff::Constraint& constraint) {
    return std::visit(
        [](const auto& each) {
            if constexpr (requires { each.index_comment; })
                return each.index_comment;
            else
                return std::string();
        },
        constraint);
}

void comment_on_index(const ObjectName& table, const diff::Constraint& constraint, const std::string& before,
                      Sink& sink) {
    sink.comment_on("INDEX " + quote(ObjectName{table.schema, diff::name_of(constraint)}), before,
                    index_comment_of(constraint));
}

bool awaits_validation(const diff::Constraint& constraint) {
    return std::visit(
        [](const auto& each) {
            if constexpr (requires { each.not_valid; })
                return each.not_valid;
            else
                return false;
        },
        constraint);
}

std::string constraint_object(const ObjectName& table, const std::string& name) {
    return fmt::format("CONSTRAINT {} ON {}", quote(name), quote(table));
}

}  // namespace

std::string_view deferral_sql(Deferral deferral) {
    switch (deferral) {
        case Deferral::not_deferrable: return "";
        case Deferral::initially_immediate: return " DEFERRABLE";
        case Deferral::initially_deferred: return " DEFERRABLE INITIALLY DEFERRED";
    }
    return {};
}

std::string constraint_sql(const diff::Constraint& constraint) {
    const std::string& name = diff::name_of(constraint);
    const std::string body = std::visit(Body{}, constraint);
    return name.empty() ? body : fmt::format("CONSTRAINT {} {}", quote(name), body);
}

void comment_on_constraint(const ObjectName& table, const diff::Constraint& constraint, Sink& sink) {
    sink.comment_on(constraint_object(table, diff::name_of(constraint)), "", comment_of(constraint));
    comment_on_index(table, constraint, "", sink);
}

void exclusion_storage(const ObjectName& table, const Exclusion& exclusion, Sink& sink) {
    const ObjectName index{table.schema, exclusion.name};
    index_storage(index, {}, exclusion.storage, sink);
    index_tablespace(index, "", exclusion.tablespace, sink);
}

void emit(const diff::AddConstraint& change, const Context& context, Sink& sink) {
    if (const auto* check = std::get_if<Check>(&change.to)) relabel_rows(change.table, *check, context, sink);
    sink.add(alter_table_sql(change.table) + "ADD " + constraint_sql(change.to));
    if (const auto* exclusion = std::get_if<Exclusion>(&change.to)) exclusion_storage(change.table, *exclusion, sink);
    comment_on_constraint(change.table, change.to, sink);
}

void emit(const diff::DropConstraint& change, const Context&, Sink& sink) {
    sink.add(alter_table_sql(change.table) + "DROP CONSTRAINT " + quote(diff::name_of(change.from)));
}

void emit(const diff::AlterConstraint& change, const Context&, Sink& sink) {
    const ObjectName& table = change.table;
    const diff::Constraint &from = change.from, &to = change.to;
    const std::string &before = diff::name_of(from), &after = diff::name_of(to);
    if (before != after)
        sink.add(fmt::format("{}RENAME CONSTRAINT {} TO {}", alter_table_sql(table), quote(before), quote(after)));
    if (awaits_validation(from) && !awaits_validation(to))
        sink.add(alter_table_sql(table) + "VALIDATE CONSTRAINT " + quote(after));
    const ObjectName index{table.schema, after};
    std::visit(
        [&](const auto& each) {
            if constexpr (requires { each.tablespace; }) {
                const auto& old = std::get<std::decay_t<decltype(each)>>(from);
                index_storage(index, old.storage, each.storage, sink);
                index_tablespace(index, old.tablespace, each.tablespace, sink);
            }
        },
        to);
    sink.comment_on(constraint_object(table, after), comment_of(from), comment_of(to));
    comment_on_index(table, to, index_comment_of(from), sink);
}

}  // namespace retort::emit::postgres
