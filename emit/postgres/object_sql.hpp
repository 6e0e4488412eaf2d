#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The object as DROP, ALTER and COMMENT ON name it: "FUNCTION f(integer)", "SERVER s".
std::string object_sql(const Definition& definition);

/// The same for an object of any kind that can have an owner: "TABLE users".
std::string object_sql(const ObjectId& object);

}  // namespace retort::emit::postgres
