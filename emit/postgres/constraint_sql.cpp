#include "emit/postgres/constraint_sql.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/action.hpp"

namespace retort::emit::postgres {

namespace {

std::string_view deferral_sql(Deferral deferral) {
    switch (deferral) {
        case Deferral::not_deferrable: return "";
        case Deferral::initially_immediate: return " DEFERRABLE";
        case Deferral::initially_deferred: return " DEFERRABLE INITIALLY DEFERRED";
    }
    return {};
}

std::string include_sql(const std::vector<std::string>& include) {
    return include.empty() ? std::string() : fmt::format(" INCLUDE ({})", list_sql(include));
}

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

std::string part_sql(const IndexPart& part) {
    std::string sql = part.column.empty() ? "(" + part.expression + ")" : quote(part.column);
    if (!part.collation.empty()) sql += " COLLATE " + part.collation;
    if (!part.opclass.empty()) sql += " " + part.opclass;
    if (part.descending) sql += " DESC";
    if (part.nulls == Nulls::first) sql += " NULLS FIRST";
    if (part.nulls == Nulls::last) sql += " NULLS LAST";
    return sql;
}

}  // namespace

std::string list_sql(const std::vector<std::string>& names) {
    std::vector<std::string> quoted;
    quoted.reserve(names.size());
    for (const std::string& name : names) quoted.push_back(quote(name));
    return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string constraint_sql(const diff::Constraint& constraint) {
    const std::string& name = diff::name_of(constraint);
    const std::string body = std::visit(Body{}, constraint);
    return name.empty() ? body : fmt::format("CONSTRAINT {} {}", quote(name), body);
}

std::string index_sql(const ObjectName& table, const Index& index) {
    std::vector<std::string> parts;
    for (const IndexPart& part : index.parts) parts.push_back(part_sql(part));
    std::string sql = fmt::format("CREATE {}INDEX {} ON {}{}", index.unique ? "UNIQUE " : "", quote(index.name),
                                  index.only ? "ONLY " : "", quote(table));
    if (index.method != "btree") sql += " USING " + quote(index.method);
    sql += fmt::format(" ({}){}", fmt::join(parts, ", "), include_sql(index.include));
    if (index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
    if (!index.storage.empty()) sql += fmt::format(" WITH ({})", storage_sql(index.storage));
    if (!index.tablespace.empty()) sql += " TABLESPACE " + quote(index.tablespace);
    if (!index.predicate.empty()) sql += fmt::format(" WHERE {}", index.predicate);
    return sql;
}

std::string storage_sql(const std::map<std::string, std::string>& storage) {
    std::vector<std::string> parts;
    for (const auto& [key, value] : storage) parts.push_back(fmt::format("{}={}", key, quote_literal(value)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

StorageChange storage_change(const std::map<std::string, std::string>& from,
                             const std::map<std::string, std::string>& to) {
    StorageChange change;
    for (const auto& [key, value] : to)
        if (const auto old = from.find(key); old == from.end() || old->second != value) change.set.emplace(key, value);
    for (const auto& [key, value] : from)
        if (!to.contains(key)) change.reset.push_back(key);
    return change;
}

}  // namespace retort::emit::postgres
