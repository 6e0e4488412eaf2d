#include "emit/postgres/domains.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace retort::emit::postgres {

using diff::Attribute;
using diff::DomainParts;

namespace {

constexpr std::string_view not_valid = " NOT VALID";

std::string validated(std::string constraint) {
    if (constraint.ends_with(not_valid)) constraint.resize(constraint.size() - not_valid.size());
    return constraint;
}

/// What becomes of a domain's constraints: names of the old one, or of both.
struct ConstraintChanges {
    std::vector<std::string> dropped, added, validated;
    std::vector<std::pair<std::string, std::string>> renamed;
};

ConstraintChanges constraint_changes(const DomainParts& from, const DomainParts& to) {
    ConstraintChanges changes;
    std::map<std::string, std::string> gone;
    for (const auto& [name, text] : from.constraints) {
        const auto after = to.constraints.find(name);
        if (after == to.constraints.end())
            gone.emplace(name, text);
        else if (after->second == text)
            continue;
        else if (after->second == validated(text))
            changes.validated.push_back(name);
        else
            changes.dropped.push_back(name), changes.added.push_back(name);
    }
    for (const auto& [name, text] : to.constraints) {
        if (from.constraints.contains(name)) continue;
        const auto same = std::find_if(gone.begin(), gone.end(), [&](const auto& pair) { return pair.second == text; });
        if (same == gone.end()) {
            changes.added.push_back(name);
            continue;
        }
        changes.renamed.emplace_back(same->first, name);
        gone.erase(same);
    }
    for (const auto& [name, text] : gone) changes.dropped.push_back(name);
    return changes;
}

std::string attribute_sql(const Attribute& each) {
    return quote(each.name) + " " + each.type + (each.collation.empty() ? "" : " COLLATE " + each.collation);
}

const Attribute* find(const std::vector<Attribute>& list, const std::string& name) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Attribute& each) { return each.name == name; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

bool domain_alterable(const Definition& from, const Definition& to) {
    const DomainParts a = diff::domain_parts(from), b = diff::domain_parts(to);
    return a.base == b.base && a.collation == b.collation;
}

bool adds_checks(const DomainParts& from, const DomainParts& to) {
    const ConstraintChanges changes = constraint_changes(from, to);
    const auto looks = [&](const std::string& name) { return !to.constraints.at(name).ends_with(not_valid); };
    return (to.not_null && !from.not_null) || !changes.validated.empty() ||
           std::any_of(changes.added.begin(), changes.added.end(), looks);
}

std::vector<Statement> alter_domain_sql(const Definition& from, const Definition& to) {
    const DomainParts before = diff::domain_parts(from), after = diff::domain_parts(to);
    const ConstraintChanges changes = constraint_changes(before, after);
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
            {alter + "SET NOT NULL", fmt::format("fails when a row holds NULL in a column of {}", display(to.name))});
    for (const std::string& name : changes.added)
        sql.push_back({fmt::format("{}ADD CONSTRAINT {} {}", alter, quote(name), after.constraints.at(name)), {}});
    for (const std::string& name : changes.validated) sql.push_back({alter + "VALIDATE CONSTRAINT " + quote(name), {}});
    return sql;
}

bool composite_alterable(const Definition& from, const Definition& to, bool free) {
    const std::vector<Attribute> before = diff::attributes_of(from), after = diff::attributes_of(to);
    std::size_t at = 0;
    for (const Attribute& each : before) {
        const Attribute* kept = find(after, each.name);
        if (!kept) continue;
        if (at == after.size() || kept != &after[at] || (!free && !(*kept == each))) return false;
        ++at;
    }
    return std::none_of(after.begin() + static_cast<std::ptrdiff_t>(at), after.end(),
                        [&](const Attribute& each) { return find(before, each.name) != nullptr; });
}

std::vector<Statement> alter_composite_sql(const Definition& from, const Definition& to) {
    const std::vector<Attribute> before = diff::attributes_of(from), after = diff::attributes_of(to);
    const std::string alter = "ALTER TYPE " + quote(to.name) + " ";
    std::vector<Statement> sql;
    for (const Attribute& each : before)
        if (!find(after, each.name)) sql.push_back({alter + "DROP ATTRIBUTE " + quote(each.name) + " CASCADE", {}});
    for (const Attribute& each : after) {
        const Attribute* old = find(before, each.name);
        if (!old)
            sql.push_back({alter + "ADD ATTRIBUTE " + attribute_sql(each) + " CASCADE", {}});
        else if (!(*old == each))
            sql.push_back({fmt::format("{}ALTER ATTRIBUTE {} TYPE {}{} CASCADE", alter, quote(each.name), each.type,
                                       each.collation.empty() ? "" : " COLLATE " + each.collation),
                           {}});
    }
    return sql;
}

Definition with_comments_left(Definition from, const Definition& to) {
    if (to.kind == DefinitionKind::composite) {
        const std::vector<Attribute> after = diff::attributes_of(to);
        std::erase_if(from.columns, [&](const auto& pair) { return find(after, pair.first) == nullptr; });
    } else if (to.kind == DefinitionKind::domain) {
        const ConstraintChanges changes = constraint_changes(diff::domain_parts(from), diff::domain_parts(to));
        for (const std::string& name : changes.dropped) from.constraint_comments.erase(name);
        for (const auto& [old_name, name] : changes.renamed) {
            auto moved = from.constraint_comments.extract(old_name);
            if (moved.empty()) continue;
            moved.key() = name;
            from.constraint_comments.insert(std::move(moved));
        }
    }
    return from;
}

}  // namespace retort::emit::postgres
