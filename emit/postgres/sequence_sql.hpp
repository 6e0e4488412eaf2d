#pragma once

#include <string>
#include <vector>

#include "schema/column.hpp"

namespace retort::emit::postgres {

/// "START WITH 10 INCREMENT BY 5 …": the options that are set, empty when none is.
std::string options_sql(const SequenceOptions& options);

/// Statements that move a sequence's value into new bounds before the bounds are set: ALTER SEQUENCE rejects bounds
/// that exclude the value. `sequence` is an expression of type regclass.
std::vector<std::string> bring_inside_sql(const std::string& sequence, const SequenceOptions& from,
                                          const SequenceOptions& to);

/// The options of ALTER SEQUENCE (`word` " ") or of ALTER COLUMN for an identity (`word` " SET ") that turn `from` into
/// `to`; empty when the two are equivalent.
std::string options_change_sql(const SequenceOptions& from, const SequenceOptions& to, const std::string& word);

/// The statement that moves a new sequence past the values of a column in existing rows; empty for a descending
/// sequence. `sequence` is an expression for the sequence.
std::string follow_rows_sql(const std::string& sequence, const SequenceOptions& options, const ObjectName& table,
                            const std::string& column);

}  // namespace retort::emit::postgres
