#pragma once

#include "emit/plan.hpp"

namespace retort::emit::postgres {

/// See emit::plan.
Plan plan(const Schema& from, const Schema& to, Direction direction);

/// See emit::create_script.
Script create_script(const Schema& schema);

}  // namespace retort::emit::postgres
