#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/heads.hpp"
#include "migrate/revision.hpp"
#include "migrate/version_store.hpp"
#include "schema/error.hpp"
#include "sql/file_changes.hpp"
#include "tools/alembic_program.hpp"
#include "tools/config_edit.hpp"

namespace retort::tools {

class Program;

/// The options of `retort adopt`.
struct AdoptOptions {
    std::string alembic;  ///< --alembic DIR
    std::string files;    ///< --files DIR
    bool baseline = false;
    bool in_place = false;
    std::string message;
    std::string id;
    std::string stamp;  ///< --stamp REV, "none"; empty: found
    bool no_verify = false;
    bool yes = false;
    bool dry_run = false;
    bool json = false;
};

/// What `retort adopt` found, and what it is going to do. Nothing of it is done yet.
struct Adoption {
    std::string source;                        ///< "database", "alembic", "flyway", …
    std::string found;                         ///< a sentence without a period
    std::vector<migrate::Revision> revisions;  ///< of the files that are written, in the chain's order
    std::vector<sql::FileChange> changes;      ///< the files of these revisions
    std::vector<ConfigEdit> settings;          ///< of retort.toml
    std::optional<migrate::Heads> recorded;    ///< what is stamped; unset: nothing
    std::string version_table;                 ///< empty: the configured one
    std::string proof;                         ///< empty: not proved
    std::vector<std::string> notes;            ///< each a sentence without a period
    bool nothing = false;                      ///< there is nothing to adopt; `found` says why
};

/// The first revision of the live database's whole schema. `id` and `version_table`: of the tool that keeps them, whose
/// table is taken over; both empty for a database without one.
Adoption adopt_database(Program& program, const AdoptOptions& options, introspect::Database& live, std::string id = {},
                        const std::string& version_table = {});

/// The SQL files of a folder that another tool runs: each becomes a revision in the migrations folder, or in its place.
/// Throws Error RT488 for files that can't be read, RT487 if it is not known which of them the database has.
Adoption adopt_files(Program& program, const AdoptOptions& options, introspect::Database& live,
                     const std::string& folder);

/// The revision files of Alembic: each becomes a revision with its id and parents. Their SQL is that of their
/// op.execute() texts, or else what `alembic upgrade heads --sql` prints; without both the database gets a baseline,
/// and a note says why. Throws Error RT488 for files that can't be read, RT487 for a database at another revision.
Adoption adopt_alembic(Program& program, const AdoptOptions& options, introspect::Database& live,
                       const AlembicProject& project);

/// Error RT487: which of the files the database has is not known.
Error unknown_state(std::string message, std::string hint);

/// The folders below the project that may have such files, and have some: "supabase/migrations".
std::vector<std::string> folders_with_files(Program& program);

}  // namespace retort::tools
