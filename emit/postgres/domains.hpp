#pragma once

#include <string>
#include <vector>

#include "diff/type_parts.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// The ALTER DOMAIN statements for all differences except the comment.
std::vector<Statement> alter_domain_sql(const Definition& from, const Definition& to);

/// The ALTER TYPE statements for all differences except the comment.
std::vector<Statement> alter_composite_sql(const Definition& from, const Definition& to);

}  // namespace retort::emit::postgres
