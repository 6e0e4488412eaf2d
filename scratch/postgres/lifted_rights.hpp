#pragma once

#include <string_view>

#include "introspect/database.hpp"
#include "introspect/postgres/connection.hpp"
#include "scratch/postgres/cluster.hpp"

namespace retort::scratch::postgres {

/// The superuser's session of a throwaway cluster, which can make the source role a superuser.
class Superuser {
public:
    /// Connects, and locks the superuser out of all further sessions.
    explicit Superuser(const Cluster& cluster);

    void execute(std::string_view sql) { session_.execute(sql); }
    int version() const { return session_.version(); }

    /// Makes the source role a superuser, or no superuser. Its sessions follow when they next read invalidated system
    /// catalogs. Throws Error RT335 when an open transaction has changed the role.
    void lift() { alter("SUPERUSER"); }
    void lower() { alter("NOSUPERUSER"); }

private:
    void alter(std::string_view attribute);

    introspect::postgres::Connection session_;
};

/// Makes the role of `session` a superuser until the end of its scope. In it only statements may be run that run no
/// code of the SQL's author (sql/postgres/superuser_statement.hpp). The session must not be in a failed transaction,
/// neither at the beginning nor at the end.
class LiftedRights {
public:
    /// Throws Error RT335.
    LiftedRights(Superuser& superuser, introspect::Database& session);
    ~LiftedRights();
    LiftedRights(const LiftedRights&) = delete;
    LiftedRights& operator=(const LiftedRights&) = delete;

    /// Ends it. Throws std::logic_error when the session keeps the rights.
    void end();

private:
    Superuser& superuser_;
    introspect::Database& session_;
    bool lifted_ = true;
};

}  // namespace retort::scratch::postgres
