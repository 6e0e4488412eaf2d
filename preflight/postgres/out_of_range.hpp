#pragma once

#include <optional>
#include <string>

#include "schema/schema.hpp"

namespace retort::preflight::postgres {

/// The condition for a value that the new type rejects, when a column changes from one built-in type to another.
/// `value` is the column, `converted` the USING expression over it. Empty: every value fits. No value: only an attempt
/// can tell. (PostgreSQL manual, 8.1: numbers are rounded to the scale. 8.3: a string that is too long is rejected
/// unless the excess is spaces, but an explicit cast truncates it.)
std::optional<std::string> out_of_range(const Type& from, const Type& to, const std::string& value,
                                        const std::string& converted);

/// True when the server's assignment cast between the types rejects some values: numbers that are out of range.
bool assignment_can_fail(const Type& from, const Type& to);

/// Finds the values of a column on which a conversion fails. It tries them one by one, after the whole has failed.
struct Search {
    std::string script;  ///< stores its result in a setting of the transaction
    std::string values;  ///< a query for RowCheck::Answer::values
};

/// `rows` is an item of FROM, `column` one of its columns, quoted; `from` is the column's type, `converted` the
/// expression over it.
Search search(const std::string& rows, const std::string& table, const std::string& column, const std::string& from,
              const std::string& converted);

}  // namespace retort::preflight::postgres
