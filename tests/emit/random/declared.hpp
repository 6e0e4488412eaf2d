#pragma once

#include "schema/schema.hpp"
#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// Says in `to` what its models would say of the way from `from`: what was called something else, what rows
/// hold where NULL is no longer allowed, and how values get across where there is no cast. The number of renames.
int declare(const Schema& from, const World& before, Schema& to, const World& after);

}  // namespace retort::test::random
