#include "pipeline/drift.hpp"

#include <fmt/format.h>

#include <utility>

#include "desired/adopt.hpp"
#include "desired/adopt_excluded.hpp"
#include "diff/compare.hpp"
#include "diff/constraint_names.hpp"
#include "diff/population.hpp"
#include "pipeline/comparison.hpp"
#include "pipeline/excluded_dependents.hpp"
#include "review/differences.hpp"
#include "schema/overloaded.hpp"

namespace retort::pipeline {

namespace {

/// No plan creates an invalid index, so that only those from `live` to `expected` have them.
std::vector<review::Difference> invalid_indexes(const Schema& live, const Schema& expected) {
    std::vector<review::Difference> found;
    for (const diff::Change& change : diff::compare(live, expected)) {
        const bool invalid = std::visit(Overloaded{[](const diff::DropIndex& each) { return each.from.invalid; },
                                                   [](const auto&) { return false; }},
                                        change);
        if (!invalid) continue;
        std::string text = diff::describe(change);
        if (const std::size_t at = text.rfind(" dropped"); at != std::string::npos) text.resize(at);
        found.push_back({.change = review::Difference::Change::added, .text = std::move(text)});
    }
    return found;
}

}  // namespace

Drift find_drift(introspect::Database& live, Schema expected, const migrate::VersionStore& store,
                 plan::ForeignKeys foreign_keys) {
    Drift drift{.live = live.introspect(store.filter()), .expected = std::move(expected)};
    drift.not_compared = not_compared(drift.live, drift.expected);
    store.adopt(drift.live, drift.expected);
    for (Schema* side : {&drift.live, &drift.expected}) diff::treat_names_as_explicit(*side);
    diff::keep_population(drift.live, drift.expected);
    const introspect::ExcludedDependents excluded = live.excluded_dependents(store.filter());
    drift.expected = desired::adopt_excluded_dependents(excluded, drift.live, std::move(drift.expected));
    drift.expected = desired::adopt_tables_of_extensions(drift.live, std::move(drift.expected));
    desired::adopt_excluded(drift.live, drift.expected);
    const auto planned = [&](const Schema& from, const Schema& to, const char* verb) -> std::optional<emit::Plan> {
        try {
            emit::Plan plan = emit::plan(from, to, emit::Direction::up, foreign_keys);
            if (&from == &drift.live) reject_excluded_dependents(excluded, plan);
            return plan;
        } catch (const Error& error) {
            drift.unplanned.push_back(
                fmt::format("the SQL to {} it can't be planned: {}", verb, error.diagnostics().front().message));
            return std::nullopt;
        }
    };
    drift.keep = planned(drift.expected, drift.live, "keep");
    drift.differences = drift.keep ? review::differences(drift.expected, drift.live, *drift.keep)
                                   : review::differences(drift.expected, drift.live);
    drift.invalid_indexes = invalid_indexes(drift.live, drift.expected);
    if (!drift.differences.empty() || !drift.invalid_indexes.empty())
        drift.undo = planned(drift.live, drift.expected, "undo");
    return drift;
}

}  // namespace retort::pipeline
