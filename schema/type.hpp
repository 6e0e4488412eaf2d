#pragma once

#include <boost/describe/class.hpp>

#include <string>

#include "schema/name.hpp"

namespace retort {

/// A column's type. For a built-in type, `sql` is its complete spelling as the engine's catalog
/// prints it ("character varying(255)", "integer[]"; on SQLite the declared text). For a
/// user-defined type, `user_type` names it.
struct Type {
    std::string sql{};       ///< empty when `user_type` is set
    ObjectName user_type{};  ///< an enum, domain, composite or range of this Schema
    bool array = false;      ///< only with `user_type`: an array of it

    bool operator==(const Type&) const = default;
};
BOOST_DESCRIBE_STRUCT(ObjectName, (), (schema, name))
BOOST_DESCRIBE_STRUCT(Type, (), (sql, user_type, array))

/// The type as written in SQL, quoted where needed.
std::string to_sql(const Type& type);

}  // namespace retort
