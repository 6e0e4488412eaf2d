#pragma once

#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// The applied revisions of `database`, in the chain's order, whose upgrade section was edited after it ran: its
/// checksum differs from the one in the history table. So does one that was stamped. A revision that ran without a
/// history table has no checksum to compare. A squashed revision may have run as the revision that had its id before.
/// Throws the errors of VersionStore::history.
std::vector<const Revision*> edited_revisions(introspect::Database& database, const Chain& chain,
                                              const VersionStore& store);

/// The same, with the current revisions and the rows of the history table.
std::vector<const Revision*> edited_revisions(const Chain& chain, const Heads& current,
                                              const std::vector<HistoryEntry>& history);

}  // namespace retort::migrate
