#pragma once

#include <string>
#include <vector>

#include "diff/type_parts.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// ALTER DOMAIN … for all that differs but the comment.
std::vector<Statement> alter_domain_sql(const Definition& from, const Definition& to);

/// ALTER TYPE … for all that differs but the comment.
std::vector<Statement> alter_composite_sql(const Definition& from, const Definition& to);

}  // namespace retort::emit::postgres
