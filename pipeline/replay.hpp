#pragma once

#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"

namespace retort::pipeline {

/// Runs the revisions up to `heads` on a scratch database, from where it is. Steps of a program are skipped, since only
/// the program has these functions. Throws the errors of migrate::Runner.
void replay(introspect::Database& database, const migrate::Chain& chain, const migrate::VersionStore& store,
            const migrate::Heads& heads);

/// "fill_slugs of 0002 slugs (bbbb1111) does not run on a scratch database: …" for each revision with steps.
std::vector<std::string> skipped_step_notes(const migrate::Chain& chain, Dialect dialect);

}  // namespace retort::pipeline
