#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// CREATE TABLE, one column or constraint a line; under `name` where it is not the table's own.
std::string create_table_sql(const Table& table, const std::string& name);
std::string create_table_sql(const Table& table);

/// The column as ALTER TABLE … ADD COLUMN takes it, without constraints.
std::string column_sql(const Column& column);

std::string check_sql(const Check& check);

/// REFERENCES … with all that follows it.
std::string references_sql(const ForeignKey& key);

std::string create_index_sql(const ObjectName& table, const Index& index);

/// What follows DEFAULT: literals as they are, other expressions in brackets
/// (lang_createtable.html, "The DEFAULT clause").
std::string default_sql(const std::string& expression);

/// True for a literal, a signed number, or one of the words that DEFAULT takes as they are.
/// CURRENT_TIME and its like are no constants: ADD COLUMN refuses them.
bool is_constant(std::string_view expression);

/// True when the primary key is another name of the rowid.
bool is_rowid_alias(const Table& table);

/// "CONSTRAINT name " where somebody chose the name, else nothing.
template <class Constraint>
std::string named_sql(const Constraint& constraint) {
    return *constraint.named && !constraint.name.empty() ? "CONSTRAINT " + quote(constraint.name) + " " : "";
}

}  // namespace retort::emit::sqlite
