#pragma once

#include <string>
#include <vector>

#include "diff/change.hpp"
#include "plan/effects.hpp"

/// What objects make and what they rest upon, as things: the words in which effects.cpp says what a change does.
namespace retort::plan {

using Resources = std::vector<Resource>;

/// Tables, indexes, sequences and views share the names of a schema
/// (PostgreSQL manual, 53.11 pg_class).
inline Resource relation(const ObjectName& name) { return {Resource::Kind::relation, name, {}}; }
inline Resource type(const ObjectName& name) { return {Resource::Kind::type, name, {}}; }
inline Resource column(const ObjectName& table, const std::string& name) {
    return {Resource::Kind::column, table, name};
}
inline Resource rows(const ObjectName& table) { return {Resource::Kind::rows, table, {}}; }
/// The indexes behind a table's keys, as they are before a column changes its type. A foreign key rests upon the whole
/// of one, the columns that it only includes among them.
inline Resource key_indexes(const ObjectName& table) { return {Resource::Kind::rows, table, "indexes"}; }
/// A function, whatever its arguments: an expression does not tell them.
inline Resource function(const ObjectName& name) { return {Resource::Kind::definition, name, {}}; }

/// A relation of rows has a type of the same name (PostgreSQL manual, 53.64 pg_type, typrelid).
void add_relation(Resources& resources, const ObjectName& name);
void add_schema(Resources& resources, const ObjectName& name);
/// A collation goes, like a function, by its name alone.
void add_collation(Resources& resources, const std::string& collation);

/// What a column's default rests upon.
void add_default_needs(Resources& resources, const Column& column);
/// What a generated column is computed from.
void add_generated_needs(Resources& resources, const ObjectName& table, const Column& column);
/// What a column rests upon besides its table.
void add_column_needs(Resources& resources, const ObjectName& table, const Column& column);
/// The sequence that an identity column makes for itself, by the name that it gets where that is
/// free (PostgreSQL, CREATE TABLE).
void add_own_sequence(Resources& resources, const ObjectName& table, const Column& column);

/// What a constraint makes: its name, and behind it a key and an index.
struct AddCreated {
    Resources& resources;
    const ObjectName& table;

    void operator()(const PrimaryKey& constraint) const;
    void operator()(const Unique& constraint) const;
    void operator()(const Check& constraint) const;
    void operator()(const ForeignKey& constraint) const;
    void operator()(const Exclusion& constraint) const;
};

/// What a constraint rests upon.
struct AddReferenced {
    Resources& resources;
    const ObjectName& table;

    void operator()(const PrimaryKey& constraint) const;
    void operator()(const Unique& constraint) const;
    void operator()(const Check& constraint) const;
    void operator()(const ForeignKey& constraint) const;
    void operator()(const Exclusion& constraint) const;
};

void add_index(Resources& made, Resources& used, const ObjectName& table, const Index& index);
/// The tables above, with the columns that this one has from them.
void add_parents(Resources& used, const Table& table);
/// Everything inside a table.
void add_table(Resources& made, Resources& used, const Table& table);
void add_definition(Resources& made, Resources& used, const Definition& definition);
/// What a body of text speaks of leaves no dependency behind (PostgreSQL, CREATE FUNCTION), and has to be
/// there when the function is called: for a default or a check of rows that are there, say.
void add_body_references(Resources& soft_references, const Definition& definition);

}  // namespace retort::plan
