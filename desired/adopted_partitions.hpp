#pragma once

#include <set>

#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// True when `desired` has the partition key and strategy of `live`, so that the partitions stay. Otherwise their
/// bounds do not fit: the partitions are dropped, and their rows copied.
bool keeps_partitions(const Table& live, const Table& desired);

/// Changes the columns of the `adopted` partitions, which are copies of the live ones, to match the columns of their
/// parents in `desired`. `live` has the renames applied.
void follow_parents(const Schema& live, const std::set<ObjectName>& adopted, Schema& desired);

/// Gives partition bounds the text that the engine prints for them, if a column of the parent's key changes its type.
/// Uses a scratch database with these tables alone; does nothing, and opens no scratch, if no such type changes. Bounds
/// stay as they are if the engine rejects one.
void settle_bounds(const Schema& found, Schema& desired, scratch::ScratchSource& scratch);

}  // namespace retort::desired
