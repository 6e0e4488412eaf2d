#pragma once

#include <optional>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"
#include "review/finding.hpp"

namespace retort::review {

/// What the version table and the history table of a database say about the revision files.
struct DatabaseState {
    std::optional<migrate::Heads> current{};  ///< unset: a revision of the database is in no file
    bool complete = true;                     ///< false: a section is not complete, so the schema is between two states
    std::vector<Finding> findings{};          ///< pending, skipped, unfinished, edited, unknown, gone
    std::vector<std::string> notes{};         ///< why something is not known
};

/// Reads both tables and changes nothing. Throws the errors of VersionStore::known_current, except for a revision that
/// is in no file. A history that the role can't read is a note.
DatabaseState check_database(introspect::Database& database, const migrate::Chain& chain,
                             const migrate::VersionStore& store);

}  // namespace retort::review
