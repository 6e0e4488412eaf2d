#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace retort {

/// JSON as text, indented by two spaces, with a final newline (RFC 8259, section 8.1: JSON is UTF-8).
/// Throws Error RT296, with the location, if a string of it is not valid UTF-8.
std::string to_utf8(const nlohmann::ordered_json& json);

}  // namespace retort
