#pragma once

#include <optional>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/name.hpp"

namespace retort {

/// The functions and types that an expression rests upon, as the engine notes them
/// (PostgreSQL: pg_depend). No value: nobody asked an engine, and the text has to tell.
using Uses = Annotation<std::optional<std::vector<ObjectName>>>;

}  // namespace retort
