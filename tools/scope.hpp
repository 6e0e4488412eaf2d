#pragma once

#include "introspect/filter.hpp"
#include "schema/schema.hpp"
#include "tools/config.hpp"

namespace retort::tools {

/// What [filter] lets comparisons see of a database.
/// Throws Error RT201 for a pattern of kinds that no kind of object matches.
introspect::Filter looked_at(const Config& config);

/// Throws Error RT011 with everything that the models declare and [filter] leaves out: it would be
/// looked for in vain, and made anew by each revision. External tables may be left out.
/// `default_schema`: the name of the schema that models without one live in.
void require_looked_at(const Config& config, const Schema& declared, const std::string& default_schema);

}  // namespace retort::tools
