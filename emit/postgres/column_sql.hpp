#pragma once

#include <string>
#include <vector>

#include "schema/column.hpp"

namespace retort::emit::postgres {

/// "START WITH 10 INCREMENT BY 5 …": the options that are set, empty when none is.
std::string options_sql(const SequenceOptions& options);

/// What brings a sequence's place inside new ends, before they are set: ALTER SEQUENCE refuses
/// ends that leave it out. `sequence` is an expression of type regclass.
std::vector<std::string> bring_inside_sql(const std::string& sequence, const SequenceOptions& from,
                                          const SequenceOptions& to);

/// What ALTER SEQUENCE (`word` " ") or ALTER COLUMN of an identity (`word` " SET ") says to get
/// from one set of options to another; empty when they do the same.
std::string options_change_sql(const SequenceOptions& from, const SequenceOptions& to, const std::string& word);

/// "GENERATED ALWAYS AS IDENTITY (…)".
std::string identity_sql(const Identity& identity);

/// An expression as it stands behind DEFAULT: in brackets where the grammar wants them.
std::string default_sql(const std::string& expression);

/// A column as it stands in CREATE TABLE and ADD COLUMN.
std::string column_sql(const Column& column);

/// Moves a new sequence past the numbers that a column of existing rows holds; empty where it
/// counts down. `sequence` is an expression that gives it.
std::string follow_rows_sql(const std::string& sequence, const SequenceOptions& options, const ObjectName& table,
                            const std::string& column);

}  // namespace retort::emit::postgres
