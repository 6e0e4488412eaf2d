#pragma once

#include <string>
#include <vector>

#include "plan/effects.hpp"
#include "plan/resources.hpp"

/// What the effects of several kinds of change have in common: moves between parents, persistence,
/// partitions, and the casts and row types that exist when an expression is created.
namespace retort::plan {

/// Adds the index of a new CLUSTER ON or REPLICA IDENTITY.
void add_referenced_index(Resources& needs, const Table& from, const Table& to);

/// A logged table can't reference an unlogged one (PostgreSQL, ALTER TABLE, SET LOGGED), so a table becomes unlogged
/// after the tables that reference it, and logged before them.
void add_log(Effects& e, const Table& from, const Table& to);

/// The extensions that another one requires (PostgreSQL manual, 38.17 Packaging Related Objects into an Extension).
void add_required(Resources& resources, const Extension& extension);

void append(Resources& resources, Resources more);

/// The tables of a foreign key: it is dropped before one of them becomes logged or unlogged, and added after it.
Resources log_of_tables(const ObjectName& table, const diff::Constraint& constraint, const char* part);

/// Detached and dropped partitions release their bounds before new ones take them.
void add_partition(Resources& resources, const Table& table);

/// A table leaves its old parent before that changes. It joins its new parent after all changes of both, except for the
/// parent's new checks, which it must inherit as new ones (PostgreSQL, ALTER TABLE, INHERIT).
void add_move(Effects& e, const Table& from, const Table& to);

/// A new constraint or index of `table`, which its partitions get too; it is created after those of `ancestors`, and
/// after the table is attached to them.
void add_parts(Effects& e, const ObjectName& table, const std::vector<ObjectName>& ancestors);

/// A change inside a table: the table must exist, under its new name, before the change and until it is made.
void within(Effects& e, const ObjectName& table);

/// True if the change sets a `toast.*` parameter. PostgreSQL ignores it silently while no column of the table needs a
/// TOAST table (CREATE TABLE, storage parameters).
bool sets_toast(const Table& from, const Table& to);

/// The sequence that a column owns. The old one is dropped before the column becomes an identity column: while it has
/// both, pg_get_serial_sequence() returns the old one.
Resource owned_sequence(const ObjectName& table, const std::string& column);
/// The settings of a column, which children that are created take.
Resource column_settings(const ObjectName& table, const std::string& column);

/// True for a BEFORE trigger whose WHEN reads the whole new row: its table must have no generated column (PostgreSQL,
/// CREATE TRIGGER, condition).
bool reads_new_row(const Definition& each);

/// A routine depends on each transform of its language for the type of an argument or result, even if its text does not
/// name it (versions below 18, ProcedureCreate): it is created after such a transform is dropped.
Resource dropped_transforms(const Definition& each);

/// The name of a type in CREATE CAST, as in Casts.
std::string name_in_cast(const Type& type);

/// The conversion between two types, "(boolean AS bigint)", which a user-defined cast may do.
Resource conversion(std::string arguments);
Resource conversion(const Type& from, const Type& to);

/// The state of the columns of a table, for values of its row type.
Resource row_type(const ObjectName& table);

/// An expression applies the casts that exist when it is created, and its rows have the columns that the tables have
/// then.
void add_current_casts(Effects& e, const DependsOn& depends_on);

/// The same for a definition. A body that is a string is parsed at each call, but not the defaults of arguments.
void add_current_casts(Effects& e, const Definition& each);

/// True if the default of a column of the view differs.
bool changes_defaults(const Definition& from, const Definition& to);

/// True if only settings differ that do not affect the dependents of the column.
bool only_settings_differ(Column from, const Column& to);

}  // namespace retort::plan
