// --json of commands that list, and history --applied.

#include <nlohmann/json.hpp>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

using Json = nlohmann::json;

class JsonOutput : public BothEngines {
protected:
    JsonOutput() {
        project.configure();
        project.write("migrations/0001_first.sql",
                      "-- 0001 first \"one\"\n-- revision: aaaa1111\n-- down_revision: none\n-- branch_labels: main\n\n"
                      "-- migrate:up\nCREATE TABLE a (id integer);\n\n-- migrate:down\nDROP TABLE a;\n");
        project.write(
            "migrations/0002_second.sql",
            "-- 0002 second\n-- revision: bbbb1111\n-- down_revision: aaaa1111\n\n"
            "-- migrate:up transaction:false\nCREATE TABLE b (id integer);\n\n-- migrate:down\nDROP TABLE b;\n");
        project.must({"upgrade", "+1"});
    }
    Json json(const std::vector<std::string>& arguments) const { return Json::parse(project.must(arguments)); }
};

INSTANTIATE_TEST_SUITE_P(Engines, JsonOutput, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(JsonOutput, Revisions) {
    const Json history = json({"history", "--json"});
    EXPECT_EQ(history["version"], 1);
    ASSERT_EQ(history["revisions"].size(), 2U);
    const Json& second = history["revisions"][0];
    EXPECT_EQ(second["revision"], "bbbb1111");
    EXPECT_EQ(second["down_revisions"], Json({"aaaa1111"}));
    EXPECT_EQ(second["upgrade"]["transaction"], false);
    EXPECT_EQ(second["downgrade"]["transaction"], true);
    EXPECT_EQ(second["head"], true);
    EXPECT_EQ(second["current"], false);
    EXPECT_TRUE(second["created"].is_null());
    const Json& first = history["revisions"][1];
    EXPECT_EQ(first["message"], "first \"one\"");
    EXPECT_EQ(first["branch_labels"], Json({"main"}));
    EXPECT_EQ(first["current"], true);
    EXPECT_EQ(first["verified"], "no");
    EXPECT_EQ(first["file"], "migrations/0001_first.sql");

    EXPECT_EQ(json({"current", "--json"})["revisions"], Json::array({first}));
    EXPECT_EQ(json({"heads", "--json"})["revisions"], Json::array({second}));
    EXPECT_EQ(json({"show", "current", "--json"})["revisions"], Json::array({first}));
    EXPECT_EQ(json({"branches", "--json"})["revisions"][0]["revision"], "aaaa1111");
    EXPECT_EQ(json({"history", "-r", "current:", "--json"})["revisions"].size(), 2U);
    project.must({"downgrade", "base"});
    EXPECT_EQ(json({"current", "--json"})["revisions"], Json::array());
}

TEST_P(JsonOutput, Runs) {
    project.must({"downgrade", "base"});
    project.must({"stamp", "head"});
    const Json runs = json({"history", "--applied", "--json"})["runs"];
    ASSERT_EQ(runs.size(), 3U);
    EXPECT_EQ(runs[0]["direction"], "stamp");
    EXPECT_TRUE(runs[0]["duration_ms"].is_null());
    EXPECT_EQ(runs[1]["direction"], "downgrade");
    EXPECT_EQ(runs[2]["direction"], "upgrade");
    EXPECT_EQ(runs[2]["outcome"], "done");
    EXPECT_EQ(runs[2]["file_sha256"], json({"history", "--json"})["revisions"][1]["file_sha256"]);

    const std::string text = project.must({"history", "--applied"});
    EXPECT_EQ(count(text, "\n"), 3);
    EXPECT_CONTAINS(text, "  upgrade    done  ");
    EXPECT_CONTAINS(text, "0001 first \"one\" (aaaa1111)");
    EXPECT_CONTAINS(project.must({"history", "--applied", "-v"}), "    file      0001_first.sql\n");
    EXPECT_EQ(project.retort({"history", "--applied", "-r", "aaaa:"}).status, 2);
}

TEST_P(JsonOutput, TheLogOfARunHasALineForEachEvent) {
    project.must({"upgrade", "--log", "run.jsonl"});
    std::vector<std::string> events;
    std::istringstream lines(project.read("run.jsonl"));
    Json last;
    for (std::string line; std::getline(lines, line);) {
        last = Json::parse(line);
        events.push_back(last["event"]);
        EXPECT_EQ(last["time"].get<std::string>().size(), std::string("2026-12-01T08:00:00.123Z").size());
    }
    EXPECT_EQ(events, (std::vector<std::string>{"begin", "started", "statement", "finished", "end"}));
    EXPECT_EQ(last["before"], Json({"aaaa1111"}));
    EXPECT_EQ(last["after"], Json({"bbbb1111"}));
    const Outcome outcome = project.retort({"downgrade", "base", "--log", "no/such/folder/log"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[RT307]");
    EXPECT_EQ(json({"current", "--json"})["revisions"].size(), 1U) << "nothing was run";
}

}  // namespace
}  // namespace retort::test
