#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// The expression that INSERT … SELECT copies for a column whose type changes, without the model's `using_sql`. Only
/// STRICT tables, which reject values of another type, get CASTs between TEXT and BLOB, which keep every byte.
std::string copied_value(const std::string& value, const Table& from, const Column& before, const Table& to,
                         const Column& after);

/// How the affinity of a column's new type changes values without an error (datatype3.html, section 3): "that read as
/// numbers become numbers". Empty: it keeps every value.
std::string value_loss(const Table& from, const Column& before, const Table& to, const Column& after);

/// The comment for a statement: "values of person.phone that read as numbers become numbers: TEXT → INTEGER".
std::string comment_on_loss(const std::string& loss, const Table& table, const Column& before, const Column& after);

}  // namespace retort::emit::sqlite
