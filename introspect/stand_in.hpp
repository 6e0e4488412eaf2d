#pragma once

#include <string_view>

namespace retort::introspect {

/// The foreign-data wrapper of the stand-ins for servers in scratch databases (scratch/foreign_servers.hpp). It and its
/// servers are not read.
inline constexpr std::string_view stand_in_wrapper = "retort_scratch";

}  // namespace retort::introspect
