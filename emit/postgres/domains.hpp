#pragma once

#include <string>
#include <vector>

#include "diff/type_parts.hpp"
#include "emit/postgres/context.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// `domain` as CREATE DOMAIN can create it: without the checks that are NOT VALID, which ALTER DOMAIN then adds.
Definition without_unvalidated_checks(const Definition& domain);

/// The ALTER DOMAIN statements for all differences except the comment.
std::vector<Statement> alter_domain_sql(const Definition& from, const Definition& to);

/// The ALTER TYPE statements for all differences except the comment.
std::vector<Statement> alter_composite_sql(const Definition& from, const Definition& to, const Context& context);

}  // namespace retort::emit::postgres
