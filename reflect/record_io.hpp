#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/record.hpp"

namespace retort::reflect {

/// Records as bytes, for the reader's cache. No format for keeping: any change of Record changes it.
std::string to_bytes(const std::vector<Record>& records);

/// `from_bytes(to_bytes(r))` is r; unset for bytes that are damaged or cut off.
std::optional<std::vector<Record>> from_bytes(std::string_view bytes);

}  // namespace retort::reflect
