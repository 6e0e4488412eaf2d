#pragma once

#include <string>
#include <vector>

#include "migrate/history_table.hpp"

namespace retort::tools {

/// The rows of the history table, newest first, each on a line with aligned columns:
///
///     2026-12-01T08:00:00Z  upgrade    done    37 ms  0001  users (17d4bf12c257)  deploy@ci-7, app
///
/// With `verbose` the file, the checksums and the rest follow. Empty: no row.
std::string applied_text(const std::vector<migrate::HistoryEntry>& history, bool verbose);

}  // namespace retort::tools
