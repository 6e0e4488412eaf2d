#pragma once

#include <set>

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// `desired` plus everything in the live schema `found` that models do not declare, so that a comparison neither drops
/// it nor plans without it (a view on a column whose type changes, a trigger of a SQLite table that is rebuilt):
///
/// - extensions and definitions (views, functions, triggers, …) of kinds that `desired` does not contain;
/// - schemas without models, with all their objects;
/// - sequences without an owner, and partitions and children of tables that stay;
/// - tables that an extension made at run time;
/// - settings that a model does not set: storage parameters, tablespace, access method, CLUSTER ON, replica identity,
///   row-level security; storage, compression, options and statistics target of columns; storage parameters,
///   tablespace and comments of constraints and indexes of the same name;
/// - comments on schemas and extensions, privileges, and owners;
/// - the names of constraints and indexes that a model does not name.
///
/// SQL files next to the models (Schema::sql) are authoritative: extensions, definitions, sequences without an owner,
/// row-level security and comments are then adopted only in schemas that neither the files nor the models use.
Schema adopt(const Schema& found, Schema desired);

/// `desired` plus the tables of `found` that an extension made at run time, if the extension and, for partitions, the
/// parent stay: for two schemas that are compared as they are.
Schema adopt_tables_of_extensions(const Schema& found, Schema desired);

/// True if `found` has an object that adopt_excluded_dependents() could add to `desired`.
bool can_adopt_excluded_dependents(const Schema& found, const Schema& desired);

/// `desired` plus the objects of `found` that `needed` names: an object that an excluded object depends on is not
/// dropped (introspect::Database::excluded_dependents).
Schema adopt_excluded_dependents(const introspect::ExcludedDependents& needed, const Schema& found, Schema desired);

/// `desired` with the comments of the live schema `found` where `desired` has none: for models whose doc comments were
/// not read.
Schema adopt_comments(const Schema& found, Schema desired);

/// `desired` plus every table, enum, sequence and definition of `found` that it does not declare: for models that share
/// their database with others.
Schema adopt_undeclared(const Schema& found, Schema desired);

/// Gives the adopted definitions of `desired` the text that the engine prints for them after the declared renames.
/// Definitions of SQL files that have that text already become adopted, so that a rename keeps them. Uses a scratch
/// database that holds `live`; does nothing, and opens no scratch, if no definition references a renamed object.
void rewrite_adopted(const Schema& live, Schema& desired, scratch::ScratchSource& scratch);

}  // namespace retort::desired
