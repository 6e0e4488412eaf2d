#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "schema/column.hpp"
#include "schema/constraint.hpp"
#include "schema/dialect.hpp"
#include "schema/index.hpp"
#include "schema/privileges.hpp"

namespace retort {

/// What a partition has because the table above has it, under names of its own: the server makes
/// it and takes it away with the parent's, until the partition is detached and keeps it
/// (PostgreSQL, ALTER TABLE, DETACH PARTITION). Checks have the parent's names and are told there.
struct FromParent {
    std::optional<PrimaryKey> primary_key{};
    std::vector<Unique> uniques{};
    std::vector<ForeignKey> foreign_keys{};
    std::vector<Exclusion> exclusions{};
    std::vector<Index> indexes{};

    bool operator==(const FromParent&) const = default;
};
BOOST_DESCRIBE_STRUCT(FromParent, (), (primary_key, uniques, foreign_keys, exclusions, indexes))

/// A table with everything that belongs to it. Columns keep their order; the lists of
/// constraints and indexes are sorted by name (see `sort`).
struct Table {
    ObjectName name{};
    std::vector<Column> columns{};
    std::optional<PrimaryKey> primary_key{};
    std::vector<Unique> uniques{};
    std::vector<Check> checks{};
    std::vector<ForeignKey> foreign_keys{};
    std::vector<Exclusion> exclusions{};
    std::vector<Index> indexes{};
    std::string comment{};

    bool unlogged = false;
    std::map<std::string, std::string> storage{};  ///< WITH (…)
    std::string tablespace{};
    std::string access_method{};     ///< USING, where it is not "heap"
    std::string clustered_on{};      ///< the index behind CLUSTER ON; empty: none
    ObjectName of_type{};            ///< the composite type behind OF; empty: none
    std::string replica_identity{};  ///< "FULL", "NOTHING", "USING INDEX x"; empty: the default
    std::string partition_by{};      ///< "RANGE (created_at)"; empty: not partitioned
    ObjectName partition_of{};       ///< the parent, when this is a partition
    std::string partition_bound{};   ///< "FOR VALUES FROM … TO …" or "DEFAULT"
    std::vector<ObjectName> inherits{};
    bool row_security = false;
    bool force_row_security = false;

    bool strict = false;         ///< SQLite
    bool without_rowid = false;  ///< SQLite

    Annotation<FromParent> from_parent{};  ///< of a partition; differs from another in names and settings alone
    Uses uses{};                           ///< of the partition key
    Annotation<bool> external{};           ///< referred to, never changed
    Annotation<Transition> transition{};
    Annotation<Position> declared{};

    bool operator==(const Table&) const = default;

    const Column* find_column(std::string_view column) const;
    Column* find_column(std::string_view column);
};
BOOST_DESCRIBE_STRUCT(Table, (),
                      (name, columns, primary_key, uniques, checks, foreign_keys, exclusions, indexes, comment,
                       unlogged, storage, tablespace, access_method, clustered_on, of_type, replica_identity,
                       partition_by, partition_of, partition_bound, from_parent, inherits, row_security,
                       force_row_security, strict, without_rowid, uses))

/// The index in a replica identity "USING INDEX x", without quotes; empty for any other.
std::string replica_index(const Table& table);

/// CREATE TYPE … AS ENUM (PostgreSQL).
struct Enum {
    ObjectName name{};
    std::vector<std::string> labels{};  ///< in their sort order
    std::string comment{};
    Annotation<Transition> transition{};
    Annotation<Position> declared{};

    bool operator==(const Enum&) const = default;
};
BOOST_DESCRIBE_STRUCT(Enum, (), (name, labels, comment))

/// A sequence of its own, serial columns' included; identity columns keep theirs inside.
struct Sequence {
    ObjectName name{};
    std::string type{};  ///< "bigint", "integer", "smallint"
    SequenceOptions options{};
    ObjectName owner_table{};  ///< OWNED BY; empty: none
    std::string owner_column{};
    std::string comment{};
    bool unlogged = false;  ///< PostgreSQL 15

    bool operator==(const Sequence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sequence, (), (name, type, options, owner_table, owner_column, comment, unlogged))

struct Extension {
    std::string name{};
    std::string schema{};   ///< empty: the default one
    std::string comment{};  ///< only where it is not the extension's own

    bool operator==(const Extension&) const = default;
};
BOOST_DESCRIBE_STRUCT(Extension, (), (name, schema, comment))

/// What a Definition is.
enum class DefinitionKind {
    domain,
    composite,
    range,
    function,
    procedure,
    aggregate,
    view,
    materialized_view,
    trigger,
    rule,
    policy,
    statistics,
    collation,
    cast,
    event_trigger
};
BOOST_DESCRIBE_ENUM(DefinitionKind, domain, composite, range, function, procedure, aggregate, view, materialized_view,
                    trigger, rule, policy, statistics, collation, cast, event_trigger)

/// A column or another object that a Definition needs. `column` empty: the whole object.
struct Reference {
    ObjectName object{};
    std::string column{};
    std::string arguments{};  ///< of a routine that is read too: "(integer, text)"

    auto operator<=>(const Reference&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reference, (), (object, column, arguments))

/// What is set on a column of a view, materialised view or composite type after it is made.
struct DefinitionColumn {
    std::string comment{};
    std::optional<std::string> default_sql{};  ///< of a view's column
    std::string storage{};                     ///< of a materialised view's column, as the rest
    std::string compression{};
    std::optional<int> statistics{};
    std::map<std::string, std::string> options{};

    bool operator==(const DefinitionColumn&) const = default;
};
BOOST_DESCRIBE_STRUCT(DefinitionColumn, (), (comment, default_sql, storage, compression, statistics, options))

/// An object that is compared and made as one piece of SQL: the engine's own print of it.
struct Definition {
    DefinitionKind kind{};
    ObjectName name{};
    std::string arguments{};  ///< functions: the identity arguments, "integer, text"
    ObjectName table{};       ///< triggers, rules, policies: the table or view they are on
    std::string sql{};        ///< the whole CREATE statement, without the semicolon
    std::string comment{};
    std::vector<Index> indexes{};                              ///< of a materialised view
    std::map<std::string, DefinitionColumn> columns{};         ///< by name; those of which there is something to say
    std::map<std::string, std::string> constraint_comments{};  ///< of a domain, by the constraint's name
    Annotation<std::vector<Reference>> reads{};                ///< what it depends on, where known
    Annotation<bool> adopted{};  ///< kept as it is found, since no model speaks of it: its text is not compared
    Annotation<Position> declared{};

    bool operator==(const Definition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Definition, (),
                      (kind, name, arguments, table, sql, comment, indexes, columns, constraint_comments, reads))

/// Identity of a Definition: names of triggers, rules and policies are unique on one table
/// only, those of functions for one list of arguments only.
struct DefinitionKey {
    DefinitionKind kind{};
    ObjectName name{};
    std::string arguments{};
    ObjectName table{};

    auto operator<=>(const DefinitionKey&) const = default;
};
DefinitionKey key_of(const Definition& definition);

/// Something that a database holds and that a Schema has no words for: it takes no part in
/// comparing, and so is told.
struct Unsupported {
    std::string kind{};  ///< "foreign table", "operator"
    ObjectName name{};
    std::string about{};  ///< where the name alone doesn't tell: "on users", "(integer, text)"

    auto operator<=>(const Unsupported&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unsupported, (), (kind, name, about))
/// A conversion between two types that a live server offers (PostgreSQL, pg_cast).
struct Cast {
    bool assignment = false;  ///< made when a value is stored, without being asked for
    bool own = false;         ///< somebody made it, or an extension; not the engine's
};
/// By the two types' names in SQL, without modifiers.
using Casts = std::map<std::pair<std::string, std::string>, Cast>;

/// One statement of an SQL file beside the models, as it stands there.
struct SqlStatement {
    std::string sql{};   ///< without the semicolon
    std::string kind{};  ///< "view", "comment", …: see introspect::Made
    ObjectName name{};
    ObjectName table{};  ///< that a trigger, rule, policy or setting is on
    Position declared{};
};

/// What stands in SQL files beside the models. It becomes part of a Schema's values when an
/// engine has stored it (desired/normalize.hpp).
struct SqlObjects {
    bool authoritative = false;  ///< the files tell all there is to be: what they leave out is dropped
    std::vector<SqlStatement> statements{};
};

/// Everything that models declare, or that a database holds: a value.
struct Schema {
    Dialect dialect = Dialect::postgresql;
    std::set<std::string> schemas{};                       ///< named schemas other than the default
    std::map<std::string, std::string> schema_comments{};  ///< by name; "": of the default one
    std::map<std::string, Extension> extensions{};
    std::map<ObjectName, Enum> enums{};
    std::map<ObjectName, Sequence> sequences{};
    std::map<ObjectName, Table> tables{};
    std::map<DefinitionKey, Definition> definitions{};
    Annotation<Privileges> privileges{};  ///< known, so that what is made anew keeps them; see Privileges::compared
    Annotation<std::vector<Unsupported>> unsupported{};  ///< sorted
    Annotation<Casts> casts{};                           ///< of a live server
    Annotation<SqlObjects> sql{};

    bool operator==(const Schema&) const = default;

    const Table* find_table(const ObjectName& name) const;
};

/// Puts the lists of constraints and indexes of every table in order of their names.
void sort(Schema& schema);

}  // namespace retort
