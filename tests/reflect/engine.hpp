#pragma once

#include <string>
#include <vector>

#include "reflect/record.hpp"
#include "schema/dialect.hpp"
#include "schema/schema.hpp"

namespace retort::reflect {

/// Fails the test unless the engine accepts the records' declarations and then stores exactly these: every type in
/// the engine's own spelling, every key, name, option and comment. Only the texts of SQL expressions
/// may be read back in another spelling.
void expect_on_engine(const std::vector<Record>& records, Dialect dialect);

}  // namespace retort::reflect
