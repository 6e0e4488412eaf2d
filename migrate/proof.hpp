#pragma once

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "migrate/revision.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::migrate {

/// The duration of one phase.
struct Timing {
    std::string phase;
    std::chrono::microseconds duration;
};

/// The result of running a revision up, down and up again on a scratch database.
struct Proof {
    std::string verified;                      ///< for the file: "upgrade, downgrade, upgrade", and what was left out
    std::set<std::string> without_extensions;  ///< the same in both schemas, which can't be created on the scratch
    std::set<ObjectName> without_rows;  ///< tables for which no row could be made, or whose rows the revision rejects
    std::vector<std::string> notes;     ///< definitions that were not proved, and why
    std::vector<Timing> timings;  ///< "build", "rows" (if there are any), "upgrade", "rows in new tables" (if there are
                                  ///< any), "downgrade", "upgrade again", each with its introspection
};

/// How a revision is proved.
struct ProofOptions {
    /// False: a hand-written revision, which may change values, and a message is about a file that exists.
    bool generated = true;
    bool rows = true;       ///< false: without sample rows
    bool downgrade = true;  ///< false: the revision is irreversible, and only its upgrade runs
};

/// Builds `from` on a new scratch database and runs the revision's sections as the runner does: up
/// must produce `to`, down `from`, and up again `to`. On PostgreSQL the tables that the revision touches, and those
/// that they reference, hold a few rows (migrate/sample_rows.hpp), so that conversions, defaults and triggers run;
/// values that both schemas can hold must stay. Steps of a program are skipped. Tables that it creates get rows after
/// the first upgrade. Both schemas are in the form in which the engine stores them. A view, function or other
/// definition that is the same in both and depends on an object that [filter] excludes from both is not built, and
/// listed in the notes; neither is an unchanged extension that can't be created there and that no other object uses.
/// Throws Error RT080 when `from` can't be built, RT233 when it differs when built; RT070 or RT075 with a note naming
/// the step when a statement failed; RT286 for a step of a generated revision that changes kept values; RT082 when
/// differences remain after a step, naming the step and the differences.
Proof prove(const Schema& from, const Schema& to, const Revision& revision, scratch::Scratch& scratch,
            const ProofOptions& options = {});

}  // namespace retort::migrate
