#pragma once

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace retort::pipeline {

/// Throws Error RT057 for each change of `plan` that the engine rejects because of an object that the filter excludes:
/// a type or function recreated, a table or column dropped that it needs, a column of its view that changes its type;
/// and the errors of the plan.
void reject_excluded_dependents(const introspect::ExcludedDependents& needed, const emit::Plan& plan);

}  // namespace retort::pipeline
