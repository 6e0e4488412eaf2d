#pragma once

#include <optional>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/name.hpp"

namespace retort {

/// The functions and types that an expression depends on, as the engine's catalog records them
/// (PostgreSQL: pg_depend). No value: no engine was queried, and they are derived from the text.
using Uses = Annotation<std::optional<std::vector<ObjectName>>>;

}  // namespace retort
