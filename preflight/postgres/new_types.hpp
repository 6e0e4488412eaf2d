#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::preflight::postgres {

/// The statements that create the types and functions that `from` does not have: those to which `sql` casts or that it
/// calls, with the types and functions that they depend on. A new table counts as a type and is created with its
/// columns only. Empty: there are none.
std::string new_types_script(const std::string& sql, const Schema& from, const Schema& to);

}  // namespace retort::preflight::postgres
