#pragma once

#include <vector>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// Types whose values mostly convert into each other, and how often one of them is taken.
struct Family {
    unsigned weight = 0;
    std::vector<Kind> kinds{};
};

/// Those of PostgreSQL itself: numbers, texts, times, others, arrays.
const std::vector<Family>& families();

}  // namespace retort::test::random
