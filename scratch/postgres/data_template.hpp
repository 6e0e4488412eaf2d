#pragma once

#include <filesystem>
#include <optional>

#include "scratch/postgres/account.hpp"
#include "scratch/postgres/installation.hpp"

namespace retort::scratch::postgres {

/// The cache of initdb's data directories, one folder for each version of the server:
/// retort/ in $XDG_CACHE_HOME or ~/.cache. Safe to delete at any time.
std::optional<std::filesystem::path> cache_folder();

/// Fills `data` with a new data directory, which has the roles of roles.hpp: a copy of the cached one, or else
/// initdb's, which is then cached. A damaged cached directory (files missing or of another size) is detected and
/// created again; without a cache folder, initdb runs every time. `fresh` removes the cached directory first.
/// Throws std::runtime_error with initdb's message when it fails: Cluster, which runs this in its guardian, reports it
/// as RT219.
void make_data(const Installation& installation, const std::optional<Account>& account,
               const std::filesystem::path& data, bool fresh);

}  // namespace retort::scratch::postgres
