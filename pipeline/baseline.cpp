#include "pipeline/baseline.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "migrate/proof.hpp"
#include "migrate/verified.hpp"
#include "pipeline/adopted_drift.hpp"
#include "pipeline/autogenerate.hpp"
#include "pipeline/drift.hpp"

namespace retort::pipeline {

namespace {

constexpr const char* baseline_number = "0000";

Schema empty_schema(scratch::Scratch& scratch, const migrate::VersionStore& store) {
    std::unique_ptr<introspect::Database> database = scratch.create();
    Schema schema = database->introspect(store.filter());
    scratch.discard(std::move(database));
    return schema;
}

/// The revision of a plan in both directions.
migrate::Revision planned(const Drift& drift, const BaselineOptions& options) {
    migrate::Section down;
    if (drift.undo) down = to_section(drift.undo->script);
    Placement placement;
    placement.id = options.id;
    migrate::Revision revision = new_revision({}, placement, drift.live.dialect, options.message,
                                              to_section(drift.keep->script), std::move(down), "no");
    revision.number = baseline_number;
    if (!drift.undo) revision.down.sql = fmt::format("-- no downgrade: {}\n", one_line(drift.unplanned.back()));
    return migrate::parse_revision(migrate::format_revision(revision), "");
}

void prove_baseline(const Drift& drift, scratch::Scratch& scratch, Baseline& made) {
    migrate::ProofOptions options{.downgrade = drift.undo.has_value()};
    migrate::Proof proof;
    try {
        proof = migrate::prove(drift.expected, drift.live, *made.revision, scratch, options);
    } catch (const Error& error) {
        options.rows = false;
        proof = migrate::prove(drift.expected, drift.live, *made.revision, scratch, options);
        proof.verified += "; without rows";
        proof.notes.push_back("proved without sample rows: " + error.diagnostics().front().message);
    }
    made.verified = proof.verified;
    made.notes.insert(made.notes.end(), proof.notes.begin(), proof.notes.end());
    made.revision->verified = migrate::bound_to(*made.revision, proof.verified);
}

}  // namespace

Baseline baseline(introspect::Database& live, const migrate::VersionStore& store, scratch::Scratch& scratch,
                  const BaselineOptions& options) {
    const Drift drift = find_drift(live, empty_schema(scratch, store), store, options.foreign_keys);
    Baseline made;
    made.tables = drift.live.tables.size();
    made.not_compared = drift.not_compared;
    for (const review::Difference& each : drift.differences) made.objects.push_back(each.text);
    for (const review::Difference& each : drift.invalid_indexes)
        made.notes.push_back(fmt::format("{} is not in the baseline: no revision creates it", each.text));
    if (!drift.keep)
        throw unplanned(drift,
                        "exclude the object under [filter], or write the first revision by hand and 'retort stamp' it");
    if (drift.differences.empty()) return made;
    made.revision = planned(drift, options);
    if (!drift.undo) made.notes.push_back("the baseline has no downgrade: " + drift.unplanned.back());
    if (options.verify) prove_baseline(drift, scratch, made);
    return made;
}

}  // namespace retort::pipeline
