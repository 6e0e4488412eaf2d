#pragma once

#include <optional>
#include <string>

#include "schema/schema.hpp"

namespace retort::preflight::postgres {

/// Of rows whose column goes from one built-in type to another: the condition for a value that the new type refuses,
/// where one says so without a try. `value` is the column, `converted` what USING makes of it. Empty: every
/// value fits. Unset: it takes a try (PostgreSQL manual, 8.1 numbers are rounded to the scale; 8.3 what is too long is
/// refused unless it ends in spaces, though an explicit cast cuts it off).
std::optional<std::string> out_of_range(const Type& from, const Type& to, const std::string& value,
                                        const std::string& converted);

/// True when the server's own assignment cast between these refuses values: numbers that are too large.
bool assignment_can_fail(const Type& from, const Type& to);

/// Which values of a column a conversion fails on, one after the other, for the case that it is known to fail.
struct Search {
    std::string script;  ///< leaves what it finds in a setting of the transaction
    std::string values;  ///< a query for RowCheck::Answer::values
};

/// `rows` is an item of FROM, `column` one of its columns, quoted; `from` its type, `converted` the expression over it.
Search search(const std::string& rows, const std::string& table, const std::string& column, const std::string& from,
              const std::string& converted);

}  // namespace retort::preflight::postgres
