#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

// Parses the text of a type's Definition. Introspection prints that text (introspect/postgres/read_user_types.cpp), and
// encloses operators in brackets.

struct DomainParts {
    std::string base{};       ///< the base type, as the engine prints it
    std::string collation{};  ///< after COLLATE; empty: the base type's default
    std::optional<std::string> default_sql{};
    bool not_null = false;
    std::map<std::string, std::string> constraints{};  ///< name → "CHECK (…)", with NOT VALID after it if set

    bool operator==(const DomainParts&) const = default;
};
DomainParts domain_parts(const Definition& domain);

/// `domain` without default and constraints, so that it depends only on its base type and collation.
Definition bare_domain(const Definition& domain);

/// `type` with the component types in `names` renamed; a domain loses its default and constraints.
Definition with_components(const Definition& type, const std::map<ObjectName, ObjectName>& names, const Schema& schema);

/// A domain, composite or range type with the component types in `names` renamed; any other definition unchanged.
Definition with_renamed_types(const Definition& type, const std::map<ObjectName, ObjectName>& names,
                              const Schema& schema);

struct Attribute {
    std::string name{};
    std::string type{};
    std::string collation{};

    bool operator==(const Attribute&) const = default;
};
std::vector<Attribute> attributes_of(const Definition& composite);

/// The collations that a type references, as written after COLLATE.
std::vector<std::string> collations_of(const Definition& type);

/// The type that `sql` spells, as a column's type: a user-defined type if `schema` has it.
Type type_named(const std::string& sql, const Schema& schema);

/// The base type of a domain, and of the domains below it; any other type unchanged.
Type underlying(Type type, const Schema& schema);

/// The multirange type that is created with a range type (PostgreSQL, CREATE TYPE); empty for any other type.
ObjectName multirange_of(const Definition& range);

/// The Definition of a domain, composite or range type, or of the range type that a multirange type belongs to; null
/// for any other type.
const Definition* find_type(const Schema& schema, const ObjectName& name);

/// The component types of `type`: a domain's base type, a composite's attributes, a range's subtype.
std::vector<Type> components(const Definition& type, const Schema& schema);

}  // namespace retort::diff
