#pragma once

#include <vector>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// Types whose values mostly convert to each other, with a weight for choosing the family.
struct Family {
    unsigned weight = 0;
    std::vector<Kind> kinds{};
};

/// PostgreSQL's built-in types: numbers, texts, times, others, arrays.
const std::vector<Family>& families();

}  // namespace retort::test::random
