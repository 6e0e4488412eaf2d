#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrate/caller.hpp"
#include "migrate/chain.hpp"
#include "migrate/history_table.hpp"

namespace retort::migrate {

/// The run of a section that is not one transaction which ended, or was killed, after it had committed statements or
/// begun one that can't be undone; nothing if there is none. A later stamp, and a run of the section to its end, void
/// it.
std::optional<HistoryEntry> unfinished_run(const std::vector<HistoryEntry>& history);

/// Whether the process of a running row still runs: another one on this machine, as far as that can be seen.
bool is_running(const HistoryEntry& entry, const Caller& caller);

/// The last row for which that is so.
std::optional<HistoryEntry> running_elsewhere(const std::vector<HistoryEntry>& history, const Caller& caller);

/// "the upgrade of 0005 add index (3f2a) was begun at 2026-… and is not complete; statements committed: 2 of 5".
std::string described(const HistoryEntry& entry, const Chain& chain, Dialect dialect);

/// Error RT302: `unfinished` has to be completed first.
Error must_complete(const HistoryEntry& unfinished, const Chain& chain, Dialect dialect);

}  // namespace retort::migrate
