#include "pipeline/compare_live.hpp"

#include <utility>

#include "desired/adopt.hpp"
#include "desired/adopt_excluded.hpp"
#include "desired/adopted_partitions.hpp"
#include "desired/structural.hpp"
#include "desired/undeclared_references.hpp"
#include "pipeline/stopwatch.hpp"

namespace retort::pipeline {

namespace {

/// Adds the objects of the database that models do not declare to the declared side.
void adopt(Comparison& sides, scratch::ScratchSource& scratch, const LiveOptions& options) {
    Schema& live = sides.from;
    Schema& desired = sides.to;
    desired = desired::adopt_excluded_dependents(sides.excluded_dependents, live, std::move(desired));
    desired = desired::adopt(live, std::move(desired));
    desired::adopt_excluded(live, desired);
    // Without a server, definitions and bounds keep their text.
    if (sides.structural.empty()) {
        desired::rewrite_adopted(live, desired, scratch);
        desired::settle_bounds(live, desired, scratch);
    }
    if (options.ignore_comments) desired = desired::adopt_comments(live, std::move(desired));
    if (options.ignore_undeclared) desired = desired::adopt_undeclared(live, std::move(desired));
    desired::reject_undeclared_references(live, desired);
}

}  // namespace

Comparison compare_live(const Schema& declared, introspect::Database& live, const migrate::VersionStore& store,
                        scratch::ScratchSource& scratch, const LiveOptions& options) {
    Stopwatch timed(options.timings);
    Comparison sides;
    sides.from = timed("introspection", [&] { return live.introspect(store.filter()); });
    sides.to = timed("normalisation", [&] {
        return desired::normalize_or_match(declared, sides.from, live, scratch, sides.structural);
    });
    sides.not_compared = not_compared(sides.from);
    remove_not_compared(sides.from, sides.to);
    store.adopt(sides.from, sides.to);
    if (options.settle_renames) options.settle_renames(sides.from, sides.to);
    // What excluded objects depend on takes a look at the whole database, which two equal schemas do not need.
    const auto read_excluded = [&] { sides.excluded_dependents = live.excluded_dependents(store.filter()); };
    const bool adopts = desired::can_adopt_excluded_dependents(sides.from, sides.to);
    if (adopts) read_excluded();
    adopt(sides, scratch, options);
    sides.plan = timed("diff and plan",
                       [&] { return emit::plan(sides.from, sides.to, plan::Direction::up, options.foreign_keys); });
    if (!adopts && !sides.plan.empty()) read_excluded();
    return sides;
}

}  // namespace retort::pipeline
