#pragma once

#include <string>
#include <string_view>

namespace retort::sql::postgres {

/// How safely a superuser creates an extension of which the role of the SQL then owns all functions and tables.
enum class ExtensionSafety {
    unknown,   ///< it may give its owner files or programs
    alone,     ///< safe if no functions and operators are in the schemas that its script searches
    anywhere,  ///< an extension of PostgreSQL's own, whose script is safe against those too
};

ExtensionSafety extension_safety(std::string_view name);

/// A query with a row if no function and no operator is in the schemas that the script of the extension searches: its
/// own, `schema` or else the current one, and those of the extensions that it requires.
std::string alone_condition(const std::string& name, const std::string& schema);

}  // namespace retort::sql::postgres
