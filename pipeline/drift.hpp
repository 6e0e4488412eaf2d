#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "migrate/version_store.hpp"
#include "plan/foreign_keys.hpp"
#include "review/finding.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// What was changed by hand in a live database: how its schema differs from that of the migrations that it has run. No
/// models take part, so all names are explicit; objects that [filter] excludes are on both sides.
struct Drift {
    Schema live;
    Schema expected;
    std::vector<review::Difference> differences{};      ///< from `expected` to `live`; empty: there is no drift
    std::vector<review::Difference> invalid_indexes{};  ///< of `live`; a revision can't have them
    std::optional<emit::Plan> undo{};                   ///< from `live` to `expected`; unset: it can't be planned
    std::optional<emit::Plan> keep{};                   ///< from `expected` to `live`; unset: it can't be planned
    std::vector<std::string> unplanned{};               ///< why a plan is unset
    std::set<Unsupported> not_compared{};
};

/// Compares `live` with `expected`, the schema of another database of its engine, and changes nothing.
Drift find_drift(introspect::Database& live, Schema expected, const migrate::VersionStore& store,
                 plan::ForeignKeys foreign_keys);

}  // namespace retort::pipeline
