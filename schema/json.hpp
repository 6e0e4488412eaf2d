#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort {

/// The snapshot of a Schema: keys in a fixed order, defaults omitted, two spaces of indentation, a
/// final newline. Equal Schemas give equal bytes.
/// Throws Error RT296, with the location, if a text is not valid UTF-8; SQLite stores such names and definitions.
std::string to_json(const Schema& schema);

/// Reads a snapshot back: `same_state(from_json(to_json(s)), s)` (schema/same_state.hpp).
/// Throws Error RT270, with the location, if `text` is not JSON, and RT020, which names `origin`, if it is no snapshot.
Schema from_json(const std::string& text, const std::string& origin);

}  // namespace retort
