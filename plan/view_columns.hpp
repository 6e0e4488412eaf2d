#pragma once

#include <string>

namespace retort::plan {

/// True if the view `to` has the columns of `from`, optionally followed by new ones, so that CREATE OR REPLACE VIEW
/// works and the view's dependents stay (PostgreSQL, CREATE VIEW). Compares the texts that the engine prints: the same
/// SELECT list from the same tables; conditions, order and options may differ. False in doubt.
bool keeps_columns(const std::string& from, const std::string& to);

}  // namespace retort::plan
