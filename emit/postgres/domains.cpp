#include "emit/postgres/domains.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "plan/postgres/type_alterations.hpp"

namespace retort::emit::postgres {

using diff::Attribute;
using diff::DomainParts;

namespace {

std::string attribute_sql(const Attribute& each) {
    return quote(each.name) + " " + each.type + (each.collation.empty() ? "" : " COLLATE " + each.collation);
}

}  // namespace

Definition without_unvalidated_checks(const Definition& domain) {
    DomainParts parts = diff::domain_parts(domain);
    Definition valid = domain;
    const auto unvalidated = std::erase_if(parts.constraints, [&](const auto& each) {
        const bool found = each.second.ends_with(" NOT VALID");
        if (found) valid.constraint_comments.erase(each.first);
        return found;
    });
    if (unvalidated == 0) return domain;
    valid.sql = fmt::format("CREATE DOMAIN {} AS {}", quote(domain.name), parts.base);
    if (!parts.collation.empty()) valid.sql += " COLLATE " + parts.collation;
    if (parts.default_sql) valid.sql += " DEFAULT " + *parts.default_sql;
    if (parts.not_null) valid.sql += " NOT NULL";
    for (const auto& [name, check] : parts.constraints)
        valid.sql += fmt::format(" CONSTRAINT {} {}", quote(name), check);
    return valid;
}

std::vector<Statement> alter_domain_sql(const Definition& from, const Definition& to) {
    const DomainParts before = diff::domain_parts(from), after = diff::domain_parts(to);
    const plan::postgres::ConstraintChanges changes = plan::postgres::constraint_changes(before, after);
    const std::string alter = "ALTER DOMAIN " + quote(to.name) + " ";
    std::vector<Statement> sql;
    for (const std::string& name : changes.dropped) sql.push_back({alter + "DROP CONSTRAINT " + quote(name), {}});
    for (const auto& [old_name, name] : changes.renamed)
        sql.push_back({fmt::format("{}RENAME CONSTRAINT {} TO {}", alter, quote(old_name), quote(name)), {}});
    if (before.default_sql != after.default_sql)
        sql.push_back({alter + (after.default_sql ? "SET DEFAULT " + *after.default_sql : "DROP DEFAULT"), {}});
    if (before.not_null && !after.not_null) sql.push_back({alter + "DROP NOT NULL", {}});
    if (!before.not_null && after.not_null)
        sql.push_back(
            {alter + "SET NOT NULL", fmt::format("fails when a column of domain {} holds NULL", display(to.name))});
    for (const std::string& name : changes.added)
        sql.push_back({fmt::format("{}ADD CONSTRAINT {} {}", alter, quote(name), after.constraints.at(name)), {}});
    for (const std::string& name : changes.validated) sql.push_back({alter + "VALIDATE CONSTRAINT " + quote(name), {}});
    return sql;
}

std::vector<Statement> alter_composite_sql(const Definition& from, const Definition& to, const Context& context) {
    const std::vector<Attribute> before = diff::attributes_of(from), after = diff::attributes_of(to);
    const std::string alter = "ALTER TYPE " + quote(to.name) + " ";
    std::vector<Statement> sql;
    for (const Attribute& each : before)
        if (!plan::postgres::find_attribute(after, each.name))
            sql.push_back({alter + "DROP ATTRIBUTE " + quote(each.name),
                           context.direction == Direction::up
                               ? fmt::format("drops attribute {}.{} with its values", display(to.name), each.name)
                               : ""});
    for (const Attribute& each : after) {
        const Attribute* old = plan::postgres::find_attribute(before, each.name);
        if (!old)
            sql.push_back({alter + "ADD ATTRIBUTE " + attribute_sql(each), {}});
        else if (!(*old == each))
            sql.push_back({fmt::format("{}ALTER ATTRIBUTE {} TYPE {}{}", alter, quote(each.name), each.type,
                                       each.collation.empty() ? "" : " COLLATE " + each.collation),
                           {}});
    }
    return sql;
}

}  // namespace retort::emit::postgres
