#pragma once

#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// The ancestors of `current`, in the chain's order, that never ran on `database`: the history table has their
/// descendants, and neither them nor a stamp that covers them. A file that was put below a revision that had run, as
/// after the merge of two branches, is one. What ran before the first row of the history is not known, and is not
/// reported; nor is anything if the history can't be read.
std::vector<const Revision*> skipped_revisions(introspect::Database& database, const Chain& chain,
                                               const VersionStore& store, const Heads& current);

/// The same, with the rows of the history table.
std::vector<const Revision*> skipped_revisions(introspect::Database& database, const Chain& chain,
                                               const VersionStore& store, const Heads& current,
                                               const std::vector<HistoryEntry>& history);

/// Throws Error RT297 if there is such a revision.
void require_none_skipped(introspect::Database& database, const Chain& chain, const VersionStore& store,
                          const Heads& current);

/// The same, with the rows of the history table; none if they can't be read.
void require_none_skipped(introspect::Database& database, const Chain& chain, const VersionStore& store,
                          const Heads& current, const std::vector<HistoryEntry>& history);

}  // namespace retort::migrate
