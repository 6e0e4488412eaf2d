// Commands through PgBouncer in transaction mode: Debian's pgbouncer, if it is installed.

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// A PgBouncer with a pool of a few sessions before the test's server.
class Pooler : public ::testing::Test {
protected:
    explicit Pooler(int sessions = 5) : sessions_(sessions) {}

    void SetUp() override {
        if (program().empty()) GTEST_SKIP() << "pgbouncer is not installed";
        const std::string folder = project.folder().string();
        fs::permissions(folder, fs::perms::all);
        const auto parts = project.connect()->query(
            "SELECT split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port'), "
            "current_user, current_database()");
        const auto& row = parts.at(0);
        project.write("b.ini",
                      fmt::format("[databases]\n* = host={} port={} user={}\n[pgbouncer]\nlisten_addr =\n"
                                  "unix_socket_dir = {}\nlisten_port = 6543\nauth_type = any\npool_mode = "
                                  "transaction\ndefault_pool_size = {}\nlogfile = {}/b.log\npidfile = {}/b.pid\n",
                                  row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), folder, sessions_,
                                  folder, folder));
        std::vector<std::string> command{program(), "-q", "-d"};
        if (::geteuid() == 0) command.insert(command.end(), {"-u", "postgres"});
        command.push_back(folder + "/b.ini");
        const Outcome started = run(command, {project.folder(), {}, ""});
        ASSERT_EQ(started.status, 0) << started.err;
        url = fmt::format("postgresql://{}@/{}?host={}&port=6543", row[2].value_or(""), row[3].value_or(""), folder);
        for (int i = 0; i < 200 && !fs::exists(folder + "/.s.PGSQL.6543"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        project.write("retort.toml", fmt::format("[models]\nsql = [\"schema.sql\"]\n\n[database]\nurl = \"{}\"\n\n"
                                                 "[migrations]\ndirectory = \"migrations\"\n",
                                                 url));
        project.write("schema.sql", "CREATE TABLE users (id integer PRIMARY KEY);\n");
    }
    void TearDown() override {
        const fs::path pid = project.folder() / "b.pid";
        if (fs::exists(pid)) run({"sh", "-c", "kill -INT $(cat '" + pid.string() + "')"}, {project.folder(), {}, ""});
        for (int i = 0; i < 500 && fs::exists(pid); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }

    /// Debian's folder of it is not on everybody's PATH. Empty: it is not installed.
    static std::string program() {
        for (const char* folder : {"/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"})
            if (const std::string path = std::string(folder) + "/pgbouncer"; ::access(path.c_str(), X_OK) == 0)
                return path;
        return {};
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& section = "") const {
        project.write("migrations/" + name + ".sql",
                      fmt::format("-- {}\n-- revision: {}\n-- down_revision: {}\n\n-- migrate:up{}\n{}\n\n-- "
                                  "migrate:down\nSELECT 1;\n",
                                  name, id, follows, section, up));
    }
    /// Writes through each session of the pool at once.
    void expect_writable() const {
        for (int i = 0; i < 10; ++i)
            EXPECT_NO_THROW(
                project.connect(url)->execute("CREATE TEMP TABLE t ON COMMIT DROP AS SELECT 1; INSERT INTO "
                                              "written VALUES (1)"));
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid "
                                "FROM pg_database WHERE datname = current_database())"),
                  "0");
    }

    Project project{Dialect::postgresql};
    std::string url;

private:
    int sessions_;
};

class PoolOfOne : public Pooler {
protected:
    PoolOfOne() : Pooler(1) {}
};

TEST_F(Pooler, ReadingAndRunningLeaveNothingInThePool) {
    project.sql("CREATE TABLE written (i integer)");
    add("0001_first", "aaaa1111", "none",
        "SET statement_timeout = '77s';\nCREATE TABLE users (id integer PRIMARY KEY);");
    add("0002_index", "bbbb1111", "aaaa1111", "CREATE INDEX CONCURRENTLY i ON users (id);\nDROP INDEX CONCURRENTLY i;",
        " transaction:false");
    project.must({"inspect", "live"});
    project.must({"upgrade"});
    project.must({"current", "--check-heads"});
    project.retort({"check"});
    project.must({"history", "-v"});
    project.must({"stamp", "head"});
    expect_writable();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(project.connect(url)->query("SHOW statement_timeout").at(0).at(0), "0");
    EXPECT_TRUE(project.connect(url)->pooled());
}

TEST_F(Pooler, ASettingOfTheSessionInASectionWithoutTransactionIsAnError) {
    add("0001_first", "aaaa1111", "none", "SET lock_timeout = '5s';\nCREATE TABLE users (id integer PRIMARY KEY);",
        " transaction:false");
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "0001_first.sql:6:1: error: the upgrade of 0001_first (aaaa1111) changes a setting of "
                    "the session");
    EXPECT_CONTAINS(outcome.err, "[RT303]");
    EXPECT_EQ(project.value("SELECT to_regclass('users') IS NULL"), "t");
}

TEST_F(Pooler, TwentyAtOnceRunEachRevisionOnce) {
    for (int i = 1; i <= 5; ++i)
        add(fmt::format("{:04}_step", i), fmt::format("aaaa{:04}", i),
            i == 1 ? "none" : fmt::format("aaaa{:04}", i - 1), fmt::format("CREATE TABLE t{} (id integer);", i),
            i == 3 ? " transaction:false" : "");
    project.write(
        "all.sh",
        fmt::format("i=0; while [ $i -lt 20 ]; do '{}' upgrade >out.$i 2>&1 & pids=\"$pids $!\"; i=$((i+1)); "
                    "done; for p in $pids; do wait $p || echo \"status $?\"; done; cat out.* | grep -c error\n",
                    RETORT_BINARY));
    const Outcome outcome = run({"sh", "all.sh"}, {project.folder(), {}, ""});
    EXPECT_EQ(outcome.out, "0\n") << outcome.err;
    EXPECT_EQ(project.value("SELECT string_agg(revision, ' ' ORDER BY id) FROM retort_history"),
              "aaaa0001 aaaa0002 aaaa0003 aaaa0004 aaaa0005");
    EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), "aaaa0005");
}

TEST_F(PoolOfOne, ASectionWithoutTransactionIsAnErrorAfterSomeSeconds) {
    add("0001_first", "aaaa1111", "none", "CREATE TABLE users (id integer PRIMARY KEY);");
    add("0002_index", "bbbb1111", "aaaa1111", "CREATE INDEX CONCURRENTLY i ON users (id);", " transaction:false");
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "waiting: a second session of the pooler, for the upgrade of 0002_index (bbbb1111)");
    EXPECT_CONTAINS(outcome.err,
                    "the upgrade of 0002_index (bbbb1111) is transaction:false and needs two sessions of the server at "
                    "once, but the pooler at ");
    EXPECT_CONTAINS(outcome.err, "[RT321]");
    EXPECT_CONTAINS(outcome.err, "hint: nothing of it was run: connect to the server itself for this revision");
    EXPECT_EQ(project.must({"current"}), "aaaa1111  0001_first  (current)\n");
    EXPECT_EQ(project.value("SELECT count(*) FROM retort_history"), "1");
    project.must({"upgrade", "--database", project.url()});
    EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), "bbbb1111");
}

TEST_F(PoolOfOne, AllElseRuns) {
    add("0001_first", "aaaa1111", "none", "CREATE TABLE users (id integer PRIMARY KEY);");
    add("0002_more", "bbbb1111", "aaaa1111", "ALTER TABLE users ADD COLUMN x integer;");
    project.must({"upgrade"});
    project.must({"current", "--check-heads"});
    project.must({"history", "--applied"});
    project.must({"inspect", "live"});
    project.must({"check", "migrations", "live"});
    project.must({"downgrade", "-1"});
    project.sql("ALTER TABLE users DROP COLUMN x");
    project.must({"upgrade", "--dry-run"});
    project.must({"upgrade", "--one-transaction"});
    project.must({"stamp", "head"});
}

TEST_F(PoolOfOne, AWaitForALockTakesNoLongerThanTheLock) {
    project.sql("CREATE TABLE users (id integer PRIMARY KEY)");
    add("0001_first", "aaaa1111", "none", "ALTER TABLE users ADD COLUMN x integer;");
    const auto holder = project.connect();
    holder->execute("BEGIN; LOCK TABLE users");
    std::thread release([&] {
        std::this_thread::sleep_for(std::chrono::seconds(3));
        holder->execute("COMMIT");
    });
    // Who holds the lock could only be found in another session, which the pool does not have.
    const auto start = std::chrono::steady_clock::now();
    project.must({"upgrade"});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    release.join();
}

TEST(ConnectionLimit, ASectionWithoutTransactionNeedsTwo) {
    Project project(Dialect::postgresql);
    project.configure();
    const std::string database = project.value("SELECT current_database()");
    const std::string role = "limited_" + database;
    project.sql(fmt::format("CREATE ROLE {0} LOGIN CONNECTION LIMIT 1; GRANT CREATE ON SCHEMA public TO {0}", role));
    project.write("migrations/0001_first.sql",
                  "-- first\n-- revision: aaaa1111\n-- down_revision: none\n\n-- migrate:up transaction:false\n"
                  "CREATE TABLE users (id integer);\n\n-- migrate:down\nDROP TABLE users;\n");
    const Outcome outcome = project.retort({"upgrade", "--database", url_of(database, role)});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "needs two connections at once, and there is no second one: ");
    EXPECT_CONTAINS(outcome.err, "[RT323]");
    EXPECT_CONTAINS(outcome.err, "nothing of it was run");
    EXPECT_EQ(project.value("SELECT to_regclass('users')"), "NULL");
    project.sql(fmt::format("DROP OWNED BY {0}; DROP ROLE {0}", role));
}

TEST_F(Pooler, EachSchemaNeedsAConnectionToTheServer) {
    project.sql("CREATE SCHEMA tenant_01");
    const Outcome outcome = project.retort({"upgrade", "head", "--each-schema", "tenant_*"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "is reached through a pooler, where search_path can't be that of a session [RT355]");
    EXPECT_CONTAINS(outcome.err, "--database");
}

}  // namespace
}  // namespace retort::test
