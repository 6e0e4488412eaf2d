#include "scratch/postgres/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace retort::scratch::postgres {

namespace {

/// PostgreSQL manual, Predefined Roles.
constexpr std::array<std::string_view, 3> roles_with_files{"pg_execute_server_program", "pg_read_server_files",
                                                           "pg_write_server_files"};

}  // namespace

bool is_powerful(std::string_view role) {
    return role == superuser ||
           std::find(roles_with_files.begin(), roles_with_files.end(), role) != roles_with_files.end();
}

std::string roles_script() {
    // Before version 16 a role with CREATEROLE may grant every role that is not a superuser.
    std::string guarded;
    for (const std::string_view role : roles_with_files)
        guarded += fmt::format("{}'{}'", guarded.empty() ? "" : ", ", role);
    return fmt::format(
        "CREATE ROLE {0} LOGIN CREATEDB CREATEROLE BYPASSRLS;\n"
        "GRANT pg_read_all_data, pg_monitor, pg_signal_backend TO {0};\n"
        "UPDATE pg_catalog.pg_authid SET rolsuper = true WHERE rolname IN ({1});\n"
        "CREATE DATABASE {2};\n",
        source_role, guarded, superuser_database);
}

std::string database_script(const Installation& installation, const std::string& database) {
    std::string script = fmt::format("ALTER LANGUAGE plpgsql OWNER TO {};\n", source_role);
    // Databases that are copied from template1 get their owner when they are created.
    if (database != "template1") script += fmt::format("ALTER DATABASE {} OWNER TO {};\n", database, source_role);
    // Later it belongs to pg_database_owner.
    if (installation.major_version < 15) script += fmt::format("ALTER SCHEMA public OWNER TO {};\n", source_role);
    return script;
}

}  // namespace retort::scratch::postgres
