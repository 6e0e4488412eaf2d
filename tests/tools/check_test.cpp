// check: models, migrations and the live database, three ways; each state and each pair of sources.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

class Check : public BothEngines {
protected:
    Check() {
        project.configure();
        project.write("models/person.hpp", person());
        file_ = project.must({"revision", "-a", "-m", "people", "--rev-id", "aaaa1111"});
        file_.pop_back();
        std::filesystem::remove(project.folder() / "migrations/retort.sum");  // tests/tools/sum_test.cpp
        project.must({"upgrade"});
    }

    /// A hand-written revision.
    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down) const {
        project.write("migrations/" + name + ".sql", revision_file(name, id, follows, up, down));
    }

    /// The text with the names of types as SQLite's scripts have them.
    static std::string of_engine(std::string text) {
        if (GetParam() == Dialect::postgresql) return text;
        const auto replace = [&](const std::string& part, const std::string& with) {
            for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += with.size())
                text.replace(at, part.size(), with);
        };
        replace("integer", "INTEGER");
        return text;
    }

    /// Expects exactly this output, and the status that belongs to it.
    void expect(std::vector<std::string> arguments, int status, const std::string& out, const std::string& err) const {
        arguments.insert(arguments.begin(), "check");
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, status) << outcome.err;
        EXPECT_EQ(outcome.out, of_engine(out));
        EXPECT_EQ(outcome.err, err);
    }

    /// The name of the database in messages.
    std::string live() const {
        return GetParam() == Dialect::postgresql ? project.connect()->describe() : "sqlite:app.db";
    }

    std::string file_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Check, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Check, InStep) {
    expect({}, 0, "", fmt::format("clean: models, migrations and {} are in step\n", live()));
    expect({"models", "migrations"}, 0, "", "clean: models and migrations are in step\n");
    expect({"migrations", "live"}, 0, "", fmt::format("clean: migrations and {} are in step\n", live()));
    expect({"models", "live"}, 0, "", fmt::format("clean: models and {} are in step\n", live()));
}

TEST_P(Check, TheModelsAreAhead) {
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    const std::string text =
        "models: the models are ahead of the migrations: 1 difference\n"
        "  models/person.hpp:10: new column people.age integer\n"
        "  SQL:\n"
        "    ALTER TABLE people ADD COLUMN age integer;\n";
    expect({}, 1, text + "  → retort revision -a -m MESSAGE\n", "out of step: models\n");
    expect({"models", "migrations"}, 1, text + "  → retort revision -a --from migrations -m MESSAGE\n",
           "out of step: models\n");
    expect({"migrations", "live"}, 0, "", fmt::format("clean: migrations and {} are in step\n", live()));
    expect({"models", "live"}, 1,
           fmt::format("differs: {} differs from the models: 1 difference\n"
                       "  models/person.hpp:10: new column people.age integer\n"
                       "  SQL:\n"
                       "    ALTER TABLE people ADD COLUMN age integer;\n",
                       live()),
           "out of step: differs\n");
}

TEST_P(Check, MigrationsArePending) {
    add("0002_second", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);", "DROP TABLE b;");
    add("0003_rows", "cccc1111", "bbbb1111", "DROP TABLE b;\nINSERT INTO people VALUES (1, 'a');",
        "DELETE FROM people;");
    const std::string text = fmt::format(
        "pending: 2 migrations have not run on {}\n"
        "  migrations/0002_second.sql: 0002 second (bbbb1111)\n"
        "  migrations/0003_rows.sql: 0003 rows (cccc1111)\n"
        "  → retort upgrade\n",
        live());
    expect({}, 1, text, "out of step: pending\n");
    expect({"migrations", "live"}, 1, text, "out of step: pending\n");
    expect({"models", "migrations"}, 0, "", "clean: models and migrations are in step\n");
    expect({"models", "live"}, 0, "", fmt::format("clean: models and {} are in step\n", live()));
    const Outcome allowed = project.retort({"check", "--allow", "pending"});
    EXPECT_EQ(allowed.status, 0);
    EXPECT_EQ(allowed.out.substr(0, 19), "pending (allowed): ");
    EXPECT_EQ(allowed.err, fmt::format("clean: models, migrations and {} are in step (allowed: pending)\n", live()));
}

TEST_P(Check, TheLiveDatabaseWasChangedByHand) {
    project.sql("CREATE TABLE audit (id integer)");
    const std::string create = "    CREATE TABLE audit (\n        id integer\n    );\n";
    const std::string text = fmt::format(
        "live: {} was changed by hand: 1 difference\n"
        "  table audit (1 column) added by hand\n"
        "  to undo it:\n"
        "    -- drops table audit with its rows\n"
        "    DROP TABLE audit;\n"
        "  to keep it, as a revision:\n"
        "{}"
        "  → undo it with the first SQL, or keep it: retort revision --adopt-drift -m MESSAGE, then retort stamp "
        "head\n",
        live(), create);
    expect({}, 1, text, "out of step: live\n");
    expect({"migrations", "live"}, 1, text, "out of step: live\n");
    expect({"models", "migrations"}, 0, "", "clean: models and migrations are in step\n");
    EXPECT_EQ(project.retort({"check", "models", "live"}).status, 1);
    EXPECT_EQ(project.retort({"check", "--allow", "live"}).status, 0);
    project.sql("DROP TABLE audit");
    expect({}, 0, "", fmt::format("clean: models, migrations and {} are in step\n", live()));
}

TEST_P(Check, WhatWasDroppedOrChangedByHand) {
    project.sql("ALTER TABLE people ADD COLUMN nick text");
    EXPECT_CONTAINS(project.retort({"check"}).out, "  column people.nick ");
    EXPECT_CONTAINS(project.retort({"check"}).out, " added by hand\n");
    project.sql("ALTER TABLE people DROP COLUMN nick");
    project.sql("CREATE INDEX people_email ON people (email)");
    EXPECT_CONTAINS(project.retort({"check"}).out, "  people: index people_email (email) added by hand\n");
    project.sql("DROP INDEX people_email");
    project.sql("DROP TABLE people");
    EXPECT_CONTAINS(project.retort({"check"}).out, "  table people dropped by hand (2 columns, 2 constraints)\n");
}

TEST_P(Check, TheMigrationsAreTheOddOneOut) {
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    project.sql("ALTER TABLE people ADD COLUMN age integer");
    expect({}, 1,
           fmt::format("migrations: the models and {} agree, and the migrations do not: 1 difference\n"
                       "  models/person.hpp:10: new column people.age integer\n"
                       "  SQL:\n"
                       "    ALTER TABLE people ADD COLUMN age integer;\n"
                       "  → retort revision -a --from migrations -m MESSAGE, then retort stamp head\n",
                       live()),
           "out of step: migrations\n");
    expect({"models", "live"}, 0, "", fmt::format("clean: models and {} are in step\n", live()));
    // What the message says is enough.
    project.must({"revision", "-a", "--from", "migrations", "-m", "age"});
    project.must({"stamp", "head"});
    expect({}, 0, "", fmt::format("clean: models, migrations and {} are in step\n", live()));
}

TEST_P(Check, EachOnItsOwn) {
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    project.sql("CREATE TABLE audit (id integer)");
    add("0002_second", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);", "DROP TABLE b;");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.err, "out of step: live, models, pending\n");
    EXPECT_CONTAINS(outcome.out, "models: the models are ahead of the migrations: 2 differences\n");
    EXPECT_CONTAINS(outcome.out, "  table b dropped (1 column)\n");
    EXPECT_CONTAINS(outcome.out, "  → retort upgrade, then retort revision -a -m MESSAGE\n");
    EXPECT_CONTAINS(outcome.out, "  table audit (1 column) added by hand\n");
    EXPECT_EQ(project.retort({"check", "--allow", "live", "--allow", "pending", "--allow", "models"}).status, 0);
    EXPECT_EQ(project.retort({"check", "--allow", "live", "--allow", "models"}).status, 1);
}

TEST_P(Check, AFileWasEditedAfterItRan) {
    std::string text = project.read(file_);
    text.insert(text.find("-- migrate:up\n") + 14, "SELECT 1;\n");
    project.write(file_, text);
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out,
              fmt::format("edited: 0001 people (aaaa1111) was edited after it was run on {0}\n"
                          "  migrations/0001_people.sql: 0001 people (aaaa1111)\n"
                          "  → restore the file, and write the change as a new revision\n"
                          "void: 'verified' of 0001 people (aaaa1111) is void: the file was changed after the proof\n"
                          "  migrations/0001_people.sql: 0001 people (aaaa1111)\n"
                          "  → retort verify aaaa1111\n",
                          live()));
    EXPECT_EQ(outcome.err, "out of step: edited, void\n");
    EXPECT_EQ(project.retort({"check", "models", "migrations"}).err, "out of step: void\n");
    project.must({"verify"});
    EXPECT_EQ(project.retort({"check"}).err, "out of step: edited\n");
    EXPECT_EQ(project.retort({"check", "--allow", "edited"}).status, 0);
}

TEST_P(Check, ItsChecksumIsUnknown) {
    project.sql("DELETE FROM retort_history");
    expect({}, 1,
           fmt::format("unknown: 1 migration that ran has no checksum in the history of {}\n"
                       "  migrations/0001_people.sql: 0001 people (aaaa1111)\n"
                       "  → if the files are as they ran: retort stamp aaaa1111\n",
                       live()),
           "out of step: unknown\n");
    project.must({"stamp", "aaaa1111"});
    expect({}, 0, "", fmt::format("clean: models, migrations and {} are in step\n", live()));
}

TEST_P(Check, ItsFileIsGone) {
    add("0002_second", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);", "DROP TABLE b;");
    project.must({"upgrade"});
    std::filesystem::remove(project.folder() / "migrations/0002_second.sql");
    const std::string gone = fmt::format(
        "gone: {} is at a revision that is in no file\n"
        "  0002_second.sql: bbbb1111\n"
        "  → restore the file\n"
        "  → 'retort stamp REV', if the database is in fact at another revision\n",
        live());
    expect({"migrations", "live"}, 1, gone, "out of step: gone\n");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.err, "out of step: differs, gone\n");
    EXPECT_CONTAINS(outcome.out, "  table b dropped (1 column)\n");
}

TEST_P(Check, TwoHeads) {
    add("0002_mine", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);\nDROP TABLE b;", "SELECT 1;");
    add("0003_theirs", "cccc1111", "aaaa1111", "CREATE TABLE c (id integer);\nDROP TABLE c;", "SELECT 1;");
    const std::string heads =
        "heads: the migrations have 2 heads\n"
        "  migrations/0002_mine.sql: 0002 mine (bbbb1111)\n"
        "  migrations/0003_theirs.sql: 0003 theirs (cccc1111)\n"
        "  → retort rebase cccc1111\n"
        "  → retort merge\n";
    expect({"models", "migrations"}, 1, heads, "out of step: heads\n");
    project.must({"upgrade", "heads"});
    expect({}, 1, heads, "out of step: heads\n");
    expect({"migrations", "live"}, 1, heads, "out of step: heads\n");
}

TEST_P(Check, AMigrationThatNeverRan) {
    add("0003_last", "cccc1111", "aaaa1111", "SELECT 3;", "SELECT 3;");
    project.must({"upgrade"});
    add("0002_mine", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);", "DROP TABLE b;");
    add("0003_last", "cccc1111", "bbbb1111", "SELECT 3;", "SELECT 3;");
    const Outcome outcome = project.retort({"check", "migrations", "live"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_CONTAINS(
        outcome.out,
        fmt::format("skipped: 0002 mine (bbbb1111) never ran on {}, but a revision that follows it did\n", live()));
    EXPECT_CONTAINS(outcome.out, "  table b dropped by hand (1 column)\n");
}

TEST_P(Check, ASectionThatIsNotComplete) {
    project.write("migrations/0002_two.sql",
                  revision_file("0002_two", "bbbb1111", "aaaa1111",
                                "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\nBEGIN;\nDROP TABLE nobody;\nCOMMIT;",
                                "BEGIN;\nDROP TABLE b;\nCOMMIT;", " transaction:false"));
    EXPECT_EQ(project.retort({"upgrade"}).status, 2);
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "unfinished: the upgrade of 0002 two (bbbb1111) was begun at ");
    EXPECT_CONTAINS(outcome.err, "is not compared, since a migration is not complete\n");
    EXPECT_CONTAINS(outcome.err, "out of step: pending, unfinished\n");
}

TEST_P(Check, MigrationsThatDoNotRunOnAnEmptyDatabase) {
    project.sql("CREATE TABLE old (id integer)");
    add("0002_old", "bbbb1111", "aaaa1111", "DROP TABLE old;", "CREATE TABLE old (id integer);");
    project.must({"upgrade"});
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_CONTAINS(outcome.err,
                    "note: the migrations are not compared: they do not run on an empty database: "
                    "migrations/0002_old.sql:6: ");
    EXPECT_CONTAINS(outcome.err, fmt::format("clean: models and {} are in step\n", live()));
    const Outcome alone = project.retort({"check", "models", "migrations"});
    EXPECT_EQ(alone.status, 2);
    EXPECT_CONTAINS(alone.err, "this was the replay of the migrations on a scratch database");
    EXPECT_CONTAINS(alone.err, "[RT070]");
}

TEST_P(Check, WithoutMigrations) {
    std::filesystem::remove(project.folder() / file_);
    project.must({"stamp", "--purge", "base"});
    project.sql("DROP TABLE people");
    expect({}, 1,
           fmt::format("differs: {} differs from the models: 1 difference\n"
                       "  models/person.hpp:7: new table people (2 columns, 2 constraints)\n",
                       live()) +
               project.retort({"check"}).out.substr(project.retort({"check"}).out.find("  SQL:\n")),
           "out of step: differs\n");
}

TEST_P(Check, WithoutALiveDatabase) {
    project.write("retort.toml", "[models]\nheaders = [\"models/*.hpp\"]\n[migrations]\ndirectory = \"migrations\"\n");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err,
              "no live database is configured: the models and the migrations are compared\n"
              "clean: models and migrations are in step\n");
}

TEST_P(Check, AtAnyPointOfTheMigrations) {
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    project.must({"revision", "-a", "-m", "age", "--rev-id", "bbbb1111"});
    project.must({"upgrade"});
    expect({"models", "migrations"}, 0, "", "clean: models and migrations are in step\n");
    const Outcome earlier = project.retort({"check", "models", "migrations@aaaa"});
    EXPECT_EQ(earlier.status, 1);
    EXPECT_CONTAINS(earlier.out, of_engine("new column people.age integer"));
    EXPECT_EQ(project.must({"diff", "migrations", "migrations@head"}), "");
    const Outcome diff = project.retort({"diff", "migrations@0001", "migrations@current"});
    EXPECT_EQ(diff.status, 1) << diff.err;
    EXPECT_CONTAINS(diff.out, of_engine("ALTER TABLE people ADD COLUMN age integer;"));
    EXPECT_EQ(count(project.must({"inspect", "migrations@-1"}), "age"), 0);
    EXPECT_EQ(project.retort({"diff", "migrations@zzzz", "migrations"}).status, 2);
}

TEST_P(Check, StepsInCppAreNotReplayed) {
    add("0002_step", "bbbb1111", "aaaa1111", "SELECT 1;\n-- migrate:step fill", "SELECT 1;");
    expect({"models", "migrations"}, 0, "",
           "note: fill of 0002 step (bbbb1111) does not run on the scratch database: only the program has the "
           "function\nclean: models and migrations are in step\n");
}

TEST_P(Check, WrongWords) {
    EXPECT_CONTAINS(project.retort({"check", "--allow", "pendin"}).err, "did you mean 'pending'?");
    EXPECT_CONTAINS(project.retort({"check", "--allow", "x"}).err, "[RT360]");
    EXPECT_CONTAINS(project.retort({"check", "models"}).err, "[RT361]");
    EXPECT_CONTAINS(project.retort({"check", "models", "a.sql"}).err, "[RT361]");
    EXPECT_CONTAINS(project.retort({"check", "--format", "xml"}).err, "[RT362]");
    for (const std::vector<std::string>& each :
         {std::vector<std::string>{"check", "models"}, {"check", "--allow", "x"}, {"check", "--format", "xml"}})
        EXPECT_EQ(project.retort(each).status, 2);
}

}  // namespace
}  // namespace retort::test
