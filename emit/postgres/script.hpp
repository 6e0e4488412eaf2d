#pragma once

#include "emit/plan.hpp"
#include "plan/online_kinds.hpp"

namespace retort::emit::postgres {

/// See emit::plan.
Plan plan(const Schema& from, const Schema& to, Direction direction);

/// See emit::online_plan.
Plan online_plan(const Schema& from, const Schema& to, Direction direction, const plan::OnlineKinds& kinds);

/// See emit::rename_script. An engine that runs it rewrites the definitions that reference the old names.
Script rename_script(const diff::Renames& renames, const Schema& from, const Schema& to);

/// See emit::create_script.
Script create_script(const Schema& schema);

}  // namespace retort::emit::postgres
