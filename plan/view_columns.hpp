#pragma once

#include <string>

namespace retort::plan {

/// True when the second view gives out the columns of the first, and perhaps more behind them: then CREATE OR REPLACE
/// VIEW does, and what reads the view stays (PostgreSQL, CREATE VIEW). It is told from the texts that the engine
/// prints: the same list of SELECT from the same tables, whatever the conditions, the order and the options. In doubt
/// false.
bool keeps_columns(const std::string& from, const std::string& to);

}  // namespace retort::plan
