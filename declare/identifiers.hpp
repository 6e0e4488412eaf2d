#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace retort::declare {

/// True if C++ accepts `name` as the name of a member, and no header of the standard library defines it as a macro.
bool is_identifier(std::string_view name);

/// The identifier nearest to `name`: itself if it is one. Letters of other alphabets become ASCII letters or their code
/// points, other characters underscores; a keyword gets an underscore at the end.
std::string identifier(std::string_view name);

/// "user_roles" → "UserRole". With `singular` false the last word stays as it is: "user_roles" → "UserRoles".
std::string type_name(std::string_view name, bool singular);

/// The singular of an English noun in lower case, as far as simple rules go: "addresses" → "address".
std::string singular_of(std::string_view noun);

/// `wanted`, or `wanted` with the first of the suffixes "_2", "_3", … for which `taken` is false.
std::string free_identifier(const std::string& wanted, const std::function<bool(const std::string&)>& taken);

}  // namespace retort::declare
