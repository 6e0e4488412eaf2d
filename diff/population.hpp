#pragma once

#include "schema/schema.hpp"

namespace retort::diff {

/// Carries the population of materialized views over from `from`. Whether a view is populated is not part of a schema:
/// pg_dump --schema-only writes WITH NO DATA for every view. So an unchanged view keeps its state, and a view that must
/// be recreated is populated if it was before.
void keep_population(const Schema& from, Schema& to);

}  // namespace retort::diff
