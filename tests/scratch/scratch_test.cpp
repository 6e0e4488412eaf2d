#include "scratch/scratch.hpp"
#include "schema/same_state.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "scratch/foreign_servers.hpp"
#include "scratch/guardian_process.hpp"
#include "scratch/postgres/data_template.hpp"
#include "scratch/postgres/installation.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::introspect {
namespace {

namespace fs = std::filesystem;

std::string value(Database& database, std::string_view sql) { return *database.query(sql).at(0).at(0); }

/// How many of these two databases the server has. Other tests have scratch databases on it at the same time.
std::size_t existing(const test::FreshDatabase& database, const std::string& one, const std::string& two) {
    return database.column("SELECT datname FROM pg_database WHERE datname IN ('" + one + "', '" + two + "')").size();
}

Diagnostic refusal(const scratch::ScratchOptions& options) {
    try {
        scratch::open_scratch(options);
    } catch (const Error& error) {
        return error.diagnostics().at(0);
    }
    ADD_FAILURE() << "not rejected";
    return {};
}

bool comes_true(const std::function<bool()>& condition) {
    for (int i = 0; i < 500; ++i) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

TEST(Scratch, SqliteScratchesAreInMemoryAndSeparate) {
    scratch::ScratchOptions options;
    options.dialect = Dialect::sqlite;
    const auto scratch = scratch::open_scratch(options);
    const auto one = scratch->create();
    const auto two = scratch->create();
    one->execute("CREATE TABLE t (a)");
    EXPECT_EQ(value(*two, "SELECT count(*) FROM sqlite_schema"), "0");
}

TEST(ScratchCluster, CreatesEmptyUtf8DatabasesAndCleansUp) {
    std::string folder;
    {
        const auto scratch = scratch::open_scratch({});
        const auto one = scratch->create();
        one->execute("CREATE TABLE t (a int)");
        const auto two = scratch->create();
        EXPECT_TRUE(same_state(two->introspect(), Schema{}));
        EXPECT_EQ(value(*one, "SHOW server_encoding"), "UTF8");
        EXPECT_EQ(value(*two, "SHOW server_encoding"), "UTF8");
        EXPECT_EQ(value(*two, "SELECT datcollate FROM pg_database WHERE datname = current_database()"), "C");
        EXPECT_EQ(value(*two, "SHOW listen_addresses"), "");
        folder = value(*two, "SHOW unix_socket_directories");
        EXPECT_TRUE(fs::exists(folder));
        EXPECT_NE(scratch->describe().find("throwaway PostgreSQL"), std::string::npos);
    }
    EXPECT_FALSE(fs::exists(folder));
}

TEST(ScratchCluster, AllowsManyTablesInOneTransaction) {
    const auto scratch = scratch::open_scratch({});
    const auto database = scratch->create();
    std::string script = "BEGIN;";
    for (int i = 0; i < 2000; ++i) {
        script += "CREATE TABLE t" + std::to_string(i) + " (id int PRIMARY KEY);";
    }
    database->execute(script + "COMMIT");
    EXPECT_EQ(database->introspect().tables.size(), 2000U);
}

TEST(ScratchCluster, StopsWhenProcessIsKilled) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
        const auto scratch = scratch::open_scratch({});
        const std::string folder = value(*scratch->create(), "SHOW unix_socket_directories") + "\n";
        if (write(ends[1], folder.data(), folder.size()) < 0) {
            _exit(1);
        }
        pause();
        _exit(0);
    }
    close(ends[1]);
    std::string folder;
    for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) {
        folder += c;
    }
    close(ends[0]);
    ASSERT_TRUE(fs::exists(folder)) << folder;
    std::ifstream pid_file(fs::path(folder) / "data" / "postmaster.pid");
    pid_t postmaster = 0;
    pid_file >> postmaster;
    ASSERT_GT(postmaster, 0);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(comes_true([&] { return !fs::exists(folder); }));
    EXPECT_TRUE(comes_true([&] { return kill(postmaster, 0) != 0; }));
}

TEST(ScratchCluster, HasRolesOfLiveServer) {
    const test::FreshDatabase database;
    const std::string role = "Retort role " + database.name();
    database.run("CREATE ROLE " + quote(role));
    scratch::ScratchOptions options;
    options.live_url = sql::parse_url(database.url(), "[database] url");
    const auto scratch = scratch::open_scratch(options);
    scratch->create()->execute("CREATE TABLE t (a int); GRANT SELECT ON t TO " + quote(role));
    database.run("DROP ROLE " + quote(role));
    const std::string login = "SELECT rolcanlogin FROM pg_roles WHERE rolname = " + quote_literal(role);
    EXPECT_EQ(value(*scratch->create(), login), "f");
}

/// Runs with a separate cache folder.
class ScratchCache : public ::testing::Test {
protected:
    void SetUp() override {
        const char* before = std::getenv("XDG_CACHE_HOME");
        before_ = before == nullptr ? "" : before;
        setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1);
    }
    void TearDown() override {
        before_.empty() ? unsetenv("XDG_CACHE_HOME") : setenv("XDG_CACHE_HOME", before_.c_str(), 1);
    }
    static std::string works() {
        const auto scratch = scratch::open_scratch({});
        return value(*scratch->create(), "SELECT 'yes'");
    }
    fs::path kept() const {
        const auto installations = scratch::postgres::find_installations();
        return *scratch::postgres::cache_folder() / ("cluster-" + installations.at(0).version);
    }

private:
    test::TempFolder folder_;
    std::string before_;
};

TEST_F(ScratchCache, IsFilledUsedAndRepairedWhenDamaged) {
    EXPECT_EQ(works(), "yes");
    ASSERT_TRUE(fs::exists(kept() / "data" / "PG_VERSION"));
    const auto made = fs::last_write_time(kept() / "extent");
    EXPECT_EQ(works(), "yes");
    EXPECT_EQ(fs::last_write_time(kept() / "extent"), made);

    fs::remove(kept() / "data" / "PG_VERSION");
    EXPECT_EQ(works(), "yes");
    EXPECT_TRUE(fs::exists(kept() / "data" / "PG_VERSION"));

    const fs::path control = kept() / "data" / "global" / "pg_control";  // damage that keeps the file's size
    std::ofstream(control, std::ios::binary) << std::string(fs::file_size(control), '\0');
    EXPECT_EQ(works(), "yes");
    EXPECT_EQ(works(), "yes");
}

TEST_F(ScratchCache, WorksWithoutCacheFolder) {
    setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
    EXPECT_EQ(works(), "yes");
}

TEST(ScratchCluster, OtherMajorVersionIsNotUsed) {
    scratch::ScratchOptions options;
    options.major_version = 9;
    const Diagnostic diagnostic = refusal(options);
    EXPECT_EQ(diagnostic.code.text(), "RT035");
    ASSERT_EQ(diagnostic.notes.size(), 1U);
    EXPECT_NE(diagnostic.notes[0].message.find("no initdb of version 9"), std::string::npos);
    EXPECT_NE(diagnostic.notes[0].hint.find("postgresql-9"), std::string::npos);
}

TEST(ScratchServer, DropsDatabasesOfScratchUrlAtEnd) {
    const test::FreshDatabase database;
    scratch::ScratchOptions options;
    options.scratch_url = sql::parse_url(database.url(), "scratch_url");
    options.trusted = true;
    std::string first, second;
    {
        const auto scratch = scratch::open_scratch(options);
        const auto one = scratch->create();
        const auto two = scratch->create();
        first = value(*one, "SELECT current_database()");
        second = value(*two, "SELECT current_database()");
        EXPECT_NE(first, second);
        EXPECT_TRUE(first.starts_with("retort_scratch_")) << first;
        EXPECT_EQ(existing(database, first, second), 2U);
    }
    EXPECT_EQ(existing(database, first, second), 0U);
}

TEST(ScratchServer, LiveServerIsLastResort) {
    const test::FreshDatabase database;
    scratch::ScratchOptions options;
    options.major_version = 9;  // no such version is installed
    options.live_url = sql::parse_url(database.url(), "[database] url");
    const Diagnostic diagnostic = refusal(options);
    EXPECT_EQ(diagnostic.code.text(), "RT035");
    EXPECT_EQ(diagnostic.notes.back().code.text(), "RT324") << "the role is a superuser";
    options.trusted = true;
    const auto scratch = scratch::open_scratch(options);
    EXPECT_NE(scratch->describe().find("temporary databases"), std::string::npos);
    EXPECT_TRUE(same_state(scratch->create()->introspect(), Schema{}));
}

TEST(ScratchServer, ARoleWithRightsOnFilesRunsTrustedSqlOnly) {
    const test::FreshDatabase database;
    const std::string role = "retort_strong_" + database.name();
    scratch::ScratchOptions options;
    options.scratch_url = sql::parse_url(database.url(role), "scratch_url");
    database.run("CREATE ROLE " + role + " LOGIN CREATEDB");
    EXPECT_NO_THROW(scratch::open_scratch(options)->create());
    const bool grants_itself =
        database.column("SELECT current_setting('server_version_num')::int < 160000").at(0) == "t";
    const std::pair<const char*, const char*> rights[] = {
        {"ALTER ROLE {} SUPERUSER", "is a superuser"},
        {"ALTER ROLE {} NOSUPERUSER; GRANT pg_read_server_files TO {}", "is a member of pg_read_server_files"},
        {"REVOKE pg_read_server_files FROM {}; ALTER ROLE {} CREATEROLE", "has CREATEROLE"}};
    for (const auto& [sql, reason] : rights) {
        std::string text = sql;
        for (std::size_t at = 0; (at = text.find("{}")) != std::string::npos;) text.replace(at, 2, role);
        database.run(text);
        if (std::string(reason) == "has CREATEROLE" && !grants_itself) continue;
        const Diagnostic diagnostic = refusal(options);
        EXPECT_EQ(diagnostic.code.text(), "RT324");
        EXPECT_NE(diagnostic.message.find("as the role " + role + ", which " + reason), std::string::npos)
            << diagnostic.message;
        EXPECT_NE(diagnostic.hint.find("--trust"), std::string::npos);
        options.trusted = true;
        EXPECT_NO_THROW(scratch::open_scratch(options)->create());
        options.trusted = false;
    }
    database.run("DROP ROLE " + role);
}

/// A role that may not create databases, and a database that is its own.
class ScratchDatabase : public ::testing::Test {
protected:
    ScratchDatabase() : role_("retort_poor_" + database_.name()) {
        database_.run("CREATE ROLE " + role_ + " LOGIN; GRANT CREATE, USAGE ON SCHEMA public TO " + role_ +
                      ";"
                      "GRANT CREATE ON DATABASE " +
                      database_.name() + " TO " + role_);
    }
    ~ScratchDatabase() override { database_.run("DROP OWNED BY " + role_ + "; DROP ROLE " + role_); }

    sql::Url url(const std::string& setting) const { return sql::parse_url(database_.url(role_), setting); }

    test::FreshDatabase database_;
    std::string role_;
};

TEST_F(ScratchDatabase, IsUsedDirectlyAndEmptiedBetweenUses) {
    scratch::ScratchOptions options;
    options.scratch_url = url("scratch_url");
    {
        const auto scratch = scratch::open_scratch(options);
        scratch->create()->execute(
            "CREATE SCHEMA s; CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS int;"
            " CREATE TABLE s.t (id serial, e e, d d);"
            "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p DEFAULT;"
            "CREATE TABLE \"Q\" (a int REFERENCES p); CREATE VIEW v AS SELECT * FROM \"Q\"; CREATE SEQUENCE q;"
            "CREATE MATERIALIZED VIEW m AS SELECT * FROM v; CREATE TYPE c AS (x int);"
            " CREATE TYPE r AS RANGE (SUBTYPE = int);"
            "CREATE FUNCTION f(e) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE g (int) (SFUNC = int4pl, "
            "STYPE = int)");
        const auto second = scratch->create();
        EXPECT_TRUE(same_state(second->introspect(), Schema{}));
        second->execute("CREATE TABLE t (a int)");
    }
    EXPECT_TRUE(same_state(database_.open()->introspect(), Schema{}));
    EXPECT_TRUE(database_.column("SELECT 1 FROM pg_proc WHERE pronamespace = 'public'::regnamespace").empty());
}

TEST_F(ScratchDatabase, MustBeEmptyInitially) {
    database_.run("CREATE TABLE precious (a int)");
    scratch::ScratchOptions options;
    options.scratch_url = url("scratch_url in retort.toml");
    const Diagnostic diagnostic = refusal(options);
    EXPECT_EQ(diagnostic.code.text(), "RT214");
    ASSERT_EQ(diagnostic.notes.size(), 2U);
    EXPECT_EQ(diagnostic.notes[0].code.text(), "RT216");
    EXPECT_EQ(diagnostic.notes[1].code.text(), "RT218");
    EXPECT_NE(diagnostic.notes[0].message.find("may not create databases"), std::string::npos);
    EXPECT_NE(diagnostic.notes[0].hint.find("CREATEDB"), std::string::npos);
    EXPECT_NE(diagnostic.notes[1].message.find("is not empty"), std::string::npos);
    EXPECT_EQ(database_.column("SELECT count(*) FROM precious").at(0), "0");
}

Schema with_foreign_table(const std::string& server) {
    Schema schema;
    Definition table;
    table.kind = ObjectKind::foreign_table;
    table.name = {"", "t"};
    table.sql = "CREATE FOREIGN TABLE t (\n    a integer\n) SERVER " + quote(server);
    schema.definitions.emplace(id_of(table), table);
    return schema;
}

TEST_F(ScratchDatabase, HasServersForForeignTables) {
    const auto database = database_.open();
    scratch::create_foreign_servers(*database, Schema{});
    EXPECT_TRUE(database_.column("SELECT fdwname FROM pg_foreign_data_wrapper").empty());
    for (const char* server : {"far", "Near by", "far"})
        scratch::create_foreign_servers(*database, with_foreign_table(server));
    EXPECT_EQ(database_.column("SELECT srvname FROM pg_foreign_server ORDER BY srvname COLLATE \"C\""),
              (std::vector<std::string>{"Near by", "far"}));
    database->execute(with_foreign_table("Near by").definitions.begin()->second.sql);
    EXPECT_TRUE(same_state(database->introspect(), with_foreign_table("Near by")));
}

TEST_F(ScratchDatabase, NeedsASuperuserForTheServerOfAForeignTable) {
    const auto database = introspect::open(url("scratch_url"), Access::read_write);
    try {
        scratch::create_foreign_servers(*database, with_foreign_table("far"));
        ADD_FAILURE() << "created a server";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT213");
        EXPECT_NE(error.diagnostics().at(0).message.find("the server far of a foreign table"), std::string::npos);
    }
    Schema two = with_foreign_table("far");
    Definition other = two.definitions.begin()->second;
    other.name.name = "u";
    other.sql = "CREATE FOREIGN TABLE u (\n    a integer\n) SERVER beyond";
    two.definitions.emplace(id_of(other), other);
    try {
        scratch::create_foreign_servers(*database, two);
        ADD_FAILURE() << "created two servers";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT213");
        EXPECT_NE(error.diagnostics().at(0).message.find("the servers beyond, far of foreign tables"),
                  std::string::npos)
            << error.diagnostics().at(0).message;
    }
    // A database that has the servers needs no privilege.
    database_.run("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w");
    scratch::create_foreign_servers(*database, with_foreign_table("far"));
    database_.run("CREATE SERVER beyond FOREIGN DATA WRAPPER w");
    scratch::create_foreign_servers(*database, two);
    EXPECT_EQ(database_.column("SELECT count(*) FROM pg_foreign_server").at(0), "2");
}

TEST_F(ScratchDatabase, ARoleThatLosesThePrivilegeMakesNoMore) {
    database_.run("ALTER ROLE " + role_ + " CREATEDB");
    scratch::ScratchOptions options;
    options.scratch_url = url("scratch_url in retort.toml");
    const auto scratch = scratch::open_scratch(options);
    database_.run("ALTER ROLE " + role_ + " NOCREATEDB");
    try {
        scratch->create();
        ADD_FAILURE() << "made a database";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT217");
    }
}

TEST(ScratchCluster, AFailingInitdbIsReported) {
    const test::TempFolder folder;
    for (const auto& [name, script] : {std::pair{"postgres", "echo 'postgres (PostgreSQL) 99.1'"},
                                       std::pair{"initdb", "echo 'error: no' >&2; exit 1"}}) {
        folder.write(name, std::string("#!/bin/sh\n") + script + "\n");
        fs::permissions(folder.path() / name, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_all);
    }
    fs::permissions(folder.path(), fs::perms::all);
    const std::string path = std::getenv("PATH");
    setenv("PATH", (folder.path().string() + ":" + path).c_str(), 1);
    scratch::ScratchOptions options;
    options.major_version = 99;
    const Diagnostic diagnostic = refusal(options);
    setenv("PATH", path.c_str(), 1);
    EXPECT_EQ(diagnostic.code.text(), "RT035");
    ASSERT_EQ(diagnostic.notes.size(), 1U);
    EXPECT_EQ(diagnostic.notes[0].code.text(), "RT219") << diagnostic.notes[0].message;
}

TEST(Guardian, WithoutDescriptorsIsAnError) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 0;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    std::string code;
    try {
        const scratch::Guardian guardian([](const scratch::Guardian::Link&) {});
    } catch (const Error& error) {
        code = error.diagnostics().at(0).code.text();
    }
    setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_EQ(code, "RT220");
}

TEST(Guardian, AnEndedProcessIsAnError) {
    const scratch::Guardian guardian([](const scratch::Guardian::Link&) {});
    EXPECT_EQ(guardian.receive(), "") << "the end of the process";
    try {
        guardian.note("a database");
        ADD_FAILURE() << "noted";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT277");
    }
}

TEST_F(ScratchDatabase, LiveServerRequiresCreatedb) {
    scratch::ScratchOptions options;
    options.major_version = 9;
    options.live_url = url("[database] url");
    const Diagnostic diagnostic = refusal(options);
    ASSERT_EQ(diagnostic.notes.size(), 2U);
    EXPECT_NE(diagnostic.notes[1].message.find("may not create databases"), std::string::npos);
    EXPECT_NE(diagnostic.hint.find("--no-verify"), std::string::npos);
}

}  // namespace
}  // namespace retort::introspect
