#pragma once

#include <vector>

#include "plan/resources.hpp"

namespace retort::plan {

/// What the steps that convert the values of a column, or of a rebuilt table, want of the casts that may do it: for
/// each step the casts before it and after it. Both are empty if no step creates or drops a cast.
struct Conversions {
    std::vector<Resources> wanted;    ///< the casts are created before the step, if no cycle results
    std::vector<Resources> released;  ///< the casts are dropped after the step
};

/// A cast that is dropped and created again converts from its old source type, and otherwise to its new target type.
/// The server applies casts to the base type of a domain (PostgreSQL, CREATE CAST, Notes).
Conversions conversions(const Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan
