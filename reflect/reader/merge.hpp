#pragma once

#include <vector>

#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// Merges the results of several units: each struct once, from the unit whose header declares it, and the naming
/// convention of the first unit that has one.
UnitResult merged(const std::vector<UnitRequest>& requests, std::vector<UnitResult> results);

}  // namespace retort::reflect
