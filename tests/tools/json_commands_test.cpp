// --json of commands that do something, or compare.

#include <nlohmann/json.hpp>

#include "models.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

class JsonCommands : public BothEngines {
protected:
    JsonCommands() {
        project.configure();
        add("0001_first", "aaaa1111", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        add("0002_second", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);", "DROP TABLE b;");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down) const {
        project.write("migrations/" + name + ".sql", revision_file(name, id, follows, up, down));
    }

    /// Runs retort and parses its output; the version is 1.
    Json json(const std::vector<std::string>& arguments, int status = 0) const {
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, status) << outcome.err;
        Json parsed = Json::parse(outcome.out, nullptr, false);
        EXPECT_FALSE(parsed.is_discarded()) << outcome.out << outcome.err;
        if (parsed.is_object()) {
            EXPECT_EQ(parsed["version"], 1);
        }
        return parsed;
    }

    static Ids all(const Json& list, const char* member) {
        Ids found;
        for (const Json& each : list) found.push_back(each.at(member));
        return found;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, JsonCommands, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(JsonCommands, UpgradeAndDowngrade) {
    Json ran = json({"upgrade", "--json"});
    EXPECT_EQ(ran["direction"], "upgrade");
    EXPECT_EQ(ran["target"], "head");
    EXPECT_EQ(ran["before"], Json::array());
    EXPECT_EQ(ran["after"], Json({"bbbb1111"}));
    EXPECT_EQ(all(ran["revisions"], "revision"), (Ids{"aaaa1111", "bbbb1111"}));
    EXPECT_EQ(all(ran["revisions"], "outcome"), (Ids{"done", "done"}));
    EXPECT_EQ(ran["revisions"][0]["message"], "first");
    EXPECT_EQ(ran["revisions"][0]["file"], "migrations/0001_first.sql");
    EXPECT_TRUE(ran["revisions"][0]["duration_ms"].is_number());
    EXPECT_EQ(ran["errors"], Json::array());

    ran = json({"upgrade", "--json"});
    EXPECT_EQ(ran["revisions"], Json::array()) << "nothing was pending";
    EXPECT_EQ(ran["before"], ran["after"]);

    ran = json({"downgrade", "base", "--json"});
    EXPECT_EQ(ran["direction"], "downgrade");
    EXPECT_EQ(all(ran["revisions"], "revision"), (Ids{"bbbb1111", "aaaa1111"}));
    EXPECT_EQ(all(ran["revisions"], "direction"), (Ids{"downgrade", "downgrade"}));
    EXPECT_EQ(ran["after"], Json::array());

    ran = json({"upgrade", "--dry-run", "--json"});
    EXPECT_EQ(ran["dry_run"], true);
    EXPECT_EQ(all(ran["revisions"], "outcome"), (Ids{"rolled back", "rolled back"}));
    EXPECT_EQ(ran["after"], Json::array());
    EXPECT_EQ(project.retort({"upgrade", "--sql", "--json"}).status, 2);
}

TEST_P(JsonCommands, AFailedUpgrade) {
    add("0003_third", "cccc1111", "bbbb1111", "CREATE TABLE c (id integer);\nDROP TABLE nobody;", "DROP TABLE c;");
    Json ran = json({"upgrade", "--json"}, 2);
    EXPECT_EQ(all(ran["revisions"], "outcome"), (Ids{"done", "done", "failed"}));
    EXPECT_TRUE(ran["revisions"][2]["duration_ms"].is_null());
    EXPECT_EQ(ran["before"], Json::array());
    EXPECT_EQ(ran["after"], Json({"bbbb1111"}));
    ASSERT_EQ(ran["errors"].size(), 1U);
    EXPECT_EQ(ran["errors"][0]["code"], "RT070");
    EXPECT_EQ(ran["errors"][0]["file"], "migrations/0003_third.sql");
    EXPECT_EQ(ran["errors"][0]["line"], 7);

    project.must({"downgrade", "base"});
    ran = json({"upgrade", "--one-transaction", "--json"}, 2);
    EXPECT_EQ(all(ran["revisions"], "outcome"), (Ids{"rolled back", "rolled back", "failed"}));
    EXPECT_EQ(ran["after"], Json::array());
}

TEST_P(JsonCommands, ManyDatabases) {
    project.write("urls.txt", project.url() + "\n" + project.create_database() + "\n");
    const Json report =
        Json::parse(project.must({"upgrade", "--databases", "urls.txt", "--report", "report.json", "--json"}));
    EXPECT_EQ(report, Json::parse(project.read("report.json")));
    EXPECT_EQ(report["databases"][1]["ran"], Json({"aaaa1111", "bbbb1111"}));
}

TEST_P(JsonCommands, Stamp) {
    const Json stamped = json({"stamp", "0001", "--json"});
    EXPECT_EQ(stamped["target"], "0001");
    EXPECT_EQ(stamped["before"], Json::array());
    EXPECT_EQ(stamped["after"], Json({"aaaa1111"}));
}

TEST_P(JsonCommands, Diff) {
    project.must({"upgrade"});
    Json found = json({"diff", "live", "migrations", "--json"});
    EXPECT_EQ(found["equal"], true);
    EXPECT_EQ(found["differences"], Json::array());
    EXPECT_TRUE(found["sql"].is_null());
    project.sql("CREATE TABLE more (id integer)");
    found = json({"diff", "migrations", "live", "--json"}, 1);
    EXPECT_EQ(found["from"], "migrations");
    EXPECT_EQ(found["to"], "live");
    EXPECT_EQ(found["dialect"], to_string(GetParam()));
    EXPECT_EQ(found["equal"], false);
    EXPECT_EQ(found["differences"], Json({"new table more (1 column)"}));
    EXPECT_CONTAINS(found["sql"].get<std::string>(), "CREATE TABLE more (");
}

TEST_P(JsonCommands, Verify) {
    add("0003_third", "cccc1111", "bbbb1111", "DROP TABLE nobody;", "");
    add("0004_fourth", "dddd1111", "cccc1111", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    const Json proofs = json({"verify", "--json"}, 2);
    EXPECT_EQ(all(proofs["revisions"], "outcome"), (Ids{"proved", "proved", "failed", "blocked"}));
    EXPECT_EQ(proofs["revisions"][0]["proof"], "upgrade, downgrade, upgrade");
    EXPECT_TRUE(proofs["revisions"][2]["proof"].is_null());
    EXPECT_EQ(proofs["revisions"][2]["errors"][0]["code"], "RT070");
    EXPECT_EQ(proofs["revisions"][3]["blocked_by"], "cccc1111");
    EXPECT_TRUE(proofs["models"].is_null());
}

TEST_P(JsonCommands, VerifyWithModels) {
    project.write("models/models.hpp", person());
    Json proofs = json({"verify", "--all", "--models", "--check", "--json"}, 1);
    EXPECT_EQ(all(proofs["revisions"], "outcome"), (Ids{"not verified", "not verified"}));
    EXPECT_EQ(proofs["models"]["equal"], false);
    EXPECT_EQ(proofs["models"]["differences"][2], "new table people (2 columns, 2 constraints)");
}

TEST_P(JsonCommands, VerifyWithAStep) {
    add("0003_third", "cccc1111", "bbbb1111", "CREATE TABLE c (id integer);\n-- migrate:step fill", "DROP TABLE c;");
    add("0004_fourth", "dddd1111", "cccc1111", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    const Outcome outcome = project.retort({"verify", "cccc", "dddd"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out,
              "0003 third (cccc1111): upgrade, downgrade, upgrade; without step fill\n"
              "0004 fourth (dddd1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(outcome.err,
              "note: fill of 0003 third (cccc1111) was not run: only the program has the function. The SQL of this "
              "migration and of those that follow it is proved without its effect\n");
    EXPECT_CONTAINS(project.read("migrations/0003_third.sql"),
                    "-- verified: upgrade, downgrade, upgrade; without step fill; sha256:");
    EXPECT_EQ(project.retort({"verify", "--check", "cccc"}).status, 0);
    EXPECT_EQ(json({"verify", "cccc", "--json"})["revisions"][0]["steps_not_run"], Json({"fill"}));
    // The step fills a table that the rest of the section needs.
    add("0003_third", "cccc1111", "bbbb1111", "CREATE TABLE c (id integer);\n-- migrate:step fill\nDROP TABLE made;",
        "DROP TABLE c;");
    const Outcome failed = project.retort({"verify", "cccc"});
    EXPECT_EQ(failed.status, 2);
    EXPECT_CONTAINS(failed.err, "the step 'fill' was not run: it is a C++ function of the program");
}

TEST_P(JsonCommands, ANewRevision) {
    project.must({"upgrade"});
    Json made = json({"revision", "-m", "empty", "--rev-id", "cccc1111", "--json"});
    EXPECT_EQ(made["revision"]["revision"], "cccc1111");
    EXPECT_EQ(made["revision"]["file"], "migrations/0003_empty.sql");
    EXPECT_EQ(made["revision"]["down_revisions"], Json({"bbbb1111"}));
    EXPECT_EQ(made["revision"]["verified"], "no");
    EXPECT_TRUE(made["text"].is_null());
    EXPECT_EQ(made["counts"]["upgrade_statements"], 0);
    project.must({"upgrade"});

    project.write("models/models.hpp", person());
    made = json({"revision", "-a", "-m", "people", "--allow-drop", "--dry-run", "--json"});
    EXPECT_TRUE(made["revision"]["file"].is_null());
    EXPECT_CONTAINS(made["text"].get<std::string>(), "CREATE TABLE people");
    made = json({"revision", "-a", "-m", "people", "--allow-drop", "--json"});
    EXPECT_EQ(made["revision"]["file"], "migrations/0004_people.sql");
    EXPECT_EQ(made["revision"]["verified"], "yes");
    EXPECT_EQ(made["proof"], "upgrade, downgrade, upgrade");
    EXPECT_EQ(made["detected"], Json({"table a dropped (1 column)", "table b dropped (1 column)",
                                      "new table people (2 columns, 2 constraints)"}));
    EXPECT_EQ(made["counts"]["detected"], 3);
    EXPECT_EQ(made["counts"]["upgrade_statements"], 3);
    EXPECT_EQ(made["counts"]["downgrade_statements"], 3);
    project.must({"upgrade"});
    made = json({"revision", "-a", "-m", "nothing", "--json"});
    EXPECT_TRUE(made["revision"].is_null());
    EXPECT_EQ(made["detected"], Json::array());
}

TEST_P(JsonCommands, MergeRebaseAndSquash) {
    add("0003_mine", "cccc1111", "bbbb1111", "CREATE TABLE c (id integer);", "DROP TABLE c;");
    add("0004_theirs", "dddd1111", "bbbb1111", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    Json merged = json({"merge", "--json"});
    EXPECT_EQ(merged["revision"]["down_revisions"], Json({"cccc1111", "dddd1111"}));
    std::filesystem::remove(project.folder() / merged["revision"]["file"].get<std::string>());
    project.must({"stamp", "bbbb"});
    const Json rebased = json({"rebase", "cccc", "--json"});
    EXPECT_EQ(rebased["files"],
              Json::array({{{"from", "migrations/0003_mine.sql"}, {"to", "migrations/0005_mine.sql"}}}));
    EXPECT_EQ(rebased["revisions"][0]["down_revisions"], Json({"dddd1111"}));
    EXPECT_TRUE(json({"merge", "--json"})["revision"].is_null()) << "nothing to merge";
    Json squashed = json({"squash", "bbbb:head", "-m", "both", "--dry-run", "--json"});
    EXPECT_CONTAINS(squashed["text"].get<std::string>(), "CREATE TABLE d");
    squashed = json({"squash", "bbbb:head", "-m", "both", "--json"});
    EXPECT_EQ(squashed["revision"]["replaces"], Json({"dddd1111"}));
    EXPECT_EQ(squashed["proof"], "upgrade, downgrade, upgrade");
    EXPECT_EQ(all(squashed["squashed"], "revision"), (Ids{"dddd1111", "cccc1111"}));
    EXPECT_TRUE(squashed["text"].is_null());
}

TEST_P(JsonCommands, SnapshotsHaveTheShortOptionToo) {
    project.must({"upgrade"});
    EXPECT_EQ(project.must({"inspect", "live", "--json"}), project.must({"inspect", "live", "--format", "json"}));
    project.write("models/models.hpp", person());
    EXPECT_EQ(project.must({"models", "--json"}), project.must({"models", "--format", "json"}));
}

}  // namespace
}  // namespace retort::test
