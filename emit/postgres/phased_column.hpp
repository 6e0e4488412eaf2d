#pragma once

#include <string>

#include "plan/postgres/phases.hpp"
#include "schema/schema.hpp"

/// The SQL of a column that is replaced in phases (plan/postgres/phases.hpp).
namespace retort::emit::postgres {

/// The expressions between the old and the new column of a row of the table; a column's name where the assignment cast
/// applies.
struct PhasedValues {
    std::string forward;    ///< the new value, from the old column
    std::string backward;   ///< the old value, from the new column
    std::string note;       ///< on the conversion, for the reader; may be empty
    bool declared = false;  ///< a model declares the conversion, which may turn NULL into a value
};
PhasedValues values_of(const plan::postgres::PhasedColumn& column, const Schema& from, const Schema& to);

/// The same for the way back (plan::postgres::reversed), where `back` is the column: the old one is under an interim
/// name, and the new one has its place.
PhasedValues values_back(const plan::postgres::PhasedColumn& column, const plan::postgres::PhasedColumn& back,
                         const Schema& from, const Schema& to);

/// Adds the trigger that keeps both columns equal, and its function.
void add_sync(Schema& state, const plan::postgres::PhasedColumn& column, const PhasedValues& values);

/// "UPDATE t SET new = … WHERE new IS NULL …", without the rows that need no value.
std::string fill_sql(const plan::postgres::PhasedColumn& column, const PhasedValues& values);

}  // namespace retort::emit::postgres
