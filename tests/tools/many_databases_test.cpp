// Commands with --databases: a list of URLs, on both engines.

#include <nlohmann/json.hpp>

#include "many.hpp"
#include "models.hpp"

namespace retort::test {
namespace {

using Json = nlohmann::json;

class ManyDatabases : public ManyProject, public ::testing::WithParamInterface<Dialect> {
protected:
    ManyDatabases() : ManyProject(GetParam()) {}
};

INSTANTIATE_TEST_SUITE_P(Engines, ManyDatabases, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(ManyDatabases, UpgradesTenAndTheFailedOnesAgain) {
    std::vector<std::string> urls;
    std::string list = "# the databases of all customers\n\n";
    for (int i = 0; i < 10; ++i) {
        urls.push_back(project.create_database());
        if (i == 4) {
            project.environment["FIFTH"] = urls.back();
            list += "  ${FIFTH}\t\r\n";
        } else {
            list += urls.back() + "\n";
        }
    }
    project.write("urls.txt", list);
    project.connect(urls[4])->execute("CREATE TABLE users (old integer)");
    const Outcome outcome =
        project.retort({"upgrade", "head", "--databases", "urls.txt", "--jobs", "3", "--report", "report.json"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.out, " 9 done, at 0002 step (aaaa0002): " + urls[0] + ", " + urls[1]);
    EXPECT_CONTAINS(outcome.out, " 1 failed, at base: " + urls[4] + ": RT070 migrations/0001_step.sql:6:");
    EXPECT_EQ(project.connect(urls[9])->query("SELECT version_num FROM retort_version").at(0).at(0), "aaaa0002");
    const Json report = Json::parse(project.read("report.json"));
    EXPECT_EQ(report.at("selection").at("databases"), (project.folder() / "urls.txt").string());
    EXPECT_EQ(report.at("databases").at(4).at("error").at("code"), "RT070");
    EXPECT_EQ(report.at("databases").at(4).at("error").at("line"), 6);
    EXPECT_EQ(report.at("databases").at(4).at("after"), Json::array());

    const Outcome where = project.retort({"current", "--databases", "urls.txt", "-v"});
    EXPECT_EQ(where.status, 0) << where.err;
    EXPECT_CONTAINS(where.out, " 1 done, at base: " + urls[4] + "\n");

    project.connect(urls[4])->execute("DROP TABLE users");
    EXPECT_EQ(project.must({"upgrade", "head", "--retry", "report.json"}),
              "1 done, at 0002 step (aaaa0002): " + urls[4] + "\n");
    project.write("urls.txt", urls[0] + "\n");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--retry", "report.json"}).err, "no longer has it [RT358]");
}

TEST_P(ManyDatabases, ChecksAndRollsBackADryRun) {
    project.write("models/person.hpp", person());
    add(1, project.must({"models"}), "DROP TABLE people;");
    add(2, "SELECT 1;");
    project.write("urls.txt", project.url() + "\n" + project.create_database() + "\n");
    EXPECT_CONTAINS(
        project.must({"upgrade", "head", "--dry-run", "--databases", "urls.txt", "--report", "report.json"}),
        "2 done, rolled back, at base: ");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--retry", "report.json"}).err, "it is of a dry run");
    const Outcome before = project.retort({"check", "--databases", "urls.txt"});
    EXPECT_EQ(before.status, 1) << before.err;
    EXPECT_CONTAINS(before.out, "2 done, 1 difference, 2 migrations have not run, at base: ");
    project.must({"upgrade", "head", "--one-transaction", "--databases", "urls.txt"});
    EXPECT_CONTAINS(project.must({"check", "--databases", "urls.txt", "--jobs", "2"}),
                    "2 done, matches the models, at ");
}

class DatabaseList : public ManyProject {
protected:
    DatabaseList() : ManyProject(Dialect::sqlite) {}
};

TEST_F(DatabaseList, ErrorsHaveLineAndColumnAndNoPassword) {
    project.environment["EMPTY"] = "";
    project.write("urls.txt",
                  "sqlite:a.db\n# ${NOT_READ}\n  postgersql://app:S3cr3tZq@h/app\n${EMPTY}\n\t${NO_SUCH}\n${open\n"
                  "sqlite:a.db\n");
    const Outcome outcome = project.retort({"upgrade", "head", "--databases", "urls.txt"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "urls.txt:3:3: error: ");
    EXPECT_CONTAINS(outcome.err, "is not a supported database scheme [RT030]\n");
    EXPECT_CONTAINS(outcome.err, "did you mean postgresql:?");
    EXPECT_CONTAINS(outcome.err,
                    "urls.txt:4:1: error: the URL needs the environment variable EMPTY, which is empty [RT005]\n");
    EXPECT_CONTAINS(outcome.err,
                    "urls.txt:5:2: error: the URL needs the environment variable NO_SUCH, which is not set [RT005]\n");
    EXPECT_CONTAINS(outcome.err, "urls.txt:6:1: error: the URL: '${' without '}' [RT202]\n");
    EXPECT_CONTAINS(outcome.err, "urls.txt:7:1: error: sqlite:a.db is in line 1 already");
    EXPECT_EQ(count(outcome.err, "S3cr3t"), 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "NOT_READ"), 0) << outcome.err;
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "a.db")) << "nothing was run";

    project.write("urls.txt", "# none\n");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--databases", "urls.txt"}).err,
                    "can't use urls.txt: it has no URL [RT358]");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--databases", "no_such.txt"}).err, "[RT060]");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--databases", "urls.txt", "--database", "sqlite:a.db"}).err,
                    "[RT008]");
}

TEST_F(DatabaseList, AFailureHasNoPassword) {
    project.write("lists/urls.txt", "postgresql://app:S3cr3tZq@127.0.0.1:1/app?connect_timeout=1\nsqlite:beside.db\n");
    const Outcome outcome =
        project.retort({"upgrade", "head", "--databases", "lists/urls.txt", "--report", "report.json"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.out, "1 done, at 0002 step (aaaa0002): sqlite:beside.db\n");
    EXPECT_CONTAINS(outcome.out, "1 failed: postgresql://app:***@127.0.0.1:1/app");
    EXPECT_EQ(count(outcome.out + outcome.err + project.read("report.json"), "S3cr3t"), 0) << outcome.err;
    EXPECT_TRUE(std::filesystem::exists(project.folder() / "lists/beside.db")) << "relative to the list";
}

TEST_F(DatabaseList, AReportIsTriedBeforeTheRun) {
    project.write("urls.txt", "sqlite:a.db\n");
    const Outcome outcome =
        project.retort({"upgrade", "head", "--databases", "urls.txt", "--report", "no_such/report.json"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "can't use no_such/report.json: the report can't be written: ");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "a.db"));

    project.write("other.json", "{\"databases\": []}");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--retry", "other.json"}).err,
                    "can't use other.json: it is not a report of --report [RT358]");
    project.write("other.json", "not JSON");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--retry", "other.json"}).err, "[RT358]");
    project.write("other.json", "{\"retort_report\": 2}");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--retry", "other.json"}).err, "a report of version 2");
    project.write("other.json",
                  "{\"retort_report\": 1, \"selection\": {\"each_schema\": [\"*\"], \"database\": "
                  "\"postgresql://elsewhere/app\"}, \"databases\": []}");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--retry", "other.json"}).err,
                    "it is of postgresql://elsewhere/app, but the database is sqlite:");
}

TEST_F(DatabaseList, ShowsABarOnATerminal) {
    std::string list;
    for (int i = 0; i < 3; ++i) list += project.create_database() + "\n";
    project.write("urls.txt", list);
    const Outcome outcome = project.on_terminal({"upgrade", "head", "--databases", "urls.txt"}, {});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_CONTAINS(outcome.err, "[####################] 3/3 ");
    EXPECT_CONTAINS(outcome.err, "\r\033[Kupgrade: 3 of 3 databases done");
}

/// Runs the upgrade in a shell that sends a signal to it once `condition` holds.
Outcome signalled(const Project& project, const std::string& arguments, const std::string& condition,
                  const std::string& signal) {
    const std::string line =
        fmt::format("set -m; '{}' {} & pid=$!; until [ \"$({})\" = 1 ]; do sleep 0.05; done; kill -{} $pid; wait $pid",
                    RETORT_BINARY, arguments, condition, signal);
    return run({"bash", "-c", line}, {project.folder(), {}, ""});
}

class InterruptedMany : public ManyProject {};

TEST_F(InterruptedMany, CancelsWhatRunsAndReachesNoOther) {
    create_tenants(8);
    add(3, "SELECT pg_sleep(CASE WHEN current_schema() IN ('tenant_03', 'tenant_04') THEN 600 ELSE 0 END);");
    const Outcome outcome =
        signalled(project, "upgrade head --each-schema 'tenant_*' --jobs 2 --report report.json",
                  fmt::format("psql -XAtq '{}' -c \"SELECT count(*) / 2 FROM pg_stat_activity WHERE query LIKE 'SELECT "
                              "pg_sleep(CASE%' AND state = 'active' AND clock_timestamp() - query_start > '0.3 s' AND "
                              "datname = current_database()\"",
                              project.url()),
                  "INT");
    EXPECT_EQ(outcome.status, 130) << outcome.err;
    EXPECT_EQ(outcome.out,
              "2 done, at 0003 step (aaaa0003): tenant_01, tenant_02\n"
              "2 interrupted, at 0002 step (aaaa0002): tenant_03, tenant_04\n"
              "4 not reached: tenant_05, tenant_06, tenant_07, tenant_08\n");
    EXPECT_CONTAINS(outcome.err,
                    "interrupted by SIGINT: upgrade: 2 of 8 databases done, 2 interrupted, 4 not reached; run the "
                    "others again with --retry report.json\n");
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = "
                            "'active' AND pid <> pg_backend_pid()"),
              "0");
    add(3, "SELECT 1;");
    EXPECT_CONTAINS(project.must({"upgrade", "head", "--retry", "report.json"}), "6 done, at 0003 step (aaaa0003)");
}

}  // namespace
}  // namespace retort::test
