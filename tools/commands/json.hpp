#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"
#include "migrate/history_table.hpp"

namespace retort::tools {

// The output of --json: an object with "version" and a list. docs/json.md describes its members; a member may be added
// without a new version.

/// The help of the option.
inline constexpr const char* json_help = "Print JSON, see docs/json.md";

/// {"version": 1, "revisions": […]}, in the order of `shown`; `current` are the revisions of the database.
std::string revisions_json(const migrate::Chain& chain, const std::vector<const migrate::Revision*>& shown,
                           const migrate::Heads& current);

/// {"version": 1, "runs": […]}, newest first.
std::string runs_json(const std::vector<migrate::HistoryEntry>& history);

}  // namespace retort::tools
