// Tables and columns that an upgrade would drop with their data: they need a permission, and the file lists them.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

std::string noted(const std::string& clauses = "") {
    return R"(#pragma once
#include <cstdint>
#include <string>
#include <retort/model.hpp>

struct Note {
    std::int64_t id;
    std::string text;

    static constexpr auto schema() {
        using namespace retort;
        return table("notes", column<&Note::id>().primary_key()))" +
           clauses + R"(;
    }
};
)";
}

/// A project at its first revision: people with a nick, notes; two people have a nick.
class Drops : public BothEngines {
protected:
    Drops() {
        project.configure();
        project.write("models/person.hpp", person("std::optional<std::string> nick;"));
        project.write("models/note.hpp", noted());
        project.must({"revision", "--autogenerate", "-m", "people"});
        project.must({"upgrade"});
        project.sql("INSERT INTO people VALUES (1, 'a', 'x'), (2, 'b', 'y'), (3, 'c', NULL)");
        project.sql("INSERT INTO notes VALUES (1, 'n')");
    }

    Outcome generate(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"revision", "--autogenerate", "-m", "less"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return project.retort(arguments);
    }

    /// The header of the file that the command wrote.
    std::string header(const Outcome& outcome) {
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        if (outcome.out.empty()) return "";
        const std::string text = project.read(outcome.out.substr(0, outcome.out.size() - 1));
        return text.substr(0, text.find("\n-- migrate:up"));
    }

    void without_column(const std::string& rules = "") { project.write("models/person.hpp", person("", rules)); }
    void without_table() { project.write("models/note.hpp", "#pragma once\n"); }
};

TEST_P(Drops, AColumnNeedsAPermission) {
    without_column();
    const auto before = project.files();
    const Outcome refused = generate();
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_CONTAINS(refused.err, "error: the upgrade would drop column people.nick with its values in 2 rows [RT461]");
    EXPECT_CONTAINS(refused.err, "models/person.hpp:");
    EXPECT_CONTAINS(refused.err, "--allow-drop people.nick, or .dropped_column(\"nick\")");
    EXPECT_EQ(project.files(), before);
    for (const std::vector<std::string>& permission :
         std::vector<std::vector<std::string>>{{"--allow-drop", "people.nick"}, {"--allow-drop"}}) {
        std::vector<std::string> arguments = permission;
        arguments.emplace_back("--dry-run");
        const Outcome allowed = generate(arguments);
        EXPECT_EQ(allowed.status, 0) << allowed.err;
        EXPECT_CONTAINS(allowed.err, "drops: column people.nick with its values in 2 rows\n");
    }
    const std::string text = header(generate({"--allow-drop", "people.nick"}));
    EXPECT_CONTAINS(text, "\n--\n-- Detected differences:\n-- * column people.nick dropped\n");
    EXPECT_CONTAINS(text,
                    "\n-- Lost by the upgrade; the downgrade does not restore it:\n"
                    "-- * column people.nick with its values in 2 rows\n");
    EXPECT_CONTAINS(text, "\n-- Hazards of the upgrade ('retort explain CODE' describes each):\n-- * RT4");
    project.must({"upgrade"});
    project.must({"check"});
}

TEST_P(Drops, ATableNeedsAPermission) {
    without_table();
    const Outcome refused = generate();
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "the upgrade would drop table notes with 1 row [RT461]");
    EXPECT_CONTAINS(refused.err, "keep the struct with .dropped() in its table(...)");
    EXPECT_CONTAINS(header(generate({"--allow-drop=notes"})), "-- * table notes with 1 row\n");
}

TEST_P(Drops, EachIsNamed) {
    without_column();
    without_table();
    const Outcome one = generate({"--allow-drop", "notes"});
    EXPECT_EQ(one.status, 2);
    EXPECT_CONTAINS(one.err, "column people.nick");
    EXPECT_EQ(one.err.find("drop table notes"), std::string::npos) << one.err;
    const Outcome unknown = generate({"--allow-drop", "notes", "--allow-drop", "people.nick", "--allow-drop", "note"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_CONTAINS(unknown.err, "--allow-drop note: the upgrade does not drop it [RT462]");
    EXPECT_CONTAINS(unknown.err, "it drops notes, people.nick");
    EXPECT_EQ(generate({"--allow-drop", "notes", "--allow-drop", "people.nick"}).status, 0);
}

TEST_P(Drops, TheModelsDeclareThem) {
    project.write("models/person.hpp", person("", "index<&Person::email>())\n            .dropped_column(\"nick\""));
    project.write("models/note.hpp", noted(".dropped()"));
    const Outcome allowed = generate();
    EXPECT_EQ(allowed.status, 0) << allowed.err;
    EXPECT_CONTAINS(allowed.err, "drops: column people.nick");
    EXPECT_CONTAINS(allowed.err, "drops: table notes");
    project.must({"upgrade"});
    project.must({"check"});
}

TEST_P(Drops, ADeclaredDropWithAMemberIsAnError) {
    project.write("models/person.hpp", person("std::optional<std::string> nick;",
                                              "index<&Person::email>())\n            .dropped_column(\"nick\""));
    const Outcome refused = generate();
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "column 'nick' of 'Person' is declared as dropped, but a member declares it [RT460]");
    EXPECT_CONTAINS(refused.err, "models/person.hpp:18:14:");
}

TEST_P(Drops, ARenameIsNone) {
    project.write("models/person.hpp",
                  person("std::optional<std::string> alias;", "column<&Person::alias>().renamed_from(\"nick\")"));
    const std::string text = header(generate());
    EXPECT_EQ(text.find("Lost"), std::string::npos) << text;
}

TEST_P(Drops, TheConfigurationPermitsAll) {
    project.configure("[migrations]\nallow_drop = true\n");
    without_table();
    EXPECT_EQ(generate().status, 0);
}

TEST_P(Drops, RowsThatAreNotCounted) {
    without_table();
    const Outcome refused = generate({"--no-data-checks"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "the upgrade would drop table notes with all rows [RT461]");
}

TEST_P(Drops, AreQuestionsOnATerminal) {
    without_table();
    const auto before = project.files();
    const std::vector<std::string> command{"revision", "--autogenerate", "--no-rename-questions", "-m", "less"};
    const Outcome no = project.on_terminal(command, {"n\n"});
    EXPECT_EQ(no.status, 2) << no.out;
    EXPECT_CONTAINS(no.err, "drop table notes with 1 row? [y/N] ");
    EXPECT_EQ(project.files(), before);
    EXPECT_EQ(project.on_terminal(command, {"y\n"}).status, 0);
}

TEST_P(Drops, JsonListsThem) {
    without_table();
    const std::string json = generate({"--allow-drop", "--dry-run", "--json"}).out;
    EXPECT_CONTAINS(json, "table notes with 1 row");
    EXPECT_CONTAINS(json, "\"hazards\": [");
    EXPECT_CONTAINS(json, "\"name\": \"drop-table\"");
}

TEST_P(Drops, ASquashedRevisionHasNoListOfOldDifferences) {
    without_table();
    ASSERT_EQ(generate({"--allow-drop"}).status, 0);
    project.must({"upgrade"});
    project.must({"squash", "base:0002", "-m", "all"});
    const auto files = project.files();
    for (const auto& [path, text] : files) {
        if (!path.starts_with("migrations/") || !path.ends_with(".sql")) continue;
        EXPECT_EQ(text.find("Detected differences"), std::string::npos) << path << text;
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Drops, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(PostgresDrops, HazardsUseTheTypesOfTheDatabase) {
    Project project(Dialect::postgresql);
    project.configure();
    project.write("models/person.hpp", person());
    project.must({"revision", "--autogenerate", "-m", "people"});
    project.must({"upgrade"});
    std::string longer = person();
    longer.replace(longer.find("255"), 3, "300");
    project.write("models/person.hpp", longer);
    const Outcome free = project.retort({"revision", "--autogenerate", "--dry-run", "-m", "longer"});
    EXPECT_EQ(free.status, 0) << free.err;
    EXPECT_EQ(free.err.find("RT404"), std::string::npos) << "varchar(255) to varchar(300) rewrites nothing\n"
                                                         << free.err;
    std::string narrower = person();
    narrower.replace(narrower.find("std::int64_t id"), 15, "std::int32_t id");
    project.write("models/person.hpp", narrower);
    const Outcome rewriting = project.retort({"revision", "--autogenerate", "--dry-run", "-m", "narrower"});
    EXPECT_EQ(rewriting.status, 0) << rewriting.err;
    EXPECT_CONTAINS(rewriting.err, "hazard: RT404 type-change-rewrites: ");
    EXPECT_CONTAINS(rewriting.out, "-- * RT404 type-change-rewrites: ");
}

}  // namespace
}  // namespace retort::test
