#pragma once

#include <vector>

#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// What several units have read, as one: each struct once, from the unit whose header declares it, and the naming
/// convention of whichever has one.
UnitResult merged(const std::vector<UnitRequest>& requests, std::vector<UnitResult> results);

}  // namespace retort::reflect
