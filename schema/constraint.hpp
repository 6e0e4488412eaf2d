#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <string>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/dependency.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"

namespace retort {

/// When a constraint is checked.
enum class Deferral { not_deferrable, initially_immediate, initially_deferred };
BOOST_DESCRIBE_ENUM(Deferral, not_deferrable, initially_immediate, initially_deferred)

/// Referential action.
enum class Action { no_action, restrict_, cascade, set_null, set_default };
BOOST_DESCRIBE_ENUM(Action, no_action, restrict_, cascade, set_null, set_default)

/// How a foreign key of several columns treats NULLs.
enum class Match { simple, full };
BOOST_DESCRIBE_ENUM(Match, simple, full)

/// `named` of a constraint or index is true if the name is explicit. A generated name is not
/// compared: the object is matched by its structure.
struct PrimaryKey {
    std::string name{};
    std::vector<std::string> columns{};
    std::vector<std::string> include{};
    bool without_overlaps = false;  ///< PostgreSQL 18: WITHOUT OVERLAPS on the last column
    Deferral deferral = Deferral::not_deferrable;
    std::map<std::string, std::string> storage{};  ///< WITH (…) of its index
    std::string tablespace{};                      ///< of its index
    std::string index_comment{};                   ///< of its index (COMMENT ON INDEX)
    std::string comment{};
    std::string on_conflict{};                            ///< SQLite: "IGNORE", "REPLACE", …; empty: ABORT
    std::map<std::string, std::string> column_options{};  ///< SQLite: column → "COLLATE NOCASE", "DESC"
    Annotation<bool> named{};
    Annotation<Position> declared{};

    bool operator==(const PrimaryKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(PrimaryKey, (),
                      (name, columns, include, without_overlaps, deferral, storage, tablespace, index_comment, comment,
                       on_conflict, column_options, named))

struct Unique {
    std::string name{};
    std::vector<std::string> columns{};
    std::vector<std::string> include{};
    bool nulls_not_distinct = false;
    bool without_overlaps = false;  ///< PostgreSQL 18: WITHOUT OVERLAPS on the last column
    Deferral deferral = Deferral::not_deferrable;
    std::map<std::string, std::string> storage{};  ///< WITH (…) of its index
    std::string tablespace{};                      ///< of its index
    std::string index_comment{};                   ///< of its index (COMMENT ON INDEX)
    std::string comment{};
    std::string on_conflict{};                            ///< SQLite: "IGNORE", "REPLACE", …; empty: ABORT
    std::map<std::string, std::string> column_options{};  ///< SQLite: column → "COLLATE NOCASE", "DESC"
    Annotation<bool> named{};
    Annotation<Position> declared{};

    bool operator==(const Unique&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unique, (),
                      (name, columns, include, nulls_not_distinct, without_overlaps, deferral, storage, tablespace,
                       index_comment, comment, on_conflict, column_options, named))

struct Check {
    std::string name{};
    std::string expression{};  ///< without the outer brackets
    bool no_inherit = false;
    bool not_valid = false;
    bool not_enforced = false;  ///< PostgreSQL 18
    std::string comment{};
    DependsOn depends_on{};
    Annotation<bool> named{};
    Annotation<Position> declared{};

    bool operator==(const Check&) const = default;
};
BOOST_DESCRIBE_STRUCT(Check, (), (name, expression, no_inherit, not_valid, not_enforced, comment, depends_on, named))

struct ForeignKey {
    std::string name{};
    std::vector<std::string> columns{};
    ObjectName table{};                     ///< the referenced table
    std::vector<std::string> references{};  ///< its columns, as many as `columns`
    Action on_delete = Action::no_action;
    Action on_update = Action::no_action;
    std::vector<std::string> set_columns{};  ///< PostgreSQL 15: SET NULL (columns); empty: all
    Match match = Match::simple;
    bool period = false;  ///< PostgreSQL 18: PERIOD before the last column of both sides
    Deferral deferral = Deferral::not_deferrable;
    bool not_valid = false;
    bool not_enforced = false;  ///< PostgreSQL 18
    std::string comment{};
    Annotation<bool> named{};
    Annotation<bool> implicit{};  ///< SQLite: written without columns, which means the primary key of the other table
    Annotation<Position> declared{};

    bool operator==(const ForeignKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(ForeignKey, (),
                      (name, columns, table, references, on_delete, on_update, set_columns, match, period, deferral,
                       not_valid, not_enforced, comment, named, implicit))

/// EXCLUDE … (PostgreSQL).
struct Exclusion {
    std::string name{};
    std::string definition{};                      ///< as pg_get_constraintdef prints it: "EXCLUDE USING gist (…)"
    std::map<std::string, std::string> storage{};  ///< WITH (…) of its index
    std::string tablespace{};                      ///< of its index
    std::string index_comment{};                   ///< of its index (COMMENT ON INDEX)
    std::string comment{};
    DependsOn depends_on{};
    Annotation<bool> named{};
    Annotation<Position> declared{};

    bool operator==(const Exclusion&) const = default;
};
BOOST_DESCRIBE_STRUCT(Exclusion, (), (name, definition, storage, tablespace, index_comment, comment, depends_on, named))

}  // namespace retort
