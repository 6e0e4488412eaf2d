#pragma once

#include <vector>

#include "emit/script.hpp"
#include "plan/sqlite/plan.hpp"

namespace retort::emit::sqlite {

/// The name of a table before the changes. A dropped table has an interim name if another one is renamed to its name.
ObjectName earlier_name(const ObjectName& name, const plan::sqlite::Plan& plan);

/// Notes the rows that reference missing rows before the changes: a program that never switches foreign keys on may
/// have some.
void note_violations(const plan::sqlite::Plan& plan, std::vector<Statement>& script);

/// Fails if there are others after the changes, and then undoes the changes, also in a shell that goes on after an
/// error (INSERT OR ROLLBACK). Retort's runner reads temp.retort_violations first, to name the rows
/// (migrate/execute.cpp).
void check_violations(const plan::sqlite::Plan& plan, std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
