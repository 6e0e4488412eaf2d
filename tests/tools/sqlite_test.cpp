// SQLite: objects that neither the models nor SQL files declare, or that [filter] excludes, are kept working.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

constexpr const char* optional_note = "std::optional<std::string> note;";
constexpr const char* required_note = "std::string note;";
constexpr const char* fill_note = "column<&Person::note>().backfill_sql(\"''\")";

class SqliteCommands : public ::testing::Test {
protected:
    SqliteCommands() {
        project.configure();
        project.write("models/person.hpp", person(optional_note));
        step("first");
    }

    void filter(const std::string& lines) { project.configure("[filter]\n" + lines + "\n"); }

    void read_sql_files() {
        project.write("retort.toml",
                      "[models]\nheaders = [\"models/*.hpp\"]\nsql = [\"models/*.sql\"]\n\n[database]\nurl = \"" +
                          project.url() + "\"\n");
    }

    /// A change that rebuilds the table.
    void require_note() { project.write("models/person.hpp", person(required_note, fill_note)); }
    void drop_note() { project.write("models/person.hpp", person()); }

    void step(const std::string& message) {
        project.must({"revision", "--autogenerate", "--allow-drop", "-m", message});
        project.must({"upgrade"});
        EXPECT_EQ(project.retort({"check", "models", "live"}).status, 0);
    }

    /// The upgrade and the check answer that no object is in the way.
    void expect_blocked(const std::string& message) {
        const Outcome outcome = project.retort({"revision", "--autogenerate", "--allow-drop", "-m", "blocked"});
        EXPECT_EQ(outcome.status, 2);
        EXPECT_CONTAINS(outcome.err, message);
        const Outcome check = project.retort({"check", "models", "live"});
        EXPECT_EQ(check.status, 1);
        EXPECT_CONTAINS(check.err, message);
    }

    Project project{Dialect::sqlite};
};

TEST_F(SqliteCommands, ATriggerThatTheFilterExcludesSurvivesARebuild) {
    project.sql(
        "CREATE TABLE log (x); CREATE TRIGGER g AFTER INSERT ON people BEGIN INSERT INTO log VALUES (new.note); END;"
        "INSERT INTO people (id, email, note) VALUES (1, 'a@x', 'n')");
    for (const char* lines : {"exclude_kinds = [\"trigger\"]\nexclude_tables = [\"log\"]", "tables = [\"people\"]"}) {
        filter(lines);
        require_note();
        step("required");
        EXPECT_EQ(project.value("SELECT name FROM sqlite_schema WHERE type = 'trigger'"), "g") << lines;
        project.must({"downgrade", "-1"});
        EXPECT_EQ(project.value("SELECT name FROM sqlite_schema WHERE type = 'trigger'"), "g") << lines;
        project.must({"upgrade"});
        project.sql("INSERT INTO people (email, note) VALUES (random(), 'seen')");
        EXPECT_EQ(project.value("SELECT x FROM log ORDER BY rowid DESC"), "seen");
        project.write("models/person.hpp", person(optional_note));
        step("optional");
    }
}

TEST_F(SqliteCommands, ATriggerThatNoModelDeclaresSurvivesARename) {
    project.sql(
        "CREATE TABLE log (x); CREATE TRIGGER g AFTER INSERT ON people BEGIN INSERT INTO log VALUES (new.note); END;"
        "CREATE VIEW v AS SELECT note FROM people");
    filter("exclude_tables = [\"log\"]");
    project.write("models/person.hpp",
                  person("std::optional<std::string> remark;", "column<&Person::remark>().renamed_from(\"note\")"));
    step("renamed");
    project.sql("INSERT INTO people (email, remark) VALUES ('b@x', 'r')");
    EXPECT_EQ(project.value("SELECT x FROM log"), "r");
    EXPECT_EQ(project.value("SELECT * FROM v"), "r");
    project.must({"downgrade", "-1"});
    project.sql("INSERT INTO people (email, note) VALUES ('c@x', 's')");
    EXPECT_EQ(project.value("SELECT x FROM log ORDER BY rowid DESC"), "s");
}

TEST_F(SqliteCommands, AColumnThatAnUndeclaredTriggerUsesIsNotDropped) {
    project.sql("CREATE TRIGGER g AFTER INSERT ON people BEGIN UPDATE people SET note = 'x' WHERE id = new.id; END");
    drop_note();
    expect_blocked("column people.note is dropped, but trigger g, which no SQL file declares, uses it [RT292]");
    const Outcome diff = project.retort({"diff", "live", "models"});
    EXPECT_EQ(diff.status, 2);
    EXPECT_CONTAINS(diff.err, "trigger g");
    project.sql("DROP TRIGGER g; CREATE VIEW v AS SELECT upper(p.note) AS n FROM people AS p");
    expect_blocked("column people.note is dropped, but view v, which no SQL file declares, uses it [RT292]");
    filter("exclude_kinds = [\"view\"]");
    expect_blocked("column people.note is dropped, but view v, which [filter] excludes, uses it [RT292]");
    EXPECT_EQ(project.value("SELECT count(*) FROM pragma_table_info('people') WHERE name = 'note'"), "1");
}

TEST_F(SqliteCommands, AViewOnOtherColumnsDoesNotStandInTheWay) {
    project.sql(
        "CREATE TABLE other (note TEXT); CREATE VIEW v AS SELECT email, (SELECT max(note) FROM other) FROM people;"
        "CREATE VIEW broken AS SELECT note, missing FROM people");
    filter("exclude_tables = [\"other\"]");
    drop_note();
    step("dropped");
    EXPECT_EQ(project.value("SELECT count(*) FROM sqlite_schema WHERE type = 'view'"), "2");
    EXPECT_EQ(project.value("SELECT count(*) FROM v"), "0");
}

TEST_F(SqliteCommands, ADroppedTableTakesNoRowsOfExcludedTables) {
    project.sql(
        "CREATE TABLE child (id INTEGER PRIMARY KEY, p INT REFERENCES people (id) ON DELETE CASCADE);"
        "INSERT INTO people (id, email) VALUES (1, 'a@x'); INSERT INTO child VALUES (10, 1)");
    filter("exclude_tables = [\"child\"]");
    require_note();
    step("required");
    EXPECT_EQ(project.value("SELECT p FROM child"), "1");
    project.write("models/person.hpp",
                  "#include <retort/model.hpp>\nstruct Other { int id; static constexpr auto "
                  "schema() { using namespace retort; return table(\"others\", "
                  "column<&Other::id>().primary_key()); } };\n");
    expect_blocked("table people is dropped, but table child, which [filter] excludes, uses it [RT292]");
    EXPECT_EQ(project.value("SELECT count(*) FROM child"), "1");
}

TEST_F(SqliteCommands, RowsThatDangledBeforeDoNotStandInTheWay) {
    project.sql(
        "PRAGMA foreign_keys = OFF;"
        "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INT REFERENCES people (id)); INSERT INTO pets VALUES (1, "
        "99)");
    filter("exclude_tables = [\"pets\"]");
    require_note();
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "required"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_CONTAINS(outcome.err, "pets references missing rows in 1 row; the upgrade leaves them as they are");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT owner FROM pets"), "99");
}

TEST_F(SqliteCommands, DroppedRowsAndValuesAreCounted) {
    project.sql("INSERT INTO people (id, email, note) VALUES (1, 'a@x', 'n'), (2, 'b@x', NULL)");
    drop_note();
    const std::vector<std::string> command = {"revision",  "--autogenerate", "--from", "live",
                                              "--dry-run", "--allow-drop",   "-m",     "x"};
    EXPECT_CONTAINS(project.retort(command).err, "drops: column people.note with its values in 1 row\n");
    project.sql("CREATE TABLE old (a); INSERT INTO old VALUES (1), (2), (NULL)");
    EXPECT_CONTAINS(project.retort(command).err, "drops: table old with 3 rows\n");
}

/// A shell that goes on after an error.
TEST_F(SqliteCommands, AScriptUndoesItselfIfRowsLoseTheirReferences) {
    project.write("from.sql", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT);");
    project.write("to.sql", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p (id));");
    const Outcome diff = project.retort({"diff", "from.sql", "to.sql", "--dialect", "sqlite"});
    const auto database = project.connect(project.create_database());
    database->execute(project.read("from.sql"));
    database->execute("INSERT INTO c VALUES (7)");
    for (const std::string_view statement : database->split(diff.out)) {
        try {
            database->execute(statement);
        } catch (const introspect::StatementError&) {
            EXPECT_EQ(std::string(statement).find("CREATE TABLE new_c"), std::string::npos);
        }
    }
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(database->query("SELECT sql FROM sqlite_schema WHERE name = 'c'")[0][0], "CREATE TABLE c (p INT)");
    EXPECT_EQ(database->query("SELECT p FROM c")[0][0], "7");
    EXPECT_TRUE(database->query("SELECT name FROM sqlite_temp_schema").empty());
}

TEST_F(SqliteCommands, TheRunnerNamesTheRowsThatLoseTheirReferences) {
    project.must({"revision", "-m", "by hand"});
    project.write("from.sql", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT);");
    project.write("to.sql", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p (id));");
    project.sql(project.read("from.sql") + "INSERT INTO c (rowid, p) VALUES (3, 7)");
    const std::string script = project.retort({"diff", "from.sql", "to.sql", "--dialect", "sqlite"}).out;
    for (const auto& [path, text] : project.files())
        if (path.find("by_hand") != std::string::npos)
            project.write(path, text.substr(0, text.find("-- migrate:up")) + "-- migrate:up transaction:false\n" +
                                    script + "\n-- migrate:down\nSELECT 1;\n");
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "leaves rows that violate a foreign key: c → p: rowid 3 [RT075]");
    EXPECT_CONTAINS(outcome.err, "nothing was committed");
    EXPECT_EQ(project.value("SELECT p FROM c"), "7");
}

TEST_F(SqliteCommands, AFullTextIndexAndItsTriggersAreLeftAlone) {
    project.sql(
        "CREATE VIRTUAL TABLE people_fts USING fts5 (note, content='people', content_rowid='id');"
        "CREATE TRIGGER people_i AFTER INSERT ON people BEGIN "
        "INSERT INTO people_fts (rowid, note) VALUES (new.id, new.note); END;"
        "INSERT INTO people (id, email, note) VALUES (5, 'a@x', 'blue dog')");
    EXPECT_EQ(project.retort({"check", "models", "live"}).status, 0);
    read_sql_files();
    project.write("models/other.sql", "CREATE VIEW v AS SELECT id FROM people;\n");
    require_note();
    step("required");
    project.sql("INSERT INTO people (id, email, note) VALUES (9, 'b@x', 'green cat')");
    EXPECT_EQ(project.value("SELECT group_concat(rowid) FROM people_fts WHERE people_fts MATCH 'dog OR cat'"), "5,9");
    project.sql("INSERT INTO people_fts (people_fts, rank) VALUES ('integrity-check', 1)");
    EXPECT_EQ(project.must({"diff", "live", "models"}), "");

    project.write("goal.sql",
                  "CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR(255) NOT NULL UNIQUE, "
                  "note TEXT NOT NULL, more TEXT);");
    EXPECT_EQ(count(project.retort({"diff", "live", "goal.sql"}).out, "DROP TABLE"), 0);
}

TEST_F(SqliteCommands, SqlFilesDeclareVirtualTables) {
    read_sql_files();
    project.write("models/search.sql",
                  "CREATE VIRTUAL TABLE people_fts USING fts5 (note, content='people', content_rowid='id');\n"
                  "CREATE TRIGGER people_i AFTER INSERT ON people BEGIN\n"
                  "  INSERT INTO people_fts (rowid, note) VALUES (new.id, new.note);\nEND;\n");
    project.sql("INSERT INTO people (id, email, note) VALUES (5, 'a@x', 'blue dog')");
    step("search");
    EXPECT_EQ(project.value("SELECT rowid FROM people_fts WHERE people_fts MATCH 'blue'"), "5");
    project.write("models/search.sql",
                  "CREATE VIRTUAL TABLE people_fts USING fts5 (email, note, content='people', content_rowid='id');\n");
    step("more columns");
    EXPECT_EQ(project.value("SELECT rowid FROM people_fts WHERE people_fts MATCH 'email:a'"), "5");
    EXPECT_EQ(project.value("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"), "0");
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "CREATE VIRTUAL TABLE people_fts");
    project.must({"downgrade", "base"});
}

TEST_F(SqliteCommands, ATriggerThatNamesAMissingColumnIsAnError) {
    read_sql_files();
    project.write("models/bad.sql",
                  "CREATE TRIGGER g AFTER UPDATE OF nmae ON people BEGIN UPDATE people SET note = 'x'; END;\n");
    const Outcome outcome = project.retort({"check", "models", "live"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "models/bad.sql:1:1: error: SQLite rejects the trigger g on people: no such column: nmae [RT180]");
}

}  // namespace
}  // namespace retort::test
