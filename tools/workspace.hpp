#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch.hpp"

namespace retort::tools {

class Program;

// What the configuration stands for, made when a command asks for it.

/// [migrations] directory as a path for files and messages.
std::string migrations_folder(Program& program);

/// The revision files. Paths in messages are as seen from the working folder.
migrate::Chain load_chain(Program& program);

/// The version and history tables' names.
migrate::VersionStore version_store(Program& program, Dialect dialect);

/// What the headers and the SQL files declare, in the form of a dialect; not yet as the engine stores it.
Schema declared_schema(Program& program, Dialect dialect);

/// Tells of SQL files beside the headers that nobody reads, on one line.
void warn_of_unread_sql(Program& program);

/// What declared_schema gives, for comparing with `database`, where there is one. Throws Error RT011 for what [filter]
/// leaves out.
Schema compared_schema(Program& program, Dialect dialect, introspect::Database* database);

/// The live database, to change it.
std::unique_ptr<introspect::Database> open_live(Program& program);

/// The live database, to look at it: a SQLite file that is missing is not made.
std::unique_ptr<introspect::Database> open_live_to_read(Program& program);

/// Where databases may be made and thrown away; `live`, when it is open, tells the version.
scratch::ScratchOptions scratch_options(Program& program, Dialect dialect, const introspect::Database* live);

/// The dialect of scripts that are made without a database: --dialect's word if given, the
/// configured URL's, or what the revision files say. Throws Error RT007 when nothing tells.
Dialect script_dialect(Program& program, const std::string& word, const migrate::Chain& chain);

/// "postgresql" or "sqlite". Throws Error RT204.
Dialect parse_dialect(const std::string& word);

/// Every revision that the database hasn't had, for messages; the database's state must be known.
std::vector<const migrate::Revision*> pending(const migrate::Chain& chain, const migrate::Heads& current);

/// Says on standard error that expressions were compared by their structure, and why; nothing for an
/// empty `why`.
void tell_structural(Program& program, const std::string& why);

/// The migrations whose files were edited since they were run on the database, a sentence each. When the
/// history can't be read, says so on standard error and returns none.
std::vector<std::string> edited_files(Program& program, introspect::Database& database,
                                      const migrate::VersionStore& store);

/// The same as warnings on standard error.
void warn_of_edited(Program& program, introspect::Database& database, const migrate::VersionStore& store);

}  // namespace retort::tools
