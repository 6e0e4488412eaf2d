#pragma once

#include <string>
#include <vector>

#include "reflect/record.hpp"
#include "schema/dialect.hpp"
#include "schema/schema.hpp"

namespace retort::reflect {

/// The test fails unless the engine takes what the records declare, and then holds exactly that: every type in
/// the engine's own spelling, every key, name, option and comment. Only the texts of SQL expressions
/// may come back in other words.
void expect_on_engine(const std::vector<Record>& records, Dialect dialect);

}  // namespace retort::reflect
