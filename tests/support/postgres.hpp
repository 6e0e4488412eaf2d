#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"

namespace retort::test {

/// The URL in RETORT_TEST_PG: a throwaway cluster where databases and roles may be created.
/// Throws std::runtime_error that explains how to start one if the variable is not set.
std::string server_url();

/// `server_url()` with another database, and with another user if one is given.
std::string url_of(const std::string& database, const std::string& user = {});

/// A new, empty database on that server, dropped at the end even while sessions are open.
class FreshDatabase {
public:
    FreshDatabase();
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    const std::string& name() const { return name_; }
    std::string url(const std::string& user = {}) const { return url_of(name_, user); }
    std::unique_ptr<introspect::Database> open(introspect::Access access = introspect::Access::read_write) const;
    /// A session that introspects several times (introspect::postgres::Server::throwaway).
    std::unique_ptr<introspect::Database> open_keeping_plans() const;

    /// Runs a script through a client that is not part of Retort (libpqxx).
    void run(std::string_view sql) const;
    /// The first column of a query, through the same client; "<null>" for NULL.
    std::vector<std::string> column(std::string_view sql) const;

private:
    std::string name_;
};

/// One of a few databases that this process keeps. With `empty` faster than a new database for every test.
FreshDatabase& kept_database(std::size_t which);
/// Drops everything in the session's database and resets the session. The schema "public" stays if nothing but its
/// objects was changed, since any change of a schema makes the server plan again what the session has prepared.
void empty(introspect::Database& session);

/// A test with a fresh database, `database`, and a session `db`; both are created on first use.
class PostgresTest : public ::testing::Test {
protected:
    FreshDatabase& database();
    introspect::Database& db();

private:
    std::unique_ptr<FreshDatabase> database_;
    std::unique_ptr<introspect::Database> db_;
};

}  // namespace retort::test
