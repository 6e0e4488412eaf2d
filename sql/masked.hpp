#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retort::sql {

/// `text` with "***" for each password in it: of a URL ("postgresql://app:***@db/app"), of a parameter or key
/// ("password=***"), and of a clause (PASSWORD '***'). Everything that prints a URL or a user's line prints this.
std::string masked(std::string_view text);

/// These passwords, as they are written.
std::vector<std::string_view> passwords_in(std::string_view text);

}  // namespace retort::sql
