#pragma once

#include <vector>

#include "plan/resources.hpp"

namespace retort::plan {

/// For each step that converts the values of a column from or to a domain, the conversion between the base types, which
/// a user-defined cast may do: the server applies casts to the base type of a domain (PostgreSQL, CREATE CAST, Notes).
/// Nothing, if no step creates or drops a cast.
std::vector<Resources> domain_conversions(const Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan
