#pragma once

#include <set>

#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// True when the partitions of `live` are partitions of `desired` as well: both are partitioned by the same key in the
/// same way. Others would take none of their bounds, so they go, and their rows are moved.
bool keeps_partitions(const Table& live, const Table& desired);

/// Gives the columns of `adopted` partitions, which are as the live schema has them, what `desired` says of the
/// columns of the table above. `live` has the renames made.
void follow_parents(const Schema& live, const std::set<ObjectName>& adopted, Schema& desired);

/// Gives the bounds of partitions the text that the engine writes for them where a column of their parent's key gets
/// another type, on a scratch database with those tables alone. Does nothing, and opens no scratch, where no key does,
/// and leaves a text that the engine does not take.
void settle_bounds(const Schema& found, Schema& desired, scratch::ScratchSource& scratch);

}  // namespace retort::desired
