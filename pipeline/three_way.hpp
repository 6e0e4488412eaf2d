#pragma once

#include <string>

#include "introspect/database.hpp"
#include "pipeline/comparison.hpp"
#include "pipeline/project.hpp"
#include "review/finding.hpp"

namespace retort::pipeline {

/// Which of the three are compared: at least two.
struct ThreeWayOptions {
    bool models = true;
    bool migrations = true;
    std::string target = "heads";          ///< up to where the migrations are replayed for the comparison with models
    introspect::Database* live = nullptr;  ///< null: not compared
    SettleRenames settle_renames{};        ///< for renames that no model declares; may be empty
};

/// Compares models, migrations and a live database with one another. The migrations are replayed on a scratch database,
/// once to the revisions of the live database and once to the target: the first state is compared with the live
/// database, the second with the models. Nothing is changed in the live database.
///
/// Without revisions, without a scratch, and where the migrations do not run on an empty database, the models are
/// compared with the live database directly, and a note says why.
/// Throws the errors of the project, of Runner (with a note that it was the replay), compare_live and check_database.
review::Report compare_three_ways(Project& project, Dialect dialect, const ThreeWayOptions& options);

}  // namespace retort::pipeline
