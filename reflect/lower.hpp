#pragma once

#include <vector>

#include "reflect/record.hpp"
#include "schema/schema.hpp"

namespace retort::reflect {

/// Turns what a reader found into the Schema of a dialect. Both readers end here.
/// Throws Error with every fault found (RT101 no mapping for a type, RT102 a column named
/// twice, RT103 a foreign key to a struct that is no model, …), each at its place.
Schema lower(const std::vector<Record>& records, Dialect dialect);

}  // namespace retort::reflect
