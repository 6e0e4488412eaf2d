#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diff/type_parts.hpp"
#include "schema/schema.hpp"

/// What ALTER DOMAIN and ALTER TYPE can do (PostgreSQL manual, ALTER DOMAIN, ALTER TYPE).
namespace retort::plan::postgres {

/// How the constraints of a domain change: names of the old one, or of both.
struct ConstraintChanges {
    std::vector<std::string> dropped, added, validated;
    std::vector<std::pair<std::string, std::string>> renamed;
};
ConstraintChanges constraint_changes(const diff::DomainParts& from, const diff::DomainParts& to);

/// True when ALTER DOMAIN turns `from` into `to`: the base type and the collation are the same.
bool domain_alterable(const Definition& from, const Definition& to);

/// True when the alteration checks stored values: a new constraint, NOT NULL.
bool adds_checks(const diff::DomainParts& from, const diff::DomainParts& to);

/// True when ALTER TYPE turns `from` into `to`: attributes are dropped, others are added at the end, and
/// where no value of the type is stored (`free`), types of attributes change.
bool composite_alterable(const Definition& from, const Definition& to, bool free);

/// The attribute of this name; null when there is none.
const diff::Attribute* find_attribute(const std::vector<diff::Attribute>& list, const std::string& name);

/// `from` with the comments on constraints and attributes that are left once it is altered.
Definition with_comments_left(Definition from, const Definition& to);

}  // namespace retort::plan::postgres
