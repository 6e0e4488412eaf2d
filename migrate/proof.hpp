#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "migrate/revision.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::migrate {

/// How long a phase took.
struct Timing {
    std::string phase;
    std::chrono::microseconds duration;
};

/// A revision has been run up, down and up again on a scratch database.
struct Proof {
    std::string verified;            ///< for the file: "upgrade, downgrade, upgrade"
    std::vector<std::string> notes;  ///< what had no part in it, and why
    std::vector<Timing> timings;     ///< "build", "upgrade", "downgrade", "upgrade again", each with its reading back
};

/// Builds `from` on a new scratch database and runs the revision's sections as the runner does: up
/// must give `to`, down `from` again, up `to` again. A view, function or the like that is the same in both and rests
/// upon something that neither holds, since nobody looks at it, is left out and told. Both schemas in the form in which
/// the engine stores them. Throws Error RT080 (`from` can't be built), RT233 (it comes out differently), RT070 or RT075
/// with a note that says which step (a statement failed), RT082 (a step ran but differences remain: which step, and the
/// differences in words).
Proof prove(const Schema& from, const Schema& to, const Revision& revision, scratch::Scratch& scratch);

}  // namespace retort::migrate
