#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The object as DROP, ALTER and COMMENT ON name it: "FUNCTION f(integer)", "SERVER s".
std::string object_sql(const Definition& definition);

}  // namespace retort::emit::postgres
