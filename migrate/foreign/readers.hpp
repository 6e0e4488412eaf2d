#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrate/foreign/foreign.hpp"

// One reader for each format.
namespace retort::migrate {

/// The parts of a file's name.
struct ForeignName {
    std::string version;
    std::string name;
    bool down = false;  ///< the file has a downgrade alone
};

/// "V1__x.sql", "U1__x.sql". Nothing for other names.
std::optional<ForeignName> flyway_name(std::string_view file);
/// "1_x.up.sql", "1_x.down.sql".
std::optional<ForeignName> golang_migrate_name(std::string_view file);
/// "0001_x.sql", "0001-x.sql", "0001.sql".
std::optional<ForeignName> numbered_name(std::string_view file);

/// Whether the text has a line that is this comment, or begins with it and a blank.
bool has_annotation(std::string_view text, std::string_view comment);

/// A whole text as a section. One that can't run in a transaction, or that begins its own, has transaction:false.
Section foreign_section(Dialect dialect, std::string sql, int line);

/// Splits a file at its annotations. Throws Error RT488 without the one of the upgrade.
void read_goose(const ForeignFile& file, Dialect dialect, ForeignRevision& to);
void read_dbmate(const ForeignFile& file, Dialect dialect, ForeignRevision& to);

/// Error RT488.
Error unreadable(const std::string& path, std::string why, std::string hint);

}  // namespace retort::migrate
