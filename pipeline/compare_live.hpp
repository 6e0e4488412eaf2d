#pragma once

#include <vector>

#include "migrate/proof.hpp"
#include "migrate/version_store.hpp"
#include "pipeline/comparison.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::pipeline {

struct LiveOptions {
    SettleRenames settle_renames{};  ///< for renames that no model declares; may be empty
    bool ignore_comments = false;    ///< for models whose doc comments were not read
    plan::ForeignKeys foreign_keys = plan::ForeignKeys::off;
    bool ignore_undeclared = false;                   ///< for models that share their database with others
    std::vector<migrate::Timing>* timings = nullptr;  ///< gets "introspection", "normalisation" and "diff and plan"
};

/// Compares the `declared` schema with a live database, which is not changed, and plans the changes of the database.
/// Objects that models do not declare and would drop by accident (desired/adopt.hpp) are on both sides.
/// Throws the errors of desired::normalize and emit::plan.
Comparison compare_live(const Schema& declared, introspect::Database& live, const migrate::VersionStore& store,
                        scratch::ScratchSource& scratch, const LiveOptions& options = {});

}  // namespace retort::pipeline
