// Commands with --each-schema: each schema of a database has its own version, and is the default schema of its run.

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "many.hpp"
#include "models.hpp"

namespace retort::test {
namespace {

using Json = nlohmann::json;

class Tenants : public ManyProject {};

TEST_F(Tenants, UpgradesThirtySchemasAndSaysWhereTheyAre) {
    create_tenants(30);
    const Outcome outcome =
        project.retort({"upgrade", "head", "--each-schema", "tenant_*", "--jobs", "4", "--report", "report.json"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    std::string names;
    for (int i = 1; i <= 20; ++i) names += (i == 1 ? "" : ", ") + tenant(i);
    EXPECT_EQ(outcome.out, "30 done, at 0002 step (aaaa0002): " + names + ", … and 10 more\n");
    EXPECT_EQ(outcome.err, "upgrade: 30 of 30 databases done\n") << "no progress in a pipe";
    EXPECT_EQ(with_column("mail"), 30);
    EXPECT_EQ(with_table("retort_history"), 30);
    EXPECT_EQ(project.value("SELECT to_regclass('public.users') IS NULL AND to_regclass('public.retort_version') IS "
                            "NULL"),
              "t")
        << "nothing in another schema";

    const Json report = Json::parse(project.read("report.json"));
    EXPECT_EQ(report.at("retort_report"), 1);
    EXPECT_EQ(report.at("command"), "upgrade");
    EXPECT_EQ(report.at("target"), "head");
    EXPECT_EQ(report.at("selection").at("each_schema"), Json::array({"tenant_*"}));
    EXPECT_EQ(report.at("counts").at("done"), 30);
    EXPECT_EQ(report.at("databases").size(), 30U);
    const Json& last = report.at("databases").at(29);
    EXPECT_EQ(last.at("name"), "tenant_30");
    EXPECT_EQ(last.at("state"), "done");
    EXPECT_EQ(last.at("before"), Json::array());
    EXPECT_EQ(last.at("after"), Json::array({"aaaa0002"}));
    EXPECT_EQ(last.at("ran"), Json::array({"aaaa0001", "aaaa0002"}));

    project.must({"downgrade", "-1", "--each-schema", "tenant_0?", "--each-schema", "tenant_30"});
    EXPECT_EQ(with_column("mail"), 20);
    EXPECT_EQ(project.must({"current", "--each-schema", "*_[0123]?"}),
              "20 done, at 0002 step (aaaa0002): tenant_10, tenant_11, tenant_12, tenant_13, tenant_14, tenant_15, "
              "tenant_16, tenant_17, tenant_18, tenant_19, tenant_20, tenant_21, tenant_22, tenant_23, tenant_24, "
              "tenant_25, tenant_26, tenant_27, tenant_28, tenant_29\n"
              "10 done, at 0001 step (aaaa0001): tenant_01, tenant_02, tenant_03, tenant_04, tenant_05, tenant_06, "
              "tenant_07, tenant_08, tenant_09, tenant_30\n");
    EXPECT_EQ(project.retort({"current", "--check-heads", "--each-schema", "tenant_*"}).status, 1);
    EXPECT_CONTAINS(project.must({"upgrade", "head", "--each-schema", "tenant_*"}), "30 done, at 0002 step");
    EXPECT_EQ(project.retort({"current", "--check-heads", "--each-schema", "tenant_*"}).status, 0);
}

TEST_F(Tenants, AFailureHarmsNoOtherAndTheFailedOnesRunAgain) {
    create_tenants(30);
    project.must({"upgrade", "aaaa0001", "--each-schema", "tenant_*", "--jobs", "4"});
    add(3, "ALTER TABLE users ADD CHECK (id < 100);");
    project.sql("INSERT INTO tenant_07.users VALUES (200); INSERT INTO tenant_21.users VALUES (201)");
    const Outcome outcome =
        project.retort({"upgrade", "head", "--each-schema", "tenant_*", "--jobs", "4", "--report", "report.json"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.out, "28 done, at 0003 step (aaaa0003): tenant_01, ");
    EXPECT_CONTAINS(outcome.out,
                    "\n 1 failed, at 0002 step (aaaa0002): tenant_07: RT070 migrations/0003_step.sql:6:1: the upgrade "
                    "of 0003 step (aaaa0003) failed: check constraint");
    EXPECT_CONTAINS(outcome.out, "\n 1 failed, at 0002 step (aaaa0002): tenant_21: RT070 ");
    EXPECT_CONTAINS(outcome.err, "error: tenant_07: the upgrade of 0003 step (aaaa0003) failed");
    EXPECT_CONTAINS(outcome.err,
                    "upgrade: 28 of 30 databases done, 2 failed; run the others again with --retry report.json\n");
    EXPECT_EQ(version_of("tenant_07"), "aaaa0002");
    EXPECT_EQ(version_of("tenant_08"), "aaaa0003");

    project.sql("DELETE FROM tenant_07.users");
    const Outcome again = project.retort({"upgrade", "head", "--retry", "report.json", "--report", "report.json"});
    EXPECT_EQ(again.status, 2);
    EXPECT_CONTAINS(again.out,
                    "1 done, at 0003 step (aaaa0003): tenant_07\n1 failed, at 0002 step (aaaa0002): "
                    "tenant_21: RT070 ");
    project.sql("DELETE FROM tenant_21.users");
    EXPECT_EQ(project.must({"upgrade", "head", "--retry", "report.json", "--report", "report.json"}),
              "1 done, at 0003 step (aaaa0003): tenant_21\n");
    const Outcome nothing = project.retort({"upgrade", "head", "--retry", "report.json"});
    EXPECT_EQ(nothing.status, 0);
    EXPECT_EQ(nothing.err, "nothing to do: report.json has no database that is not done\n");
}

TEST_F(Tenants, FailFastBeginsNoOther) {
    create_tenants(5);
    project.must({"upgrade", "aaaa0001", "--each-schema", "tenant_*"});
    add(3, "ALTER TABLE users ADD CHECK (id < 100);");
    project.sql("INSERT INTO tenant_02.users VALUES (200)");
    const Outcome outcome = project.retort({"upgrade", "head", "--each-schema", "tenant_*", "--fail-fast"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.out,
                    "1 done, at 0003 step (aaaa0003): tenant_01\n1 failed, at 0002 step (aaaa0002): "
                    "tenant_02: RT070 ");
    EXPECT_CONTAINS(outcome.out, "\n3 not reached: tenant_03, tenant_04, tenant_05\n");
    EXPECT_EQ(version_of("tenant_03"), "aaaa0001");
}

TEST_F(Tenants, TheSearchPathIsTheSchemaAlsoAfterReset) {
    project.sql(
        "CREATE SCHEMA \"Tenant, \"\"A\"\" \\ x\"; CREATE SCHEMA tenant_01; CREATE TABLE public.shared (id "
        "integer)");
    add(3,
        "RESET ALL;\nSET search_path = pg_catalog;\nRESET search_path;\nCREATE TABLE after_reset AS SELECT "
        "current_setting('work_mem') AS work_mem;");
    add(4, "CREATE INDEX CONCURRENTLY users_name ON users (name);\nCREATE TABLE outside (id integer);", "SELECT 1;",
        " transaction:false");
    project.environment["PGOPTIONS"] = "-c work_mem=3MB";
    const Outcome outcome = project.retort({"upgrade", "head", "--each-schema", "[Tt]enant*", "--jobs", "2"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(project.value("SELECT string_agg(schemaname, '|' ORDER BY schemaname COLLATE \"C\") FROM pg_tables "
                            "WHERE tablename = 'after_reset'"),
              "Tenant, \"A\" \\ x|tenant_01");
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_tables WHERE tablename = 'outside' AND schemaname <> 'public'"),
              "2");
    EXPECT_EQ(project.value("SELECT work_mem FROM tenant_01.after_reset"), "3MB");
    add(5, "SELECT * FROM shared;");
    EXPECT_EQ(project.retort({"upgrade", "head", "--each-schema", "tenant_01"}).status, 2)
        << "public is not in search_path";
}

TEST_F(Tenants, ASchemaWithTablesAndWithoutAVersionIsNotAtBase) {
    create_tenants(3);
    project.sql("CREATE TABLE tenant_02.users (id integer, name text)");
    const Outcome outcome = project.retort({"upgrade", "head", "--each-schema", "tenant_*"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.out, "2 done, at 0002 step (aaaa0002): tenant_01, tenant_03\n");
    EXPECT_CONTAINS(outcome.out, "tenant_02: RT357: schema tenant_02 has tables, but no version table retort_version");
    EXPECT_CONTAINS(outcome.err, "retort stamp REV --each-schema 'tenant_02'");
    EXPECT_CONTAINS(project.retort({"current", "--each-schema", "tenant_*"}).out, "RT357");
    project.must({"stamp", "0001", "--each-schema", "tenant_02"});
    EXPECT_CONTAINS(project.must({"upgrade", "head", "--each-schema", "tenant_*"}), "3 done, at 0002 step");

    project.sql(
        "CREATE TABLE tenant_03.alembic_version (version_num varchar(32)); DROP TABLE "
        "tenant_03.retort_version; INSERT INTO tenant_03.alembic_version VALUES ('aaaa0002')");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--each-schema", "tenant_*"}).err,
                    "it has the table alembic_version with revision aaaa0002: to go on from it, set version_table");
}

TEST_F(Tenants, ChecksEachSchemaAgainstTheModels) {
    project.write("models/person.hpp", person());
    add(1, project.must({"models"}), "DROP TABLE people;");
    add(2, "SELECT 1;");
    create_tenants(3);
    project.sql("CREATE TABLE public.other (id integer); CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.t (id int)");
    project.must({"upgrade", "head", "--each-schema", "tenant_*"});
    EXPECT_EQ(project.must({"check", "--each-schema", "tenant_*", "--jobs", "2"}),
              "3 done, matches the models, at 0002 step (aaaa0002): tenant_01, tenant_02, tenant_03\n");
    project.sql("ALTER TABLE tenant_02.people ADD COLUMN age integer");
    const Outcome outcome = project.retort({"check", "--each-schema", "tenant_*", "--report", "report.json"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_EQ(outcome.out,
              "2 done, matches the models, at 0002 step (aaaa0002): tenant_01, tenant_03\n"
              "1 done, 1 difference, at 0002 step (aaaa0002): tenant_02\n");
    EXPECT_EQ(Json::parse(project.read("report.json")).at("databases").at(1).at("different"), true);
    project.write("models/elsewhere.hpp",
                  "#include <retort/model.hpp>\nstruct Other {\n int id;\n static constexpr "
                  "auto schema() {\n  using namespace retort;\n  return table(\"other\", "
                  "column<&Other::id>().primary_key()).schema(\"elsewhere\");\n }\n};\n");
    EXPECT_CONTAINS(project.retort({"check", "--each-schema", "tenant_*"}).err, "[RT355]");
}

TEST_F(Tenants, LogsEachEventWithItsDatabase) {
    create_tenants(2);
    project.must({"upgrade", "head", "--each-schema", "tenant_*", "--jobs", "2", "--log", "run.jsonl"});
    std::map<std::string, int> finished;
    std::istringstream lines(project.read("run.jsonl"));
    for (std::string line; std::getline(lines, line);) {
        const Json event = Json::parse(line);
        if (event.at("event") == "finished") ++finished[event.at("database").get<std::string>()];
    }
    ASSERT_EQ(finished.size(), 2U);
    EXPECT_CONTAINS(finished.begin()->first, ", schema tenant_01");
    EXPECT_EQ(finished.begin()->second, 2);
}

TEST_F(Tenants, RejectsWhatHasNoSchemas) {
    create_tenants(2);
    const Outcome none = project.retort({"upgrade", "head", "--each-schema", "tennant_01"});
    EXPECT_EQ(none.status, 2);
    EXPECT_CONTAINS(none.err, "matches 'tennant_01' [RT359]");
    EXPECT_CONTAINS(none.err, "did you mean 'tenant_01'?");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--each-schema", "*", "--database", "sqlite:x.db"}).err,
                    "[RT291]");
    project.write("x.db", "");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--each-schema", "*", "--database", "sqlite:x.db"}).err,
                    "sqlite:x.db is SQLite, which has no schemas [RT355]");
    project.configure("history_table = \"audit.history\"\n");
    EXPECT_CONTAINS(project.retort({"upgrade", "head", "--each-schema", "*"}).err,
                    "history_table = \"audit.history\" names a schema [RT355]");
    project.configure();
    EXPECT_CONTAINS(project.retort({"upgrade", "--jobs", "2"}).err, "[RT264]");
    EXPECT_CONTAINS(project.retort({"upgrade", "--sql", "--each-schema", "*"}).err, "[RT008]");

    // A role without USAGE on one of them.
    project.sql("CREATE ROLE tenant_user LOGIN; GRANT ALL ON SCHEMA tenant_01 TO tenant_user");
    const std::string url = url_of(project.value("SELECT current_database()"), "tenant_user");
    const Outcome outcome = project.retort({"upgrade", "head", "--each-schema", "tenant_*", "--database", url});
    project.sql("DROP OWNED BY tenant_user; DROP ROLE tenant_user");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.out, "1 done, at 0002 step (aaaa0002): tenant_01\n");
    EXPECT_CONTAINS(outcome.out, "tenant_02: RT356: ");
    EXPECT_CONTAINS(outcome.out, "it does not exist, or the role may not use it");
}

TEST_F(Tenants, RunsOfOneSchemaExcludeEachOther) {
    create_tenants(2);
    // The lock of a run on tenant_01 alone, whose URL has the search_path.
    const std::string url = project.url() + (project.url().find('?') == std::string::npos ? "?" : "&") +
                            "options=-csearch_path%3Dtenant_01";
    std::vector<std::string> command{"bash", "-c",
                                     fmt::format("for i in 1 2 3 4; do '{0}' upgrade head --each-schema 'tenant_*' & "
                                                 "'{0}' upgrade head --database '{1}' & done; "
                                                 "failed=0; for job in $(jobs -p); do wait $job || failed=1; done; "
                                                 "exit $failed",
                                                 RETORT_BINARY, url)};
    const Outcome outcome = run(command, {project.folder(), {}, ""});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
    EXPECT_EQ(project.value("SELECT count(*) FROM tenant_01.retort_history"), "2") << "each revision ran once";
    EXPECT_EQ(project.value("SELECT count(*) FROM tenant_02.retort_history"), "2");
}

}  // namespace
}  // namespace retort::test
