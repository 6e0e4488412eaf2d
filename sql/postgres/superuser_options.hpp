#pragma once

#include <string>
#include <string_view>

namespace retort::sql::postgres {

/// CREATE FUNCTION or PROCEDURE without the options that only a superuser may give: LEAKPROOF and SUPPORT with its name
/// become spaces, so that positions do not change.
std::string without_superuser_options(std::string_view written);

}  // namespace retort::sql::postgres
