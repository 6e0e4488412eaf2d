#pragma once

#include <string>

#include "scratch/scratch.hpp"

namespace retort::pipeline {

/// Runs `text`, the content of the SQL file `path`, on a database of `scratch`, statement by statement. Missing roles
/// are created if the scratch owns its server. psql's restrict commands, which pg_dump writes, are ignored. On SQLite
/// the dumps of sqlite3 can be run, too (sql/sqlite/source_statement.hpp).
/// Throws Error RT036 with the position of the statement that failed or is rejected, or of a transaction that is not
/// ended.
void run_sql_file(introspect::Database& database, const std::string& text, const std::string& path,
                  const scratch::Scratch& scratch);

}  // namespace retort::pipeline
