#pragma once

#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"

// What has to hold for the revisions of a run before the first of them runs.
namespace retort::migrate {

/// Throws Error RT069 for a revision for another dialect than the database's.
void check_dialects(const std::vector<const Revision*>& path, const introspect::Database& database);

/// Throws Error RT304 for a section that is not one transaction: it can't be part of one.
void check_one_transaction(const std::vector<const Revision*>& path, Direction direction);

/// Throws Error RT322 if a section of `path` is not one transaction, and the role lacks a privilege to record its
/// progress and to read it again.
void check_privileges(const std::vector<const Revision*>& path, Direction direction, introspect::Database& database,
                      const VersionStore& store);

}  // namespace retort::migrate
