#pragma once

#include <string>

#include "introspect/database.hpp"
#include "migrate/version_store.hpp"

// What the runner asks of the history table without reading its rows.
namespace retort::migrate {

/// Whether it has a row of a run that has not ended. False if there is no such table, or it can't be read.
bool any_running(introspect::Database& database, const VersionStore& store);

/// PostgreSQL: the privileges that the role lacks to record the progress of a section in it, and to read it:
/// "SELECT, UPDATE". Empty: none, or there is no such table yet.
std::string lacks_for_progress(introspect::Database& database, const VersionStore& store);

}  // namespace retort::migrate
