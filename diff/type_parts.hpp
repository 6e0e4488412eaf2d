#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

// What a Definition of a type says, taken apart. The text is the introspection's own print
// (introspect/postgres/read_user_types.cpp), which puts operators into brackets.

struct DomainParts {
    std::string base{};       ///< the type below, as the engine prints it
    std::string collation{};  ///< behind COLLATE; empty: the type's own
    std::optional<std::string> default_sql{};
    bool not_null = false;
    std::map<std::string, std::string> constraints{};  ///< name → "CHECK (…)", perhaps with NOT VALID behind

    bool operator==(const DomainParts&) const = default;
};
DomainParts domain_parts(const Definition& domain);

/// `domain` without what could use anything but its base type: no default, no constraint.
Definition bare_domain(const Definition& domain);

/// `type` as it is once types that it consists of have other names; a domain without default and
/// constraints.
Definition with_components(const Definition& type, const std::map<ObjectName, ObjectName>& names, const Schema& schema);

/// The domain, composite or range type over types that have other names; any other definition as it is.
Definition with_renamed_types(const Definition& type, const std::map<ObjectName, ObjectName>& names,
                              const Schema& schema);

struct Attribute {
    std::string name{};
    std::string type{};
    std::string collation{};

    bool operator==(const Attribute&) const = default;
};
std::vector<Attribute> attributes_of(const Definition& composite);

/// The collations that a type names, as they are written behind COLLATE.
std::vector<std::string> collations_of(const Definition& type);

/// The type that `sql` spells, as a column of it has it: a user's own where `schema` holds it.
Type type_named(const std::string& sql, const Schema& schema);

/// `type` with domains taken off: the type that its values are of.
Type underlying(Type type, const Schema& schema);

/// The type of sets of its ranges that a range type brings along (PostgreSQL, CREATE TYPE); empty for any other type.
ObjectName multirange_of(const Definition& range);

/// The Definition of a domain, composite or range, or of the range that brings this multirange type along; null for any
/// other type.
const Definition* find_type(const Schema& schema, const ObjectName& name);

/// The types that values of `type` consist of: a domain's base, attributes, a range's subtype.
std::vector<Type> components(const Definition& type, const Schema& schema);

}  // namespace retort::diff
