#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort {

/// The snapshot form of a Schema: keys in a fixed order, defaults left out, two spaces of
/// indentation, a final newline. The same Schema gives the same bytes.
std::string to_json(const Schema& schema);

/// Reads a snapshot back; `from_json(to_json(s)) == s`.
/// Throws Error RT020 that names `origin` and the place for text that is no snapshot.
Schema from_json(const std::string& text, const std::string& origin);

}  // namespace retort
