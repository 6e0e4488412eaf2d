#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <string>
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

/// An object on which privileges were granted or revoked.
struct GrantTarget {
    GrantKind kind{};
    ObjectName name{};        ///< a schema: its name as `schema`; default privileges: the schema, if any, and the role
    std::string arguments{};  ///< function, procedure: the argument types
    std::string column{};     ///< table: the column of a column privilege; empty: the whole table

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
