#pragma once

#include "plan/step.hpp"

namespace retort::plan::postgres {

/// Throws RT340 for a step that rewrites a table or computes values for its rows while a column of some table stores
/// rows of its type: the server rejects the step, since it would not rewrite these (PostgreSQL, ALTER TABLE, Notes).
void reject_stored_rows(const Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
