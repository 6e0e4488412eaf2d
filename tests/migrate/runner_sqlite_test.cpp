#include "migrate/runner.hpp"

#include "support.hpp"

namespace retort::migrate::test {
namespace {

/// A table rebuild by the procedure of SQLite's manual (lang_altertable, section 7).
const std::string rebuild =
    "PRAGMA foreign_keys = OFF;\n"
    "BEGIN;\n"
    "CREATE TABLE new_child (id integer PRIMARY KEY, parent integer NOT NULL REFERENCES parent (id));\n"
    "INSERT INTO new_child SELECT id, parent FROM child;\n"
    "DROP TABLE child;\n"
    "ALTER TABLE new_child RENAME TO child;\n"
    "PRAGMA foreign_key_check;\n"
    "COMMIT;\n"
    "PRAGMA foreign_keys = ON;";

class SqliteRunner : public testing::Test {
protected:
    SqliteRunner() {
        database->execute("PRAGMA foreign_keys = OFF");
        database->execute("CREATE TABLE parent (id integer PRIMARY KEY)");
        database->execute("CREATE TABLE child (id integer PRIMARY KEY, parent integer)");
        database->execute("INSERT INTO parent VALUES (1); INSERT INTO child VALUES (7, 1)");
        database->execute("PRAGMA foreign_keys = ON");
    }

    std::string child() { return value(*database, "SELECT sql FROM sqlite_master WHERE name = 'child'"); }

    TestDatabase place{Dialect::sqlite};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{Dialect::sqlite, "retort_version", "retort_history"};
};

TEST_F(SqliteRunner, RebuildsTable) {
    const Chain chain({revision("aaaa", {}, "0001", rebuild, "", " transaction:false")});
    Runner(*database, chain, store).upgrade("head");
    EXPECT_HAS(child(), "REFERENCES");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM child"), "1");
    EXPECT_EQ(value(*database, "SELECT version_num FROM retort_version"), "aaaa");
    EXPECT_EQ(value(*database, "PRAGMA foreign_keys"), "1");
}

TEST_F(SqliteRunner, DanglingReferencesFailRebuild) {
    database->execute("INSERT INTO child VALUES (8, 99), (9, 98)");
    const Chain chain({revision("aaaa", {}, "0001", rebuild, "", " transaction:false")});
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "0001.sql:12:1: error: ");
    EXPECT_HAS(message, "child → parent: rowid 8, 9");
    EXPECT_HAS(message, "[RT075]");
    EXPECT_HAS(message, "the database is as it was before this revision");
    EXPECT_HAS_NOT(child(), "REFERENCES");
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(value(*database, "PRAGMA foreign_keys"), "1") << "restored";
    EXPECT_EQ(value(*database, "SELECT count(*) FROM sqlite_master WHERE name = 'retort_version'"), "0");
}

TEST_F(SqliteRunner, FailedRebuildRestoresForeignKeys) {
    std::string broken = rebuild;
    broken.replace(broken.find("DROP TABLE child"), 16, "DROP TABLE nobody");
    const Chain chain({revision("aaaa", {}, "0001", broken, "", " transaction:false")});
    EXPECT_HAS(error_of([&] { Runner(*database, chain, store).upgrade("head"); }), "as it was before this revision");
    EXPECT_EQ(value(*database, "PRAGMA foreign_keys"), "1");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM sqlite_master WHERE name = 'new_child'"), "0");
}

TEST_F(SqliteRunner, RestoresForeignKeysThatSectionLeftOff) {
    const Chain chain({revision("aaaa", {}, "0001", "PRAGMA foreign_keys = OFF;", "", " transaction:false")});
    Runner(*database, chain, store).upgrade("head");
    EXPECT_EQ(value(*database, "PRAGMA foreign_keys"), "1");
}

TEST_F(SqliteRunner, RejectsPragmaWithoutEffect) {
    const Chain chain(
        {revision("aaaa", {}, "0001", rebuild.substr(0, rebuild.find("BEGIN")) + "CREATE TABLE x (i integer);", "")});
    EXPECT_HAS(error_of([&] { Runner(*database, chain, store).upgrade("head"); }),
               "PRAGMA foreign_keys has no effect in a transaction");
}

TEST_F(SqliteRunner, FailingCommitNamesRows) {
    const Chain chain({revision(
        "aaaa", {}, "0001",
        "CREATE TABLE late (id integer PRIMARY KEY, p integer REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);\n"
        "INSERT INTO late VALUES (3, 55);",
        "")});
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "failed at COMMIT");
    EXPECT_HAS(message, "late → parent: rowid 3");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM sqlite_master WHERE name = 'late'"), "0");
    EXPECT_FALSE(database->in_transaction());
}

TEST_F(SqliteRunner, WaitsForOtherTransactionAndReportsIt) {
    const auto other = place.connect();
    other->execute("BEGIN IMMEDIATE");
    const Chain chain({revision("aaaa", {}, "0001", "CREATE TABLE x (i integer);", "")});
    RunOptions options;
    options.lock_timeout = std::chrono::milliseconds(50);
    const std::string message = error_of([&] { Runner(*database, chain, store, options).upgrade("head"); });
    EXPECT_HAS(message, " is locked by another connection: ");
    EXPECT_HAS(message, "[RT274]");
    other->execute("ROLLBACK");
    EXPECT_EQ(Runner(*database, chain, store, options).upgrade("head").steps.size(), 1U);
}

TEST_F(SqliteRunner, TriggersAreOneStatement) {
    const Chain chain({revision("aaaa", {}, "0001",
                                "CREATE TRIGGER t AFTER INSERT ON parent BEGIN\n  INSERT INTO child (parent) VALUES "
                                "(new.id);\nEND;\nINSERT INTO parent VALUES (2);",
                                "")});
    Runner(*database, chain, store).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM child"), "2");
}

TEST(SqliteVersionStore, RejectsInvalidNames) {
    EXPECT_HAS(error_of([] { VersionStore(Dialect::sqlite, "auth.v", "h"); }), "SQLite has no schemas");
    EXPECT_HAS(error_of([] { VersionStore(Dialect::sqlite, "", "h"); }), "[database] version_table = \"\": no name");
    EXPECT_HAS(error_of([] { VersionStore(Dialect::postgresql, "a.b.c", "h"); }), "more than one '.'");
    EXPECT_HAS(error_of([] { VersionStore(Dialect::postgresql, "a.v", "v"); }), "are both \"a.v\" [RT276]");
    EXPECT_HAS(error_of([] { VersionStore(Dialect::postgresql, ".v", "h"); }), "no schema before the '.'");
}

}  // namespace
}  // namespace retort::migrate::test
