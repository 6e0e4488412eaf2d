#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// CREATE TABLE, one column or constraint per line. `name` replaces the table's name.
std::string create_table_sql(const Table& table, const std::string& name);
std::string create_table_sql(const Table& table);

/// The column as ALTER TABLE … ADD COLUMN takes it, without constraints.
std::string column_sql(const Column& column);

std::string check_sql(const Check& check);

/// REFERENCES …, with actions, MATCH and deferral.
std::string references_sql(const ForeignKey& key);

std::string create_index_sql(const ObjectName& table, const Index& index);

/// The value after DEFAULT: literals as they are, other expressions in parentheses
/// (lang_createtable.html, "The DEFAULT clause").
std::string default_sql(const std::string& expression);

/// True when the primary key is an alias of the rowid.
bool is_rowid_alias(const Table& table);

/// "CONSTRAINT name " for an explicit name, else empty.
template <class Constraint>
std::string named_sql(const Constraint& constraint) {
    return *constraint.named && !constraint.name.empty() ? "CONSTRAINT " + quote(constraint.name) + " " : "";
}

}  // namespace retort::emit::sqlite
