#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"
#include "schema/type.hpp"

namespace retort {

/// The kind of object that a GRANT names (PostgreSQL, GRANT; ALTER DEFAULT PRIVILEGES).
enum class GrantKind {
    table,
    sequence,
    function,
    procedure,
    type,
    schema,
    foreign_data_wrapper,
    foreign_server,
    language,
    default_tables,
    default_sequences,
    default_functions,
    default_types,
    default_schemas
};
BOOST_DESCRIBE_ENUM(GrantKind, table, sequence, function, procedure, type, schema, foreign_data_wrapper, foreign_server,
                    language, default_tables, default_sequences, default_functions, default_types, default_schemas)

/// Stands for the schema of an extension, which ALTER EXTENSION … SET SCHEMA changes (PostgreSQL manual, 38.17.2).
constexpr std::string_view member_schema = "@extschema@";

/// An object on which privileges were granted or revoked.
struct GrantTarget {
    GrantKind kind{};
    /// A schema: its name as `schema`. Default privileges: the schema, if any, and the role. The sequence of an
    /// identity column: the table, since the name of the sequence is not compared.
    ObjectName name{};
    std::string arguments{};  ///< function, procedure: the argument types
    std::string column{};     ///< table: the column of a column privilege; empty: the whole table. The identity column
    /// The extension that the object is a member of; empty: an object of the schema. The extension's schema, in which
    /// the object and its argument types are, is then written as in the extension's script (member_schema).
    std::string extension{};

    auto operator<=>(const GrantTarget&) const = default;
};

/// One difference from the privileges that a new object has (PostgreSQL, chapter 5.8): a privilege
/// granted in addition or, if `revoked`, one that the owner or PUBLIC has by default and has lost.
struct Grant {
    std::string role{};       ///< empty: PUBLIC
    std::string privilege{};  ///< "SELECT"
    bool grantable = false;   ///< WITH GRANT OPTION
    bool revoked = false;

    auto operator<=>(const Grant&) const = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (role, privilege, grantable, revoked))

/// All differences from the default privileges.
struct Privileges {
    bool compared = false;                               ///< false: read only to restore them on recreated objects
    std::map<GrantTarget, std::vector<Grant>> grants{};  ///< each list sorted, none empty

    bool operator==(const Privileges&) const = default;
};

}  // namespace retort
