#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/dependency.hpp"
#include "schema/error.hpp"
#include "schema/type.hpp"

namespace retort {

/// Options of a sequence, standalone or owned by an identity column
/// (PostgreSQL: CREATE SEQUENCE). Unset means the engine's default for the type.
struct SequenceOptions {
    std::optional<std::int64_t> start{};
    std::optional<std::int64_t> increment{};
    std::optional<std::int64_t> minimum{};
    std::optional<std::int64_t> maximum{};
    std::optional<std::int64_t> cache{};
    bool cycle = false;

    bool operator==(const SequenceOptions&) const = default;
};
BOOST_DESCRIBE_STRUCT(SequenceOptions, (), (start, increment, minimum, maximum, cache, cycle))

/// GENERATED { ALWAYS | BY DEFAULT } AS IDENTITY.
struct Identity {
    bool always = false;
    SequenceOptions options{};
    std::string comment{};               ///< on the sequence
    Annotation<std::string> sequence{};  ///< PostgreSQL: the sequence's name, in the table's schema, if known
    Annotation<bool> named{};            ///< the name is explicit
    Annotation<bool> compared{};         ///< the name is compared, explicit or generated

    bool operator==(const Identity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (always, options, comment, sequence, named))

/// GENERATED ALWAYS AS (expression).
struct Generated {
    std::string expression{};  ///< without the outer brackets
    bool stored = true;        ///< false: VIRTUAL (SQLite; PostgreSQL 18)

    bool operator==(const Generated&) const = default;
};
BOOST_DESCRIBE_STRUCT(Generated, (), (expression, stored))

/// The NOT NULL constraint that PostgreSQL 18 stores for a column (chapter 5.5.2). Set only if it
/// differs from the constraint that a plain NOT NULL creates.
struct NotNull {
    std::string name{};  ///< empty: the generated name
    bool no_inherit = false;
    bool not_valid = false;
    std::string comment{};

    bool operator==(const NotNull&) const = default;
};
BOOST_DESCRIBE_STRUCT(NotNull, (), (name, no_inherit, not_valid, comment))

/// A model's directives for the migration from an earlier state to this one. Only planning uses
/// them; they are not part of the state.
struct Transition {
    std::string renamed_from{};  ///< the earlier name, within the same table or schema
    bool requested = false;      ///< the user requested the rename: it is made even if the names already fit (a swap)
    std::string using_sql{};     ///< ALTER COLUMN … TYPE … USING this
    std::string backfill_sql{};  ///< value for existing rows when NULL is no longer allowed
    std::map<std::string, std::string> old_labels{};  ///< enum: earlier label or value → label

    bool operator==(const Transition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Transition, (), (renamed_from, using_sql, backfill_sql, old_labels))

struct Column {
    std::string name{};
    Type type{};
    bool nullable = true;
    std::optional<std::string> default_sql{};  ///< an SQL expression, without outer brackets
    std::optional<Identity> identity{};
    std::optional<Generated> generated{};
    std::string collation{};          ///< as written after COLLATE; empty: the type's default
    bool autoincrement = false;       ///< SQLite's AUTOINCREMENT keyword on INTEGER PRIMARY KEY
    std::string null_conflict{};      ///< SQLite: NOT NULL ON CONFLICT "IGNORE", "REPLACE", …; empty: ABORT
    std::string storage{};            ///< PostgreSQL SET STORAGE, if it is not the type's default
    std::string compression{};        ///< PostgreSQL COMPRESSION, if it is set
    std::optional<int> statistics{};  ///< PostgreSQL SET STATISTICS, if it is set
    std::map<std::string, std::string> options{};  ///< PostgreSQL SET (n_distinct=…)
    std::optional<NotNull> not_null{};             ///< PostgreSQL 18, only with `nullable` = false
    bool inherited = false;                        ///< PostgreSQL: inherited and not declared locally
    std::string comment{};
    DependsOn depends_on{};  ///< of the default or the generating expression
    Annotation<Transition> transition{};
    Annotation<Position> declared{};  ///< source position in a model

    bool operator==(const Column&) const = default;
};
BOOST_DESCRIBE_STRUCT(Column, (),
                      (name, type, nullable, default_sql, identity, generated, collation, autoincrement, null_conflict,
                       storage, compression, statistics, options, not_null, inherited, comment, depends_on))

}  // namespace retort
