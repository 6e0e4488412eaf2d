#pragma once

#include <string>
#include <vector>

#include "emit/script.hpp"
#include "plan/online_kinds.hpp"
#include "schema/schema.hpp"

namespace retort::emit {

/// One of the phases in which columns change their type or name while programs use them: a revision of its own.
struct Phase {
    std::string name;                ///< "expand", "backfill", "contract"
    std::vector<std::string> notes;  ///< what it does, and what programs may do from here on
    Schema from;
    Schema to;
    Script up;
    Script down;
};

/// The phases of the changes from one schema to the other that are made in phases (plan/postgres/phases.hpp), in their
/// order; none if there is no such change, or on an engine without phases. The rest of the changes begins at the last
/// phase's `to`. Throws the errors of emit::plan.
std::vector<Phase> phases(const Schema& from, const Schema& to, const plan::OnlineKinds& kinds);

}  // namespace retort::emit
