#pragma once

#include "schema/schema.hpp"
#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// Declares in `to` the transitions from `from` as models do: renames, backfills for columns that become NOT NULL, and
/// conversions where there is no cast. Returns the number of renames.
int declare(const Schema& from, const World& before, Schema& to, const World& after);

}  // namespace retort::test::random
