#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/error.hpp"
#include "schema/type.hpp"
#include "schema/uses.hpp"

namespace retort {

/// Options of a sequence, owned by an identity column or standing alone
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
    Annotation<std::string> sequence{};  ///< PostgreSQL: its name, in the table's schema, where known
    Annotation<bool> named{};            ///< somebody chose that name
    Annotation<bool> compared{};         ///< it is to be that name, chosen or not

    bool operator==(const Identity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (always, options, sequence, named))

/// GENERATED ALWAYS AS (expression).
struct Generated {
    std::string expression{};                      ///< without the outer brackets
    bool stored = true;                            ///< false: VIRTUAL (SQLite; PostgreSQL 18)
    Annotation<std::vector<std::string>> reads{};  ///< the columns it is computed from, where known

    bool operator==(const Generated&) const = default;
};
BOOST_DESCRIBE_STRUCT(Generated, (), (expression, stored, reads))

/// What PostgreSQL 18 keeps of a NOT NULL besides that there is one (chapter 5.5.2). Only
/// where something of it is not as a plain NOT NULL makes it.
struct NotNull {
    std::string name{};  ///< empty: the one that the server gives
    bool no_inherit = false;
    bool not_valid = false;
    std::string comment{};

    bool operator==(const NotNull&) const = default;
};
BOOST_DESCRIBE_STRUCT(NotNull, (), (name, no_inherit, not_valid, comment))

/// What a model says about the way from an earlier state to this one. It is used when
/// changes are planned and is no part of the state itself.
struct Transition {
    std::string renamed_from{};  ///< the earlier name, within the same table or schema
    bool requested = false;      ///< the rename is to be made now: names exchanged count even where all fits as it is
    std::string using_sql{};     ///< ALTER COLUMN … TYPE … USING this
    std::string backfill_sql{};  ///< value for existing rows where NULL is no longer allowed
    std::map<std::string, std::string> old_labels{};  ///< enum: earlier label or value → label

    bool operator==(const Transition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Transition, (), (renamed_from, using_sql, backfill_sql, old_labels))

struct Column {
    std::string name{};
    Type type{};
    bool nullable = true;
    std::optional<std::string> default_sql{};  ///< an SQL expression, without brackets of its own
    std::optional<Identity> identity{};
    std::optional<Generated> generated{};
    std::string collation{};          ///< as written after COLLATE; empty: the type's own
    bool autoincrement = false;       ///< SQLite's AUTOINCREMENT keyword on INTEGER PRIMARY KEY
    std::string null_conflict{};      ///< SQLite: NOT NULL ON CONFLICT "IGNORE", "REPLACE", …; empty: ABORT
    std::string storage{};            ///< PostgreSQL SET STORAGE, where it is not the type's own
    std::string compression{};        ///< PostgreSQL COMPRESSION, where it is set
    std::optional<int> statistics{};  ///< PostgreSQL SET STATISTICS, where it is set
    std::map<std::string, std::string> options{};  ///< PostgreSQL SET (n_distinct=…)
    std::optional<NotNull> not_null{};             ///< PostgreSQL 18, beside `nullable` = false
    bool inherited = false;                        ///< PostgreSQL: it comes from a parent or partitioned table alone
    std::string comment{};
    Uses uses{};  ///< of the default or the generating expression
    Annotation<Transition> transition{};
    Annotation<Position> declared{};  ///< where a model declares it

    bool operator==(const Column&) const = default;
};
BOOST_DESCRIBE_STRUCT(Column, (),
                      (name, type, nullable, default_sql, identity, generated, collation, autoincrement, null_conflict,
                       storage, compression, statistics, options, not_null, inherited, comment, uses))

}  // namespace retort
