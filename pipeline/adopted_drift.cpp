#include "pipeline/adopted_drift.hpp"

#include <utility>

#include "migrate/verified.hpp"
#include "schema/error.hpp"

namespace retort::pipeline {

Error unplanned(const Drift& drift, std::string hint) {
    return Error("RT363", drift.unplanned.front(), std::move(hint));
}

AdoptedDrift adopt_drift(const Drift& drift, const migrate::Chain& chain, const Placement& placement,
                         const std::string& message, scratch::Scratch* scratch) {
    if (!drift.keep || !drift.undo)
        throw unplanned(drift, "write the revision by hand: 'retort check' lists what was changed");
    AdoptedDrift adopted{.revision =
                             new_revision(chain, placement, drift.live.dialect, message, to_section(drift.keep->script),
                                          to_section(drift.undo->script), "no")};
    if (scratch == nullptr) return adopted;
    const migrate::Proof proof = migrate::prove(drift.expected, drift.live, adopted.revision, *scratch);
    adopted.verified = proof.verified;
    adopted.notes = proof.notes;
    adopted.revision.verified = migrate::bound_to(adopted.revision, proof.verified);
    return adopted;
}

}  // namespace retort::pipeline
