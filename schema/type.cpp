#include "schema/type.hpp"

namespace retort {

std::string to_sql(const Type& type) {
    if (type.user_type.empty()) return type.sql;
    return quote(type.user_type) + (type.array ? "[]" : "");
}

}  // namespace retort
