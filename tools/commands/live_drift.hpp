#pragma once

#include <memory>
#include <optional>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"
#include "pipeline/drift.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::tools {

class Program;

/// What was changed by hand in a live database, and the migrations without it.
struct LiveDrift {
    std::unique_ptr<introspect::Database> migrations;  ///< on the scratch, at `heads`
    pipeline::Drift drift;
};

/// Compares the live database with the migrations up to `heads`, at which it must be. Nothing, with a note, where the
/// migrations do not run on an empty database; nothing for a database that is elsewhere, without revisions, and without
/// a scratch.
std::optional<LiveDrift> live_drift(Program& program, introspect::Database& live, const migrate::Chain& chain,
                                    const migrate::Heads& heads, const migrate::VersionStore& store,
                                    scratch::ScratchSource& scratch);

}  // namespace retort::tools
