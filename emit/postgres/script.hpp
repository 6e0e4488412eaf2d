#pragma once

#include "emit/plan.hpp"

namespace retort::emit::postgres {

/// See emit::plan.
Plan plan(const Schema& from, const Schema& to, Direction direction);

/// The declared renames between two schemas and nothing else. An engine that runs them rewrites the definitions that
/// reference the old names.
Script rename_script(const Schema& from, const Schema& to);

/// See emit::create_script.
Script create_script(const Schema& schema);

}  // namespace retort::emit::postgres
