#pragma once

#include "plan/sqlite/plan.hpp"

namespace retort::plan::sqlite {

/// For a plan that leaves foreign keys on: adds the tables that reference a rebuilt or dropped table, and those that
/// reference them, to the rebuilt ones. DROP TABLE of an old table would run the referential actions of tables that
/// stay (foreignkeys.html, section 5). `plan.errors` gets RT293 for an excluded table, for a table whose old rows can't
/// be dropped, and for one that references a missing table.
void rebuild_referencing_tables(Plan& plan);

}  // namespace retort::plan::sqlite
