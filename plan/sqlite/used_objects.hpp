#pragma once

#include "plan/sqlite/plan.hpp"

namespace retort::plan::sqlite {

/// An error RT292 for each view, trigger or virtual table that no model or SQL file declares, or that the filter
/// excludes, and that uses a table or column which the plan drops; and for each table that the filter excludes and that
/// references a table which is dropped, or the primary key of one that gets another. SQLite would accept that and fail
/// later (lang_altertable.html, section 7, step 9; foreignkeys.html, section 5).
std::vector<Diagnostic> find_used(const Plan& plan);

}  // namespace retort::plan::sqlite
