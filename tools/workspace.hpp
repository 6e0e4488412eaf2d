#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::tools {

class Program;

// Objects that the configuration describes, created for the command that needs them.

/// [migrations] directory as paths for files and messages; new revisions go into the first.
std::vector<std::string> migrations_folders(Program& program);

/// Reports on standard error that there is no revision, and where it was searched.
void note_no_migrations(Program& program);

/// The revision files. Paths in messages are relative to the working folder if below it.
migrate::Chain load_chain(Program& program);

/// The revisions of the live database, for targets that name them: read in a read-only session, by no other query.
/// Throws Error RT071 for one that is in no file.
migrate::Heads read_current(Program& program, const migrate::Chain& chain);

/// The version and history tables' names.
migrate::VersionStore version_store(Program& program, Dialect dialect);

/// The schema that the headers and the SQL files declare, lowered to a dialect; not yet as the engine stores it.
Schema declared_schema(Program& program, Dialect dialect);

/// Prints one line on standard error when SQL files next to the headers are not read.
void warn_of_unread_sql(Program& program);

/// declared_schema, for comparing with `database` (may be null). Throws Error RT011 for a declared object that
/// [filter] excludes.
Schema compared_schema(Program& program, Dialect dialect, introspect::Database* database);

/// How databases are opened: [database] busy_timeout and extensions. A wait for a lock is reported on standard error.
introspect::OpenOptions open_options(Program& program, introspect::MissingFile missing);

/// Opens the live database for changes. A SQLite file that does not exist is created, which is reported on standard
/// error, or is Error RT291.
std::unique_ptr<introspect::Database> open_live(Program& program, introspect::MissingFile missing);

/// Opens the live database for reading. Throws Error RT291 for a SQLite file that does not exist.
std::unique_ptr<introspect::Database> open_live_to_read(Program& program);

/// The options for scratch databases; `live` (may be null) gives the server's version.
scratch::ScratchOptions scratch_options(Program& program, Dialect dialect, const introspect::Database* live);

/// The dialect of scripts that are written without a database: `word` (--dialect) if given, else the
/// configured URL's, else the revision files'. Throws Error RT007 when none is known.
Dialect script_dialect(Program& program, const std::string& word, const migrate::Chain& chain);

/// Error RT264: `given`, an option or an argument, requires the option `required`.
Error missing_option(const std::string& given, const std::string& required, std::string hint = {});

/// "postgresql" or "sqlite". Throws Error RT204.
Dialect parse_dialect(const std::string& word);

/// The dialect of --dialect; unset for an empty word. Throws Error RT204.
std::optional<Dialect> requested_dialect(const std::string& word);

/// The revisions that are not applied at `current`, in order; the chain must contain `current`.
std::vector<const migrate::Revision*> pending(const migrate::Chain& chain, const migrate::Heads& current);

/// Reports on standard error that expressions were compared by structure, and why; nothing for an
/// empty `why`.
void report_structural(Program& program, const std::string& why);

/// One sentence for each migration whose file was edited after it ran on the database. When the
/// history can't be read, warns on standard error and returns none.
std::vector<std::string> edited_files(Program& program, introspect::Database& database,
                                      const migrate::VersionStore& store);

/// Warns if the database has a version table of Alembic that is not the configured one, which does not exist.
void warn_of_alembic(Program& program, introspect::Database& database, const migrate::VersionStore& store);

/// Warns of those among the revisions whose `verified:` is void: the file was changed after the proof.
void warn_of_void_proofs(Program& program, const std::vector<const migrate::Revision*>& revisions);

/// Prints edited_files as warnings on standard error.
void warn_of_edited(Program& program, introspect::Database& database, const migrate::VersionStore& store);

}  // namespace retort::tools
