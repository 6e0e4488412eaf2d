#pragma once

#include <string>
#include <string_view>

#include "scratch/postgres/installation.hpp"

// The roles of a throwaway cluster. SQL runs as source_role, which owns the databases and everything that the SQL
// creates, under the name that a superuser of a new cluster usually has. It is no superuser: it can run no programs
// and read and write no files of the server. docs/decisions/0018-sources-run-without-superuser.md has the reasons.
namespace retort::scratch::postgres {

/// The role of the sessions that run SQL.
inline constexpr std::string_view source_role = "postgres";

/// The role that initdb creates. Nobody can log in as it while SQL runs.
inline constexpr std::string_view superuser = "retort_superuser";

/// The database of the superuser's session. No SQL runs in it.
inline constexpr std::string_view superuser_database = "retort";

/// True for a role that would give its members programs, files or a superuser's rights.
bool is_powerful(std::string_view role);

/// Creates the source role and the superuser's database: statements of one line each, for a new cluster.
std::string roles_script();

/// Gives the source role a database of a new cluster, and the objects in it that it may grant or move.
std::string database_script(const Installation& installation, const std::string& database);

}  // namespace retort::scratch::postgres
