#include "pipeline/kept_drift.hpp"

#include <algorithm>
#include <memory>

#include "diff/constraint_names.hpp"
#include "emit/plan.hpp"
#include "migrate/proof_step.hpp"
#include "review/differences.hpp"

namespace retort::pipeline {

namespace {

/// The drift under the names that the upgrade leaves.
std::vector<review::Difference> after_renames(const Drift& drift, const emit::Plan& up) {
    const diff::RenamedSchema expected(up.renames, drift.expected), live(up.renames, drift.live);
    return review::differences(expected.get(), live.get());
}

}  // namespace

KeptDrift try_with_drift(const Drift& drift, const Comparison& planned, const std::vector<migrate::Revision>& revisions,
                         scratch::Scratch& scratch) {
    KeptDrift kept;
    const bool foreign = std::any_of(drift.live.definitions.begin(), drift.live.definitions.end(),
                                     [](const auto& each) { return each.first.kind == ObjectKind::foreign_table; });
    if (foreign) {
        kept.unknown = "foreign tables are not queried";
        return kept;
    }
    const std::unique_ptr<introspect::Database> database = scratch.create();
    try {
        for (const emit::Statement& statement : emit::create_script(drift.live).statements)
            database->execute(statement.sql);
    } catch (const introspect::StatementError& error) {
        kept.unknown = error.what();
        return kept;
    }
    try {
        for (const migrate::Revision& each : revisions)
            migrate::run_step(*database, {each, migrate::Direction::up, "the upgrade with what was changed by hand",
                                          scratch.describe(), ""});
    } catch (const Error& error) {
        kept.failure = error.diagnostics().front().message;
        return kept;
    }
    Schema after = database->introspect(), to = planned.to;
    for (Schema* side : {&after, &to}) diff::treat_names_as_explicit(*side);
    const std::vector<review::Difference> left = review::differences(to, after);
    for (const review::Difference& each : after_renames(drift, planned.plan)) {
        const bool still = std::any_of(left.begin(), left.end(),
                                       [&](const review::Difference& other) { return other.text == each.text; });
        if (!still) kept.undone.push_back(each);
    }
    return kept;
}

}  // namespace retort::pipeline
