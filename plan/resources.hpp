#pragma once

#include <string>
#include <vector>

#include "diff/change.hpp"
#include "plan/effects.hpp"

/// The resources that objects create (`made`) and depend on (`used`); effects.cpp builds the effects of a change from
/// them.
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
/// The indexes of a table's keys, as they are before a column is retyped. A foreign key depends on the whole index,
/// with its INCLUDE columns.
inline Resource key_indexes(const ObjectName& table) { return {Resource::Kind::rows, table, "indexes"}; }
/// A function with any arguments: the text of an expression does not show their types.
inline Resource function(const ObjectName& name) { return {Resource::Kind::definition, name, {}}; }
/// An object whose kind has names of its own (ObjectKindInfo::own_namespace); or any other definition, apart from
/// types and routines.
Resource object(const ObjectId& id);
/// An object of any kind that can have an owner.
Resource existence(const ObjectId& id);
/// The owner of the objects of that name.
inline Resource owner(const ObjectName& name) { return {Resource::Kind::key, name, "role"}; }

/// A relation with rows, and its row type of the same name (PostgreSQL manual, 53.64 pg_type, typrelid).
void add_relation(Resources& resources, const ObjectName& name);
void add_schema(Resources& resources, const ObjectName& name);
/// A collation is identified, like a function here, by its name alone.
void add_collation(Resources& resources, const std::string& collation);

/// The resources that a column's default depends on.
void add_default_needs(Resources& resources, const Column& column);
/// The columns and functions that a generated column is computed from.
void add_generated_needs(Resources& resources, const ObjectName& table, const Column& column);
/// The resources that a column depends on, except for its table.
void add_column_needs(Resources& resources, const ObjectName& table, const Column& column);
/// The sequence of an identity column, by the name that the server generates if that is free (PostgreSQL, CREATE
/// TABLE).
void add_own_sequence(Resources& resources, const ObjectName& table, const Column& column);

/// Adds the resources that a constraint creates: its name, its index, and its key.
struct AddCreated {
    Resources& resources;
    const ObjectName& table;

    void operator()(const PrimaryKey& constraint) const;
    void operator()(const Unique& constraint) const;
    void operator()(const Check& constraint) const;
    void operator()(const ForeignKey& constraint) const;
    void operator()(const Exclusion& constraint) const;
};

/// Adds the resources that a constraint depends on.
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
/// The access method of a table or an index; those that are built in depend on nothing.
void add_access_method(Resources& used, const std::string& method);
/// The parents of a table, with the columns that it inherits.
void add_parents(Resources& used, const Table& table);
/// A table with its columns, constraints and indexes.
void add_table(Resources& made, Resources& used, const Table& table);
/// The language of a routine or a transform; empty for other kinds.
std::string language_of(const Definition& definition);
void add_definition(Resources& made, Resources& used, const Definition& definition);
/// The names in a function body that is a string. PostgreSQL records no dependencies for these (CREATE FUNCTION), but
/// the objects must exist when the function is called, for example by a default or a check of existing rows.
void add_body_references(Resources& soft_references, const Definition& definition);

}  // namespace retort::plan
