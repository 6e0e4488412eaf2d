#pragma once

#include <string>
#include <vector>

#include "diff/change.hpp"
#include "plan/effects.hpp"

/// What objects make and what they rest upon, as things: the words in which effects.cpp says what a change does.
namespace retort::plan {

using Things = std::vector<Thing>;

/// Tables, indexes, sequences and views share the names of a schema
/// (PostgreSQL manual, 53.11 pg_class).
inline Thing relation(const ObjectName& name) { return {Thing::Kind::relation, name, {}}; }
inline Thing type(const ObjectName& name) { return {Thing::Kind::type, name, {}}; }
inline Thing column(const ObjectName& table, const std::string& name) { return {Thing::Kind::column, table, name}; }
inline Thing rows(const ObjectName& table) { return {Thing::Kind::rows, table, {}}; }
/// The indexes behind a table's keys, as they are before a column changes its type. A foreign key rests upon the whole
/// of one, the columns that it only includes among them.
inline Thing key_indexes(const ObjectName& table) { return {Thing::Kind::rows, table, "indexes"}; }
/// A function, whatever its arguments: an expression does not tell them.
inline Thing function(const ObjectName& name) { return {Thing::Kind::definition, name, {}}; }

/// A relation of rows has a type of the same name (PostgreSQL manual, 53.64 pg_type, typrelid).
void add_relation(Things& things, const ObjectName& name);
void add_schema(Things& things, const ObjectName& name);
/// A collation goes, like a function, by its name alone.
void add_collation(Things& things, const std::string& collation);

/// What a column's default rests upon.
void add_default_needs(Things& things, const Column& column);
/// What a generated column is computed from.
void add_generated_needs(Things& things, const ObjectName& table, const Column& column);
/// What a column rests upon besides its table.
void add_column_needs(Things& things, const ObjectName& table, const Column& column);
/// The sequence that an identity column makes for itself, by the name that it gets where that is
/// free (PostgreSQL, CREATE TABLE).
void add_own_sequence(Things& things, const ObjectName& table, const Column& column);

/// What a constraint makes: its name, and behind it a key and an index.
struct Made {
    Things& things;
    const ObjectName& table;

    void operator()(const PrimaryKey& constraint) const;
    void operator()(const Unique& constraint) const;
    void operator()(const Check& constraint) const;
    void operator()(const ForeignKey& constraint) const;
    void operator()(const Exclusion& constraint) const;
};

/// What a constraint rests upon.
struct Used {
    Things& things;
    const ObjectName& table;

    void operator()(const PrimaryKey& constraint) const;
    void operator()(const Unique& constraint) const;
    void operator()(const Check& constraint) const;
    void operator()(const ForeignKey& constraint) const;
    void operator()(const Exclusion& constraint) const;
};

void add_index(Things& made, Things& used, const ObjectName& table, const Index& index);
/// The tables above, with the columns that this one has from them.
void add_parents(Things& used, const Table& table);
/// Everything inside a table.
void add_table(Things& made, Things& used, const Table& table);
void add_definition(Things& made, Things& used, const Definition& definition);
/// What a body of text speaks of leaves no dependency behind (PostgreSQL, CREATE FUNCTION), and has to be
/// there when the function is called: for a default or a check of rows that are there, say.
void add_body_wishes(Things& wishes, const Definition& definition);

}  // namespace retort::plan
