#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/revision.hpp"
#include "migrate/version_store.hpp"
#include "plan/foreign_keys.hpp"
#include "scratch/scratch.hpp"

namespace retort::pipeline {

/// How a live database compares with the schemas that revisions build one after the other.
struct KnownState {
    /// How many of the revisions build the schema of the live database, from the first on; the most of those that do.
    /// Unset: none do.
    std::optional<std::size_t> equal{};
    std::size_t differences = 0;  ///< from the schema after `at` revisions
};

/// Runs the revisions, which follow each other, on a scratch database, and compares each state with `live`, which is
/// only read. Throws the errors of build_chain.
KnownState known_state(introspect::Database& live, const std::vector<migrate::Revision>& revisions, std::size_t at,
                       const migrate::VersionStore& store, scratch::Scratch& scratch, plan::ForeignKeys foreign_keys);

}  // namespace retort::pipeline
