#pragma once

#include "preflight/row_check.hpp"

namespace retort::preflight::postgres {

/// PostgreSQL's part of emit::row_checks.
std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up);

}  // namespace retort::preflight::postgres
