#include "scratch/postgres/lifted_rights.hpp"

#include <fmt/format.h>

#include <exception>
#include <stdexcept>

#include "schema/error.hpp"
#include "scratch/postgres/roles.hpp"

namespace retort::scratch::postgres {

namespace {

/// pg_get_object_address locks an object, and a lock on an object makes the session read what other sessions have
/// committed to the system catalogs, also within a transaction (src/backend/storage/lmgr/lmgr.c, LockDatabaseObject).
/// Whether a role is a superuser is cached until then. The names are qualified: the SQL may have set search_path.
constexpr std::string_view has_rights = R"(
SELECT pg_catalog.has_function_privilege('pg_catalog.pg_read_file(text)', 'EXECUTE')
  FROM pg_catalog.pg_get_object_address('schema', '{pg_catalog}', '{}'))";

}  // namespace

Superuser::Superuser(const Cluster& cluster) : session_(cluster.url(std::string(superuser_database), superuser)) {
    session_.execute(fmt::format("ALTER ROLE {} NOLOGIN; SET lock_timeout = '1s'", superuser));
}

void Superuser::alter(std::string_view attribute) {
    try {
        session_.execute(fmt::format("ALTER ROLE {} {}", source_role, attribute));
    } catch (const introspect::StatementError& error) {
        throw Error("RT335",
                    fmt::format("the role {} of the throwaway cluster is changed by an open transaction: {}",
                                source_role, error.what()),
                    "remove the statement that alters the role");
    }
}

LiftedRights::LiftedRights(Superuser& superuser, introspect::Database& session)
    : superuser_(superuser), session_(session) {
    superuser_.lift();
    try {
        session_.query(has_rights);
    } catch (...) {
        superuser_.lower();
        throw;
    }
}

LiftedRights::~LiftedRights() {
    try {
        end();
    } catch (const Error&) {
        // A connection is lost, and the cluster of no more use.
    } catch (...) {
        std::terminate();  // the session must not run another statement
    }
}

void LiftedRights::end() {
    if (!lifted_) return;
    superuser_.lower();
    lifted_ = false;
    for (int attempt = 1;; ++attempt) {
        try {
            if (session_.query(has_rights).at(0).at(0) == "f") return;
            break;
        } catch (const introspect::StatementError&) {
            if (attempt == 3) break;  // an interrupt may have cancelled the query
        }
    }
    throw std::logic_error("a session of the throwaway cluster keeps the rights of a superuser");
}

}  // namespace retort::scratch::postgres
