// [migrations] foreign_keys = "deferred": revisions for runners that cannot switch foreign keys off, such as D1.

#include <fmt/format.h>

#include "project.hpp"

namespace retort::test {
namespace {

/// People and their pets; `note` and `parent` are declarations of a person's members.
std::string models(const std::string& note, const std::string& rules = "") {
    return R"(#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

struct Person {
    std::int64_t id;
    std::optional<std::int64_t> parent;
    )" + note +
           R"(

    static constexpr auto schema() {
        using namespace retort;
        return table("people", column<&Person::id>().primary_key())" +
           (rules.empty() ? "" : ",\n                     " + rules) + R"();
    }
};

struct Pet {
    std::int64_t id;
    std::int64_t owner;

    static constexpr auto schema() {
        using namespace retort;
        return table("pets", column<&Pet::id>().primary_key(),
                     column<&Pet::owner>().references<&Person::id>(on_delete::cascade));
    }
};
)";
}

constexpr const char* optional_note = "std::optional<std::string> note;";
constexpr const char* required_note = "std::string note;";
constexpr const char* fill_note = "column<&Person::note>().backfill_sql(\"''\")";

class DeferredForeignKeys : public ::testing::Test {
protected:
    DeferredForeignKeys() {
        set("deferred");
        project.write("models/models.hpp", models(optional_note));
        step("first");
        project.sql("INSERT INTO people (id, note) VALUES (1, 'a'), (2, NULL); INSERT INTO pets VALUES (1, 1), (2, 2)");
    }

    void set(const std::string& value) {
        project.configure(fmt::format("[migrations]\nforeign_keys = \"{}\"\n", value));
    }

    void step(const std::string& message) {
        project.must({"revision", "--autogenerate", "-m", message});
        project.must({"upgrade"});
        EXPECT_EQ(project.must({"check"}), "");
    }

    /// The pets, of which a cascading delete would leave none.
    std::string pets() const { return project.value("SELECT group_concat(id || ' ' || owner) FROM pets"); }

    Project project{Dialect::sqlite};
};

TEST_F(DeferredForeignKeys, ARunnerWithForeignKeysOnKeepsEveryRow) {
    project.write("models/models.hpp", models(required_note, fill_note));
    const std::string printed = project.retort({"diff", "live", "models"}).out;
    project.must({"revision", "--autogenerate", "-m", "required"});
    const std::string file = project.read("migrations/0002_required.sql");
    for (const std::string& script : {printed, file}) {
        EXPECT_NE(script.find("PRAGMA defer_foreign_keys = ON;"), std::string::npos) << script;
        EXPECT_NE(script.find("-- rebuilds table pets, because it references table people, which is replaced"),
                  std::string::npos)
            << script;
        for (const char* other : {"PRAGMA foreign_keys", "TEMP TABLE"})
            EXPECT_EQ(script.find(other), std::string::npos) << script;
    }
    EXPECT_EQ(file.find("BEGIN"), std::string::npos) << file;

    // Each file in one transaction, with foreign keys on.
    project.write("runner.sql",
                  "PRAGMA foreign_keys = ON;\nBEGIN;\n" + file.substr(0, file.find("-- migrate:down")) + "COMMIT;\n");
    const std::string copy = "sqlite:" + (project.folder() / "copy.db").string();
    std::filesystem::copy_file(project.folder() / "app.db", project.folder() / "copy.db");
    project.feed(copy, "runner.sql");
    EXPECT_EQ(project.connect(copy)->query("SELECT group_concat(id || ' ' || owner) FROM pets").at(0).at(0), "1 1,2 2");
    EXPECT_EQ(project.must({"diff", copy, "models"}), "");

    project.must({"upgrade"});
    EXPECT_EQ(project.must({"check"}), "");
    EXPECT_EQ(pets(), "1 1,2 2");
    EXPECT_EQ(project.value("SELECT group_concat(quote(note)) FROM people"), "'a',''");
    project.must({"downgrade", "-1"});
    EXPECT_EQ(pets(), "1 1,2 2");
    EXPECT_EQ(project.value("SELECT count(*) FROM pragma_foreign_key_check"), "0");
}

TEST_F(DeferredForeignKeys, RowsThatReferenceMissingRowsAreCountedFirst) {
    project.sql("PRAGMA foreign_keys = OFF; INSERT INTO pets VALUES (3, 99)");
    project.write("models/models.hpp", models(required_note, fill_note));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "required"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "pets is copied with foreign keys on, but references missing rows in 1 row");
}

TEST_F(DeferredForeignKeys, ATableThatRestrictsItselfIsNotReplaced) {
    const std::string restrict_parent = "column<&Person::parent>().references<&Person::id>(on_delete::restrict_)";
    set("off");
    project.write("models/models.hpp", models(optional_note, restrict_parent));
    step("restricted");
    project.write("models/models.hpp", models(required_note, std::string(fill_note) + ", " + restrict_parent));
    set("deferred");
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "required"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "table people must be replaced with foreign keys on, but table people references it with ON DELETE "
                    "RESTRICT [RT293]");
    EXPECT_CONTAINS(outcome.err, "[migrations] foreign_keys = \"off\"");
    set("off");
    step("required");
    EXPECT_EQ(pets(), "1 1,2 2");
}

TEST_F(DeferredForeignKeys, AnExcludedTableThatReferencesAReplacedOneIsAnError) {
    project.sql("CREATE TABLE legacy (person INTEGER REFERENCES people ON DELETE CASCADE)");
    project.configure("[migrations]\nforeign_keys = \"deferred\"\n[filter]\nexclude_tables = [\"legacy\"]\n");
    project.write("models/models.hpp", models(required_note, fill_note));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "required"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "table people must be replaced, but table legacy, which [filter] excludes, references it, and "
                    "foreign keys are on [RT293]");
}

TEST_F(DeferredForeignKeys, ATableThatReferencesAMissingOneIsNotReplaced) {
    project.write("before.sql", "CREATE TABLE a (x REFERENCES gone, y);");
    project.write("after.sql", "CREATE TABLE a (x REFERENCES gone, y NOT NULL);");
    const Outcome outcome = project.retort({"diff", "before.sql", "after.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "table a must be replaced with foreign keys on, but it references table gone, which does not exist "
                    "[RT293]");
}

TEST_F(DeferredForeignKeys, ACircleInWhichATableAlsoReferencesItselfIsNotReplaced) {
    const std::string other =
        "CREATE TABLE b (id INTEGER PRIMARY KEY, a REFERENCES a ON DELETE SET NULL, "
        "b REFERENCES b ON DELETE CASCADE);";
    project.write("before.sql",
                  "CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b ON DELETE CASCADE, y, "
                  "a REFERENCES a ON DELETE CASCADE);" +
                      other);
    project.write("after.sql",
                  "CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b ON DELETE CASCADE, y NOT NULL, "
                  "a REFERENCES a ON DELETE CASCADE);" +
                      other);
    const Outcome outcome = project.retort({"diff", "before.sql", "after.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "reference each other and must be replaced with foreign keys on, but ON DELETE actions");
}

TEST_F(DeferredForeignKeys, AnUnknownValueIsAnError) {
    set("on");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[migrations] foreign_keys is 'on', but must be 'off' or 'deferred' [RT294]");
    EXPECT_CONTAINS(outcome.err, "foreign_keys = \"on\"");
}

}  // namespace
}  // namespace retort::test
