// An upgrade is killed, its server process terminated, or it is interrupted, at many moments. RETORT_KILL_MOMENTS sets
// how many: 5 unless set; tests/README.md names the long run.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "project.hpp"

namespace retort::test {
namespace {

int moments_of_environment() {
    const char* text = std::getenv("RETORT_KILL_MOMENTS");
    return text != nullptr && *text != 0 ? std::atoi(text) : 5;
}

/// How an upgrade ends: `stop` is a shell command that ends it, $pid being the process.
struct Ending {
    const char* name;
    const char* stop;
};

/// Five revisions; the section of some is one transaction, of others not, with indexes built concurrently.
class PostgresKill : public ::testing::TestWithParam<Ending> {
protected:
    PostgresKill() {
        project.configure();
        add(1,
            "CREATE TABLE log (n integer);\nCREATE TABLE big AS SELECT i, i % 97 AS k FROM generate_series(1, 30000) "
            "i;");
        add(2,
            "INSERT INTO log VALUES (1);\nALTER TABLE big ADD COLUMN x bigint GENERATED ALWAYS AS (i * 2) STORED;\n"
            "INSERT INTO log VALUES (2);");
        add(3,
            "INSERT INTO log VALUES (3);\nCREATE INDEX CONCURRENTLY big_k ON big (k);\nINSERT INTO log VALUES (4);\n"
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS big_i ON big (i);\nDROP INDEX CONCURRENTLY big_k;\n"
            "INSERT INTO log VALUES (5);",
            " transaction:false");
        add(4,
            "BEGIN;\nINSERT INTO log VALUES (6);\nUPDATE big SET k = k + 1;\nCOMMIT;\nVACUUM big;\nBEGIN;\nINSERT INTO "
            "log VALUES (7);\nCOMMIT;",
            " transaction:false");
        add(5, "INSERT INTO log VALUES (8);\nDROP TABLE big;\nCREATE TABLE last (id integer);");
    }
    void add(int number, const std::string& up, const std::string& section = "") const {
        project.write(
            fmt::format("migrations/{:04}_step.sql", number),
            fmt::format("-- {:04} step\n-- revision: aaaa{:04}\n-- down_revision: {}\n\n-- migrate:up{}\n{}\n\n"
                        "-- migrate:down\nSELECT 1;\n",
                        number, number, number == 1 ? "none" : fmt::format("aaaa{:04}", number - 1), section, up));
    }
    void reset() const { project.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public"); }

    /// Expects that the version, the history and the schema say the same.
    void expect_agreement() const {
        const std::string exists = project.value("SELECT to_regclass('retort_version') IS NOT NULL");
        const std::string at =
            exists == "t" ? project.value("SELECT coalesce(max(version_num), 'base') FROM retort_version") : "base";
        const std::string done = exists == "t"
                                     ? project.value(
                                           "SELECT coalesce(max(revision), 'base') FROM retort_history WHERE outcome = "
                                           "'done'")
                                     : "base";
        EXPECT_EQ(at, done);
        EXPECT_EQ(project.value("SELECT to_regclass('log') IS NOT NULL"), at == "base" ? "f" : "t");
        EXPECT_EQ(project.value("SELECT to_regclass('last') IS NOT NULL"), at == "aaaa0005" ? "t" : "f");
    }

    Project project{Dialect::postgresql};
};

TEST_P(PostgresKill, TheNextUpgradeReachesHead) {
    const auto start = std::chrono::steady_clock::now();
    project.must({"upgrade"});
    double whole = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const int moments = moments_of_environment();
    int ended = 0;
    std::map<std::string, int> seen;
    // An upgrade that ends before its moment shows that the moments are spread too far.
    for (int i = 0; ended < moments && i < 3 * moments; ++i) {
        SCOPED_TRACE(fmt::format("moment {} of {}", i, moments));
        reset();
        const double after = whole * (i % moments + 0.5) / moments;
        // With job control a background command does not ignore SIGINT.
        const std::string line = fmt::format("set -m; '{}' upgrade & pid=$!; sleep {:.4f}; {}; wait $pid",
                                             RETORT_BINARY, after, GetParam().stop);
        const Outcome outcome = run({"bash", "-c", line}, {project.folder(), {{"PSQL_URL", project.url()}}, ""});
        if (outcome.status != 0)
            ++ended;
        else
            whole = std::min(whole, after);
        expect_agreement();
        ++seen[project.value("SELECT to_regclass('retort_version') IS NOT NULL") == "t"
                   ? project.value("SELECT coalesce(max(version_num), 'base') FROM retort_version")
                   : "base"];
        const Outcome next = project.retort({"upgrade"});
        EXPECT_EQ(next.status, 0) << next.err << "\nthe one that ended:\n" << outcome.err;
        EXPECT_EQ(project.value("SELECT string_agg(n::text, ' ' ORDER BY n) FROM log"), "1 2 3 4 5 6 7 8")
            << "each statement once";
        EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), "aaaa0005");
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
        expect_agreement();
        if (HasFailure()) return;
    }
    std::string found;
    for (const auto& [revision, times] : seen) found += fmt::format(" {} {} times", revision, times);
    std::printf("%d of %d ended within %.2f s; found%s\n", ended, moments, whole, found.c_str());
    EXPECT_GE(ended, moments / 2);
}

INSTANTIATE_TEST_SUITE_P(
    Endings, PostgresKill,
    ::testing::Values(Ending{"kill", "kill -KILL $pid"}, Ending{"interrupt", "kill -INT $pid"},
                      Ending{"terminate",
                             "psql -XAtq \"$PSQL_URL\" -c \"SELECT pg_terminate_backend(pid) FROM "
                             "pg_stat_activity WHERE datname = current_database() AND application_name = "
                             "'retort'\" >/dev/null"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace retort::test
