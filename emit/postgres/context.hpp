#pragma once

#include <map>
#include <set>

#include "diff/renames.hpp"
#include "emit/plan.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The states between which a plan's statements are written, and indexes of them. Constant while they are written.
struct Context {
    /// All arguments must outlive the Context.
    Context(const Schema& from, const Schema& to, const diff::Renames& renames, Direction direction);

    const Schema& from;  ///< the first state with the renames applied, plus the old types under their interim names
    const Schema& to;
    const diff::Renames& renames;
    const Direction direction;
    const std::map<ObjectName, std::set<ObjectName>> children;  ///< the descendants of each table, in either state
    const std::set<ObjectName> deferred;  ///< tables whose changed rows are checked at commit, in either state
};

}  // namespace retort::emit::postgres
