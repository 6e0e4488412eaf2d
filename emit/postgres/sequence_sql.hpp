#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/column.hpp"

namespace retort::emit::postgres {

/// "START WITH 10 INCREMENT BY 5 …": the options that are set, empty when none is.
std::string options_sql(const SequenceOptions& options);

/// A sequence's options, and its data type, which sets the default bounds (PostgreSQL, CREATE SEQUENCE).
struct TypedOptions {
    std::string_view type;
    const SequenceOptions& options;
};

/// True if the sequence restarts at its start value: it counts in the other direction, or the new bounds exclude every
/// old value.
bool restarts(const TypedOptions& from, const TypedOptions& to);

/// Statements that move a sequence's value into new bounds before the bounds are set: ALTER SEQUENCE rejects bounds
/// that exclude the value. `sequence` is an expression of type regclass.
std::vector<std::string> bring_inside_sql(const std::string& sequence, const TypedOptions& from,
                                          const TypedOptions& to);

/// The statement that moves a restarted sequence to the last value within its bounds in existing rows.
std::string continue_inside_sql(const std::string& sequence, const TypedOptions& options, const ObjectName& table,
                                const std::string& column);

/// The options of ALTER SEQUENCE (`word` " ") or of ALTER COLUMN for an identity (`word` " SET ") that turn `before`
/// into `after`, without the data type; empty when the two are equivalent.
std::string options_change_sql(const TypedOptions& before, const TypedOptions& after, const std::string& word);

/// The statement that moves a sequence past the values of a column in existing rows. `sequence` is an expression for
/// the sequence; `first` one for the number that comes next without rows, by default the start value; `noted` one for
/// a number, or NULL, that the sequence does not go back behind either (noted_number_sql).
std::string follow_rows_sql(const std::string& sequence, const SequenceOptions& options, const ObjectName& table,
                            const std::string& column, const std::string& first = {}, const std::string& noted = {});

/// The number that a sequence gives next, by its name.
std::string next_number_sql(const std::string& name, const SequenceOptions& options);

/// The statement that notes, until the end of the transaction, the number after the last one of `sequence` (an
/// expression of type regclass): nothing if it gave none yet, or if the sequence `to` can't have that number. `setting`
/// is the name of a customized option (PostgreSQL manual, 20.16).
std::string note_number_sql(const std::string& setting, const std::string& sequence, const TypedOptions& to);
std::string noted_number_sql(const std::string& setting);

bool counts_up(const SequenceOptions& options);

}  // namespace retort::emit::postgres
