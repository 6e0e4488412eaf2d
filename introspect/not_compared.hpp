#pragma once

#include <string_view>

namespace retort::introspect {

/// After the name of a dependent in ExcludedDependents that is left out because no reader reads it, and not by
/// `[filter]`.
inline constexpr std::string_view not_compared = " (not compared)";

}  // namespace retort::introspect
