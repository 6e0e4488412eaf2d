// check --format: JSON, GitHub annotations, SARIF, JUnit, Markdown.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

using Json = nlohmann::json;

/// Models that are ahead, a change by hand, and a pending migration that is allowed.
class CheckFormats : public BothEngines {
protected:
    CheckFormats() {
        project.configure();
        project.write("models/person.hpp", person());
        project.must({"revision", "-a", "-m", "people", "--rev-id", "aaaa1111"});
        project.must({"upgrade"});
        std::filesystem::remove(project.folder() / "migrations/retort.sum");
        project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
        project.sql("CREATE TABLE audit (id integer)");
        project.write("migrations/0002_a,b.sql",
                      revision_file("0002_a <b>", "bbbb1111", "aaaa1111", "SELECT 1;", "SELECT 1;"));
    }

    std::string output(const std::string& format, int status = 1) const {
        const Outcome outcome = project.retort({"check", "--format", format, "--allow", "pending"});
        EXPECT_EQ(outcome.status, status) << outcome.err;
        return outcome.out;
    }

    static std::string integer() { return GetParam() == Dialect::postgresql ? "integer" : "INTEGER"; }
    std::string live() const {
        return GetParam() == Dialect::postgresql ? project.connect()->describe() : "sqlite:app.db";
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, CheckFormats, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(CheckFormats, JsonHasAllFindings) {
    const Json json = Json::parse(output("json"));
    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["in_step"], false);
    EXPECT_EQ(json["compared"], Json({"models", "migrations", "live"}));
    EXPECT_EQ(json["database"], live());
    ASSERT_EQ(json["findings"].size(), 3U);
    const Json& models = json["findings"][0];
    EXPECT_EQ(models["kind"], "models");
    EXPECT_EQ(models["differences"], Json::array({{{"change", "added"},
                                                   {"text", "new column people.age " + integer()},
                                                   {"file", "models/person.hpp"},
                                                   {"line", 10}}}));
    EXPECT_EQ(models["scripts"][0]["sql"], "ALTER TABLE people ADD COLUMN age " + integer() + ";\n");
    const Json& hand = json["findings"][1];
    EXPECT_EQ(hand["kind"], "live");
    EXPECT_EQ(hand["allowed"], false);
    EXPECT_EQ(hand["differences"][0]["text"], "table audit (1 column) added by hand");
    EXPECT_EQ(hand["differences"][0]["change"], "added");
    EXPECT_EQ(hand["scripts"][0],
              Json({{"label", "to undo it"}, {"sql", "-- drops table audit with its rows\nDROP TABLE audit;\n"}}));
    const Json& pending = json["findings"][2];
    EXPECT_EQ(pending["kind"], "pending");
    EXPECT_EQ(pending["allowed"], true);
    EXPECT_EQ(pending["revisions"], Json::array({{{"revision", "bbbb1111"},
                                                  {"number", "0002"},
                                                  {"message", "a <b>"},
                                                  {"file", "migrations/0002_a,b.sql"}}}));
    EXPECT_EQ(pending["to_do"], Json({"retort upgrade"}));
    EXPECT_EQ(project.retort({"check", "--json", "--allow", "pending"}).out, output("json"));
    EXPECT_EQ(project.retort({"check", "--json", "--format", "text"}).status, 2);

    const Json clean =
        Json::parse(project.retort({"check", "models", "migrations", "--json", "--allow", "models"}).out);
    EXPECT_EQ(clean["in_step"], true);
    EXPECT_TRUE(clean["database"].is_null());
}

TEST_P(CheckFormats, GitHubAnnotations) {
    EXPECT_EQ(output("github"),
              fmt::format("::error file=models/person.hpp,line=10,title=retort check models::new column people.age "
                          "{1}%0A→ retort upgrade, then retort revision -a -m MESSAGE\n"
                          "::error title=retort check live::{0} was changed by hand: 1 difference%0A"
                          "table audit (1 column) added by hand%0A→ undo it with the first SQL, or keep it: retort "
                          "revision --adopt-drift -m MESSAGE, then retort stamp head\n"
                          "::notice file=migrations/0002_a%2Cb.sql,line=1,title=retort check pending::1 migration has "
                          "not run on {0}%0A→ retort upgrade\n",
                          live(), integer()));
}

TEST_P(CheckFormats, Sarif) {
    const Json sarif = Json::parse(output("sarif"));
    EXPECT_EQ(sarif["version"], "2.1.0");
    ASSERT_EQ(sarif["runs"].size(), 1U);
    const Json& run = sarif["runs"][0];
    EXPECT_EQ(run["tool"]["driver"]["name"], "retort");
    const Json& rules = run["tool"]["driver"]["rules"];
    ASSERT_EQ(run["results"].size(), 3U);
    for (const Json& each : run["results"])
        EXPECT_EQ(rules[each["ruleIndex"].get<std::size_t>()]["id"], each["ruleId"]);
    const auto place = [&](std::size_t i) { return run["results"][i]["locations"][0]["physicalLocation"]; };
    EXPECT_EQ(place(0)["artifactLocation"]["uri"], "models/person.hpp");
    EXPECT_EQ(place(0)["region"]["startLine"], 10);
    EXPECT_EQ(run["results"][0]["level"], "error");
    EXPECT_EQ(place(1)["artifactLocation"]["uri"], "retort.toml");
    EXPECT_EQ(place(2)["artifactLocation"]["uri"], "migrations/0002_a%2Cb.sql");
    EXPECT_EQ(run["results"][2]["level"], "note");
}

TEST_P(CheckFormats, JUnit) {
    const std::string xml = output("junit");
    EXPECT_TRUE(
        xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"retort check\" tests=\""))
        << xml;
    EXPECT_CONTAINS(xml, "failures=\"2\" errors=\"0\" skipped=\"1\">\n  <testsuite name=\"models, migrations and ");
    EXPECT_CONTAINS(xml, "    <testcase classname=\"retort.check\" name=\"edited\"/>\n");
    EXPECT_CONTAINS(
        xml,
        "name=\"models\">\n      <failure type=\"models\" message=\"the models are ahead of the migrations: "
        "1 difference\">models: the models");
    EXPECT_CONTAINS(xml, "name=\"pending\">\n      <skipped message=\"allowed: 1 migration has not run on ");
    EXPECT_EQ(count(xml, "<testcase "), count(xml, "<testcase classname=\"retort.check\" name=\""));
}

TEST_P(CheckFormats, Markdown) {
    const std::string text = output("markdown");
    EXPECT_TRUE(text.starts_with("### retort check: out of step\n\nCompared: models, migrations and ")) << text;
    EXPECT_CONTAINS(text,
                    "\n**models**: the models are ahead of the migrations: 1 difference\n\n"
                    "- new column people.age " +
                        integer() + " \\(models/person.hpp:10\\)\n");
    EXPECT_CONTAINS(text, "- table audit \\(1 column\\) added by hand\n");
    EXPECT_CONTAINS(text, "**pending** (allowed): ");
    EXPECT_CONTAINS(text, "- 0002 a &lt;b\\> \\(bbbb1111\\) in migrations/0002\\_a,b.sql\n");
    EXPECT_CONTAINS(text,
                    "<details><summary>to undo it</summary>\n\n```sql\n-- drops table audit with its rows\nDROP TABLE "
                    "audit;\n```\n\n</details>\n");
}

}  // namespace
}  // namespace retort::test
