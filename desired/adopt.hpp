#pragma once

#include <set>

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// `desired`, with everything added that the live schema `found` holds and models do not speak of, so that a
/// comparison neither drops it nor plans as if it were not there (a view on a column whose
/// type changes, a trigger of a SQLite table that is rebuilt):
///
/// - extensions and definitions (views, functions, triggers, …) of kinds that `desired` has none of;
/// - schemas that no model lives in, with what is in them;
/// - sequences of their own, and partitions and children of tables that stay;
/// - settings that a model left alone: storage parameters, tablespace, access method, CLUSTER ON,
///   replica identity, row-level security; storage, compression, options and statistics target of
///   columns; storage parameters, tablespace and comments of constraints and indexes of the same name;
/// - comments on schemas and extensions, and privileges;
/// - the names of constraints and indexes that a model left unnamed.
///
/// Where SQL files stand beside the models (Schema::sql), those tell all there is to be: extensions, definitions,
/// free sequences, row-level security and comments are then adopted only in schemas that neither speaks of.
Schema adopt(const Schema& found, Schema desired);

/// `desired`, with what `found` holds of `needed`: what something needs that nobody looks at is not dropped
/// (introspect::Database::excluded_dependents).
Schema adopt_excluded_dependents(const introspect::ExcludedDependents& needed, const Schema& found, Schema desired);

/// `desired`, with the comments that the live schema `found` has where `desired` says none: for models
/// whose doc comments were not read.
Schema adopt_comments(const Schema& found, Schema desired);

/// `desired`, with every table, enum, sequence and definition of `found` that it does not declare: for
/// models that share their database with others.
Schema adopt_undeclared(const Schema& found, Schema desired);

/// Gives the adopted definitions of `desired` the text that the engine writes for them once the
/// declared renames are made, and takes those of SQL files that have that text already for
/// adopted: a rename keeps them. On a scratch database that holds `live`; does nothing, and opens no
/// scratch, where no definition reads what is renamed.
void rewrite_adopted(const Schema& live, Schema& desired, scratch::ScratchSource& scratch);

}  // namespace retort::desired
