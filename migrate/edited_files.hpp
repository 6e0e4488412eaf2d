#pragma once

#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// The revisions that `database` has, in the chain's order, whose upgrade is no longer what was run: its
/// checksum differs from that in the history table. A revision that was stamped, or run without a history,
/// has none to compare. Throws what VersionStore::history throws.
std::vector<const Revision*> edited_revisions(introspect::Database& database, const Chain& chain,
                                              const VersionStore& store);

}  // namespace retort::migrate
