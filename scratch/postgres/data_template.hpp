#pragma once

#include <filesystem>
#include <optional>

#include "scratch/postgres/account.hpp"
#include "scratch/postgres/installation.hpp"

namespace retort::scratch::postgres {

/// Where initdb's result is kept between runs, one folder for each version of the server:
/// retort/ in $XDG_CACHE_HOME or ~/.cache. Safe to delete at any time.
std::optional<std::filesystem::path> cache_folder();

/// Fills `data` with a new data directory: a copy of the kept one, or else by initdb, whose
/// result is then kept. A damaged one is noticed (files missing or of another size) and made
/// again; where nothing can be kept, initdb alone is used. With `fresh`, what is kept is
/// thrown away first.
/// Throws Error RT219 with initdb's own words when it fails.
void make_data(const Installation& installation, const std::optional<Account>& account,
               const std::filesystem::path& data, bool fresh);

}  // namespace retort::scratch::postgres
