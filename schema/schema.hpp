#pragma once

#include <boost/describe/class.hpp>

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
#include "schema/object_id.hpp"
#include "schema/owners.hpp"
#include "schema/privileges.hpp"

namespace retort {

/// The attached indexes and constraints of a partition: each belongs to one of the parent and has a
/// name of its own. The server creates and drops it with the parent's, until the partition is detached and
/// keeps it (PostgreSQL, ALTER TABLE, DETACH PARTITION). Inherited checks have the parent's names; only the
/// parent lists them.
struct FromParent {
    std::optional<PrimaryKey> primary_key{};
    std::vector<Unique> uniques{};
    std::vector<ForeignKey> foreign_keys{};
    std::vector<Exclusion> exclusions{};
    std::vector<Index> indexes{};

    bool operator==(const FromParent&) const = default;
};
BOOST_DESCRIBE_STRUCT(FromParent, (), (primary_key, uniques, foreign_keys, exclusions, indexes))

/// A table with its columns, constraints, indexes and settings. Columns keep their order; the lists of
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
    std::string access_method{};     ///< USING, if it is not "heap"
    std::string clustered_on{};      ///< the index of CLUSTER ON; empty: none
    ObjectName of_type{};            ///< the composite type of OF; empty: none
    std::string replica_identity{};  ///< "FULL", "NOTHING", "USING INDEX x"; empty: the default
    std::string partition_by{};      ///< "RANGE (created_at)"; empty: not partitioned
    ObjectName partition_of{};       ///< the parent of a partition; empty: not a partition
    std::string partition_bound{};   ///< "FOR VALUES FROM … TO …" or "DEFAULT"
    std::vector<ObjectName> inherits{};
    std::vector<std::string> validated_checks{};  ///< inherited checks that are NOT VALID in the parent only, sorted
    bool row_security = false;
    bool force_row_security = false;

    bool strict = false;         ///< SQLite
    bool without_rowid = false;  ///< SQLite

    Annotation<FromParent> from_parent{};         ///< partition: only names and settings may differ from the parent's
    DependsOn depends_on{};                       ///< of the partition key
    Annotation<bool> external{};                  ///< referenced, never changed
    Annotation<std::string> made_by_extension{};  ///< the extension that makes it at run time; empty: none
    Annotation<Transition> transition{};
    Annotation<Position> declared{};

    bool operator==(const Table&) const = default;

    const Column* find_column(std::string_view column) const;
    Column* find_column(std::string_view column);
};
BOOST_DESCRIBE_STRUCT(Table, (),
                      (name, columns, primary_key, uniques, checks, foreign_keys, exclusions, indexes, comment,
                       unlogged, storage, tablespace, access_method, clustered_on, of_type, replica_identity,
                       partition_by, partition_of, partition_bound, from_parent, inherits, validated_checks,
                       row_security, force_row_security, strict, without_rowid, depends_on))

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

/// A standalone sequence or that of a serial column. The sequence of an identity column is part of
/// its Identity.
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
    std::string schema{};   ///< empty: the default schema
    std::string comment{};  ///< only if it is not the extension's default
    std::string version{};  ///< only if it is not the server's default version
    /// The versions that ALTER EXTENSION … UPDATE can reach from this one on its server, the default one as "". A fact
    /// about the server: two schemas with other lists do not differ (diff/compare.cpp).
    std::vector<std::string> updates{};
    DependsOn depends_on{};           ///< the extensions that it requires
    Annotation<bool> fixed_schema{};  ///< of a live server: SET SCHEMA is not supported (pg_extension.extrelocatable)

    bool operator==(const Extension&) const = default;
};
BOOST_DESCRIBE_STRUCT(Extension, (), (name, schema, comment, version, updates, depends_on))

/// Settings of a column of a view, materialized view or composite type that separate statements set.
struct DefinitionColumn {
    std::string comment{};
    std::optional<std::string> default_sql{};  ///< view
    std::string storage{};                     ///< materialized view, like the members that follow
    std::string compression{};
    std::optional<int> statistics{};
    std::map<std::string, std::string> options{};

    bool operator==(const DefinitionColumn&) const = default;
};
BOOST_DESCRIBE_STRUCT(DefinitionColumn, (), (comment, default_sql, storage, compression, statistics, options))

/// An object that is compared and created as one SQL text: the definition that the engine prints.
struct Definition {
    ObjectKind kind = ObjectKind::domain;
    ObjectName name{};
    std::string arguments{};  ///< functions: the identity arguments, "integer, text"
    ObjectName table{};       ///< triggers, rules, policies: their table or view
    std::string sql{};        ///< the whole CREATE statement, without the semicolon
    std::string comment{};
    std::vector<Index> indexes{};                              ///< of a materialized view
    std::string clustered_on{};                                ///< of a materialized view: the index of CLUSTER ON
    std::map<std::string, DefinitionColumn> columns{};         ///< by name; only columns with a setting
    std::map<std::string, std::string> constraint_comments{};  ///< of a domain or foreign table, by name
    DependsOn depends_on{};
    /// Options that may hold secrets, such as a password: their values are not read, and so not compared.
    Annotation<std::vector<std::string>> omitted{};
    Annotation<bool> adopted{};        ///< not declared by any model: kept as is, its text is not compared
    Annotation<std::string> broken{};  ///< SQLite: why its text names nothing that exists; empty: it does not
    Annotation<Position> declared{};

    bool operator==(const Definition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Definition, (),
                      (kind, name, arguments, table, sql, comment, indexes, clustered_on, columns, constraint_comments,
                       depends_on, broken))

ObjectId id_of(const Definition& definition);

/// An object of a live database that a Schema can't represent. It takes no part in comparing, and is
/// reported.
struct Unsupported {
    std::string kind{};  ///< "foreign table", "operator"
    ObjectName name{};
    std::string about{};  ///< completes an ambiguous name: "on users", "(integer, text)"

    auto operator<=>(const Unsupported&) const = default;
};
BOOST_DESCRIBE_STRUCT(Unsupported, (), (kind, name, about))

/// A cast between two types on a live server (PostgreSQL, pg_cast).
struct Cast {
    bool assignment = false;  ///< applied implicitly on assignment
    bool own = false;         ///< user-defined or an extension's, not built in

    bool operator==(const Cast&) const = default;
};
/// Keyed by the SQL names of source and target type, without modifiers.
using Casts = std::map<std::pair<std::string, std::string>, Cast>;

/// One statement of an SQL file next to the models, as written.
struct SqlStatement {
    std::string sql{};   ///< without the semicolon
    std::string kind{};  ///< "view", "comment", …: see sql::Made
    ObjectName name{};
    ObjectName table{};  ///< triggers, rules, policies, settings: their table
    Position declared{};

    bool operator==(const SqlStatement&) const = default;
};

/// The statements of the SQL files next to the models. Their objects become part of a Schema's values
/// once an engine has stored them (desired/normalize.hpp).
struct SqlObjects {
    bool authoritative = false;  ///< the files are complete: an object that they omit is dropped
    std::vector<SqlStatement> statements{};

    bool operator==(const SqlObjects&) const = default;
};

/// A table, or a column of one, whose rows or values an upgrade drops.
struct Drop {
    ObjectName table{};
    std::string column{};  ///< empty: the table

    auto operator<=>(const Drop&) const = default;
};

/// What a SQLite database holds beside the objects in scope of the filter: a plan must not harm it (plan/sqlite/).
struct Excluded {
    std::map<ObjectName, Table> tables{};
    std::map<ObjectId, Definition> definitions{};
    std::set<std::string> names{};  ///< of shadow tables

    bool operator==(const Excluded&) const = default;
};

/// Everything that models declare, or that a database holds: a value.
struct Schema {
    Dialect dialect = Dialect::postgresql;
    std::set<std::string> schemas{};                       ///< all but the default one
    std::map<std::string, std::string> schema_comments{};  ///< by schema name; "": the default one
    std::map<std::string, Extension> extensions{};
    std::map<ObjectName, Enum> enums{};
    std::map<ObjectName, Sequence> sequences{};
    std::map<ObjectName, Table> tables{};
    std::map<ObjectId, Definition> definitions{};
    Annotation<Privileges> privileges{};                 ///< restored on recreated objects; see Privileges::compared
    Annotation<Owners> owners{};                         ///< the same; see Owners::compared
    Annotation<std::vector<Unsupported>> unsupported{};  ///< sorted
    Annotation<Casts> casts{};                           ///< of a live server
    Annotation<SqlObjects> sql{};
    Annotation<Excluded> excluded{};
    Annotation<std::set<Drop>> declared_drops{};  ///< by models: a revision drops them without further permission

    bool operator==(const Schema&) const = default;

    const Table* find_table(const ObjectName& name) const;
};
BOOST_DESCRIBE_STRUCT(Schema, (),
                      (dialect, schemas, schema_comments, extensions, enums, sequences, tables, definitions))

/// Sorts the lists of constraints and indexes of every table by name.
void sort(Schema& schema);

}  // namespace retort
