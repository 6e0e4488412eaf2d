#pragma once

#include <string>
#include <vector>

#include "migrate/revision.hpp"
#include "pipeline/comparison.hpp"
#include "pipeline/drift.hpp"
#include "scratch/scratch.hpp"

namespace retort::pipeline {

/// What an upgrade that was planned without the drift does on a database that has it.
struct KeptDrift {
    std::vector<review::Difference> undone{};  ///< changes by hand that are not there after the upgrade
    std::string failure{};                     ///< why the upgrade fails there; empty: it does not
    std::string unknown{};                     ///< why it could not be tried; empty: it was
};

/// Runs the upgrades of the revisions, whose plan is that of `planned`, on a scratch database with the live schema of
/// `drift`.
KeptDrift try_with_drift(const Drift& drift, const Comparison& planned, const std::vector<migrate::Revision>& revisions,
                         scratch::Scratch& scratch);

}  // namespace retort::pipeline
