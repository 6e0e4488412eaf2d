#pragma once

#include "schema/schema.hpp"

namespace retort::declare {

/// The part of `source` that headers can declare: its tables and the enums of their columns, without the properties
/// that the models have no clause for. Partitions, children, typed tables and an extension's own tables have no model.
Schema declared_part(const Schema& source);

/// The name of a collation that a model names; empty if it needs a schema.
std::string collation_name(Dialect dialect, const std::string& collation);

}  // namespace retort::declare
