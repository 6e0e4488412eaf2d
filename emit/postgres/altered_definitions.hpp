#pragma once

#include <vector>

#include "emit/postgres/context.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// The ALTER statements for the differences of two definitions of Replacement::alterations
/// (plan/postgres/alterations.hpp), except the comment.
std::vector<Statement> alterations_sql(const Definition& from, const Definition& to, const Context& context);

}  // namespace retort::emit::postgres
