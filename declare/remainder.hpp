#pragma once

#include "declare/write.hpp"
#include "schema/schema.hpp"

namespace retort::declare {

/// Adds the SQL files for what `source` has and headers do not declare, and the list of it. `declared`: what they
/// declare.
void add_remainder(const Schema& source, const Schema& declared, WrittenModels& into);

}  // namespace retort::declare
