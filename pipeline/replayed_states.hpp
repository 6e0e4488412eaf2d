#pragma once

#include <set>
#include <string>
#include <vector>

#include "migrate/chain.hpp"
#include "pipeline/project.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// The heads before and after some revisions of a chain.
struct Span {
    migrate::Heads before;
    migrate::Heads after;
};

Span span_of(const migrate::Chain& chain, const std::vector<const migrate::Revision*>& revisions);

/// The schemas before and after revisions, as their files make them.
struct ReplayedStates {
    Schema before;
    Schema after;  ///< with the renames that the files make (pipeline/written_renames.hpp)
    std::set<Unsupported> not_compared{};
    std::vector<std::string> notes{};  ///< steps that do not run on a scratch database
};

/// Replays the revisions, and those that run before them, on a scratch database. Throws the errors of the scratch and
/// of migrate::Runner.
ReplayedStates replay_states(Project& project, Dialect dialect, const migrate::Chain& chain,
                             const std::vector<const migrate::Revision*>& revisions);

}  // namespace retort::pipeline
