#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diff/type_parts.hpp"
#include "schema/schema.hpp"

/// The alterations that ALTER DOMAIN and ALTER TYPE can make (PostgreSQL manual, ALTER DOMAIN, ALTER TYPE).
namespace retort::plan::postgres {

/// The changes of a domain's constraints, by name; `renamed` holds the old and the new name.
struct ConstraintChanges {
    std::vector<std::string> dropped, added, validated;
    std::vector<std::pair<std::string, std::string>> renamed;
};
ConstraintChanges constraint_changes(const diff::DomainParts& from, const diff::DomainParts& to);

/// True if ALTER DOMAIN can turn `from` into `to`: base type and collation are equal.
bool domain_alterable(const Definition& from, const Definition& to);

/// True if the alteration checks stored values: a new or newly validated constraint, NOT NULL.
bool adds_checks(const diff::DomainParts& from, const diff::DomainParts& to);

/// True if ALTER TYPE can turn `from` into `to`: attributes are dropped or added at the end; and, if no value of the
/// type is stored (`free`), attributes change their types.
bool composite_alterable(const Definition& from, const Definition& to, bool free);

/// The attribute with this name; null if there is none.
const diff::Attribute* find_attribute(const std::vector<diff::Attribute>& list, const std::string& name);

/// `from` with only those comments on constraints and attributes that remain after the alteration.
Definition with_comments_left(Definition from, const Definition& to);

}  // namespace retort::plan::postgres
