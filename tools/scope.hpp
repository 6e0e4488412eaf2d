#pragma once

#include "introspect/filter.hpp"
#include "schema/schema.hpp"
#include "tools/config.hpp"

namespace retort::tools {

/// The filter of comparisons, from [filter].
/// Throws Error RT201 for a pattern of kinds that no kind of object matches.
introspect::Filter in_scope(const Config& config);

/// Throws Error RT011 with all objects that the models declare and [filter] excludes: introspection would not find
/// them, so every revision would create them again. External tables may be excluded.
/// `default_schema`: the name of the schema of models without one.
void require_in_scope(const Config& config, const Schema& declared, const std::string& default_schema);

}  // namespace retort::tools
