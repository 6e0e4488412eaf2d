#pragma once

#include "preflight/row_check.hpp"

namespace retort::preflight::postgres {

/// See preflight::row_checks.
std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up);

}  // namespace retort::preflight::postgres
