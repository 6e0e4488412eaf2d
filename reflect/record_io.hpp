#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/record.hpp"

namespace retort::reflect {

/// Serializes records for the reader's cache. The format is not stable: any change of Record changes it.
std::string to_bytes(const std::vector<Record>& records);

/// `from_bytes(to_bytes(r))` is r; unset for damaged or truncated bytes.
std::optional<std::vector<Record>> from_bytes(std::string_view bytes);

}  // namespace retort::reflect
