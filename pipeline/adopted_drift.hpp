#pragma once

#include <string>

#include "migrate/chain.hpp"
#include "migrate/proof.hpp"
#include "pipeline/autogenerate.hpp"
#include "pipeline/drift.hpp"
#include "schema/error.hpp"
#include "scratch/scratch.hpp"

namespace retort::pipeline {

/// The revision that makes the drift of a live database part of the migrations: its upgrade changes the schema of the
/// migrations into the live one, its downgrade is the reverse. On the live database it is stamped. Proved like any
/// other unless `scratch` is null. Throws Error RT363 for a drift that can't be planned, and the errors of prove.
struct AdoptedDrift {
    migrate::Revision revision;
    std::string verified{};            ///< "upgrade, downgrade, upgrade"; empty: not proved
    std::vector<std::string> notes{};  ///< of the proof
};

/// Error RT363.
Error unplanned(const Drift& drift, std::string hint);

AdoptedDrift adopt_drift(const Drift& drift, const migrate::Chain& chain, const Placement& placement,
                         const std::string& message, scratch::Scratch* scratch);

}  // namespace retort::pipeline
