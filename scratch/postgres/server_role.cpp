#include "scratch/postgres/server_role.hpp"

#include <fmt/format.h>

#include "introspect/postgres/connection.hpp"
#include "schema/error.hpp"

namespace retort::scratch::postgres {

namespace {

/// The role and why it has the rights; no row: it has not. A role with CREATEROLE may grant itself any role that is no
/// superuser, and since version 16 only those of which it is an administrator (PostgreSQL, CREATE ROLE).
constexpr std::string_view reason_sql = R"(
WITH powerful (name) AS (
    VALUES ('pg_execute_server_program'), ('pg_read_server_files'), ('pg_write_server_files'))
SELECT rolname,
       CASE WHEN rolsuper THEN 'is a superuser'
            WHEN member IS NOT NULL THEN 'is a member of ' || member
            ELSE 'has CREATEROLE, with which it can become a member of pg_execute_server_program' END
  FROM pg_roles,
       (SELECT string_agg(name, ', ') AS member FROM powerful WHERE pg_has_role(session_user, name, 'MEMBER')) m
 WHERE rolname = session_user
   AND (rolsuper OR member IS NOT NULL
        OR rolcreaterole AND current_setting('server_version_num')::integer < 160000))";

}  // namespace

void require_restricted_role(const sql::Url& url) {
    introspect::postgres::Connection session(url);
    const auto rows = session.query(reason_sql);
    if (rows.empty()) return;
    throw Error("RT324",
                fmt::format("the SQL of files would run on {} as the role {}, which {}: it could run programs and read "
                            "files of the server",
                            url.display, rows[0].at(0).value_or("?"), rows[0].at(1).value_or("")),
                "name a role without these rights (CREATE ROLE retort_scratch LOGIN CREATEDB) in [database] "
                "scratch_url, leave it out for a throwaway cluster, or, if you trust all of the SQL, use --trust or "
                "trust_sources = true under [database]");
}

}  // namespace retort::scratch::postgres
