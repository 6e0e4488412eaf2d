#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/revision.hpp"

// Migrations that other tools than Retort have run: folders of SQL files, and the tables in which they keep their
// state.
namespace retort::migrate {

enum class ForeignFormat { numbered, flyway, goose, golang_migrate, dbmate, supabase };

/// "goose"
std::string_view to_string(ForeignFormat format);

/// A file of a folder.
struct ForeignFile {
    std::string path;
    std::string text;
};

/// One migration of another tool.
struct ForeignRevision {
    std::string version;      ///< as the file's name has it: "0003", "1.2"
    std::string name;         ///< the rest of the name, in words
    Section up{}, down{};     ///< `line`: in their files
    std::string path{};       ///< of the upgrade
    std::string down_path{};  ///< of the downgrade, if that is another file
};

struct ForeignChain {
    ForeignFormat format = ForeignFormat::numbered;
    std::vector<ForeignRevision> revisions{};  ///< in the order in which the tool runs them
    std::vector<std::string> passed_over{};    ///< paths of files that are no versioned migrations
};

/// The format of a folder's files: by an annotation in one of them, else by the names. Nothing if none is a migration.
std::optional<ForeignFormat> foreign_format(const std::vector<ForeignFile>& files);

/// Reads the files of a folder, each *.sql. Nothing if none of them is a migration. Throws Error RT488 for two files
/// of one version, a file without an upgrade, and a downgrade without its upgrade.
std::optional<ForeignChain> read_foreign(const std::vector<ForeignFile>& files, Dialect dialect);

/// -1, 0 or 1: versions are compared by their numbers, "1.2" is before "1.10", and "0003" equals "3".
int compare_versions(std::string_view a, std::string_view b);

/// The migrations as revisions that follow each other. The id is the version, with '_' for other characters than
/// letters and digits; `created` is that of a version that is a date.
std::vector<Revision> revisions_of(const ForeignChain& chain, Dialect dialect);

/// What a tool has recorded in a database.
struct ForeignState {
    std::string schema;       ///< of the table; empty: the default one
    std::string table;        ///< "goose_db_version"
    std::size_t applied = 0;  ///< the number of migrations, from the first on, that have run
};

/// Finds the table of the format's tool, and reads it unless `rows` is false. Nothing if the database has none. Throws
/// Error RT486 if the migrations that have run are not the first ones of the chain, or if the tool has left one half
/// done.
std::optional<ForeignState> foreign_state(introspect::Database& database, const ForeignChain& chain, bool rows = true);

}  // namespace retort::migrate
