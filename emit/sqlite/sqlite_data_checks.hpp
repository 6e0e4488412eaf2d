#pragma once

#include "emit/data_check.hpp"

namespace retort::emit::sqlite {

/// SQLite's part of emit::data_checks.
std::vector<DataCheck> data_checks(const Schema& from, const Schema& to, const Plan& up);

}  // namespace retort::emit::sqlite
