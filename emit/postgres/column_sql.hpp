#pragma once

#include <string>

#include "schema/column.hpp"

namespace retort::emit::postgres {

/// "START WITH 10 INCREMENT BY 5 …": the options that are set, empty when none is.
std::string options_sql(const SequenceOptions& options);

/// "GENERATED ALWAYS AS IDENTITY (…)".
std::string identity_sql(const Identity& identity);

/// An expression as it stands behind DEFAULT: in brackets where the grammar wants them.
std::string default_sql(const std::string& expression);

/// A column as it stands in CREATE TABLE and ADD COLUMN.
std::string column_sql(const Column& column);

}  // namespace retort::emit::postgres
