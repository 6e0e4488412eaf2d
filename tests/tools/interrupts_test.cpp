// Signals during a run: the statement is cancelled, the transaction rolled back, and the last line says where the
// database stands.

#include <fmt/format.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "project.hpp"

namespace retort::test {
namespace {

/// A first migration that ends, and a second one that takes minutes.
class InterruptedRun : public BothEngines {
protected:
    InterruptedRun() {
        project.configure();
        const bool server = GetParam() == Dialect::postgresql;
        add("0001_quick", "aaaa1111", "none", "CREATE TABLE quick (id integer);", "DROP TABLE quick;");
        add("0002_slow", "bbbb1111", "aaaa1111",
            std::string("CREATE TABLE slow (id integer);\n") +
                (server ? "SELECT pg_sleep(600);"
                        : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;"),
            "DROP TABLE slow;");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down) const {
        std::string title = name;
        title[title.find('_')] = ' ';
        project.write("migrations/" + name + ".sql",
                      fmt::format("-- {}\n-- revision: {}\n-- down_revision: {}\n\n-- migrate:up\n{}\n\n-- "
                                  "migrate:down\n{}\n",
                                  title, id, follows, up, down));
    }

    /// Runs the upgrade in a shell that sends the signal to it once the second migration runs.
    Outcome interrupted_by(const char* name) const {
        const std::string wait =
            GetParam() == Dialect::postgresql
                ? fmt::format(
                      "until [ \"$(psql -XAtq '{}' -c \"SELECT count(*) FROM pg_stat_activity WHERE query LIKE "
                      "'SELECT pg_sleep(600)%' AND datname = current_database()\")\" = 1 ]; do sleep 0.05; done",
                      project.url())
                : std::string(
                      "until [ \"$(sqlite3 app.db 'SELECT count(*) FROM retort_version' 2>&1)\" = 1 ] && "
                      "[ -e app.db-journal ]; do sleep 0.05; done");
        // A shell starts a background command with SIGINT ignored, unless job control is on.
        const std::string line =
            fmt::format("set -m; '{}' upgrade & pid=$!; {}; kill -{} $pid; wait $pid", RETORT_BINARY, wait, name);
        return run({"bash", "-c", line}, {project.folder(), {}, ""});
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, InterruptedRun, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(InterruptedRun, CancelsAndSaysWhereTheDatabaseStands) {
    const std::pair<const char*, int> signals[] = {{"INT", SIGINT}, {"TERM", SIGTERM}, {"HUP", SIGHUP}};
    for (const auto& [name, number] : signals) {
        const Outcome outcome = interrupted_by(name);
        EXPECT_EQ(outcome.status, 128 + number) << outcome.out << outcome.err;
        EXPECT_CONTAINS(outcome.err, "of 0002 slow (bbbb1111)");
        EXPECT_CONTAINS(outcome.err, "nothing was committed: the database is as it was before this revision");
        EXPECT_CONTAINS(outcome.err, fmt::format("interrupted by SIG{}: ", name));
        EXPECT_CONTAINS(outcome.err, "is at 0001 quick (aaaa1111)\n");
        EXPECT_EQ(project.must({"current"}), "aaaa1111  0001  quick  (current)\n");
        if (GetParam() == Dialect::postgresql) {
            EXPECT_EQ(
                project.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state "
                              "= 'active' AND pid <> pg_backend_pid()"),
                "0");
        }
    }
    add("0002_slow", "bbbb1111", "aaaa1111", "CREATE TABLE slow (id integer);", "DROP TABLE slow;");
    project.must({"upgrade"});
}

}  // namespace
}  // namespace retort::test
