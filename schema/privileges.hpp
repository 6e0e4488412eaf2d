#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <string>
#include <vector>

#include "schema/name.hpp"
#include "schema/type.hpp"

namespace retort {

/// What GRANT is about (PostgreSQL, GRANT; ALTER DEFAULT PRIVILEGES).
enum class GrantKind {
    table,
    sequence,
    function,
    procedure,
    type,
    schema,
    default_tables,
    default_sequences,
    default_functions,
    default_types,
    default_schemas
};
BOOST_DESCRIBE_ENUM(GrantKind, table, sequence, function, procedure, type, schema, default_tables, default_sequences,
                    default_functions, default_types, default_schemas)

/// An object on which privileges were granted or revoked.
struct GrantTarget {
    GrantKind kind{};
    ObjectName name{};        ///< of a schema: its name as `schema`; of defaults: the schema, or none, and the role
    std::string arguments{};  ///< of a function or procedure
    std::string column{};     ///< of a table, where it is about one column

    auto operator<=>(const GrantTarget&) const = default;
};

/// One privilege that somebody has although nobody has it unless it is granted; or, `revoked`,
/// hasn't although the owner or PUBLIC has it from the start (PostgreSQL, chapter 5.8).
struct Grant {
    std::string role{};       ///< empty: PUBLIC
    std::string privilege{};  ///< "SELECT"
    bool grantable = false;   ///< WITH GRANT OPTION
    bool revoked = false;

    auto operator<=>(const Grant&) const = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (role, privilege, grantable, revoked))

/// All that differs from what objects have from the start.
struct Privileges {
    bool compared = false;  ///< they were asked for; otherwise they only go with what is made anew
    std::map<GrantTarget, std::vector<Grant>> grants{};  ///< each list sorted, none empty
};

}  // namespace retort
