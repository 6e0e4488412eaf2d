#pragma once

#include <vector>

#include "reflect/record.hpp"
#include "schema/schema.hpp"

namespace retort::reflect {

/// Converts the records of either reader into the Schema of a dialect.
/// Throws Error with every error found (RT101 no mapping for a type, RT102 a column declared
/// twice, RT103 a foreign key to a struct that is not a model, …), each with its location.
Schema lower(const std::vector<Record>& records, Dialect dialect);

}  // namespace retort::reflect
