// Every file of tests/cases/sqlite in a database in memory (tests/support/case_runner.hpp): with its rows, without
// rows, and from the second schema to the first.

#include <gtest/gtest.h>

#include "bench.hpp"
#include "emit/sqlite/script.hpp"
#include "schema/json.hpp"
#include "tests/support/case_runner.hpp"

namespace retort::emit::sqlite {
namespace {

class SqliteCases : public test::CaseEngine {
public:
    std::string folder() const override { return "sqlite"; }

    std::shared_ptr<introspect::Database> open(test::Side) override { return in_memory(); }

    void apply(introspect::Database& db, const Script& script) const override { sqlite::apply(db, script); }

    std::string rows_of(introspect::Database& db, const std::vector<test::HeldTable>& tables, test::Side side,
                        bool all) const override {
        return held_rows(db, tables, side, all);
    }

    std::vector<test::CaseFile> variants(const test::CaseFile& file) const override {
        test::CaseFile empty = file, reversed;
        empty.name += ", without rows";
        empty.rows.clear();
        reversed.name = file.name + ", reversed";
        reversed.before = file.after;
        reversed.after = file.before;
        return {empty, reversed};
    }
};

/// The same with scripts that leave foreign keys on.
class SqliteDeferredCases final : public SqliteCases {
public:
    bool has_goldens(introspect::Database&) const override { return false; }

    std::string missing(introspect::Database&, const test::CaseFile& file) const override {
        if (file.has_up || file.has_down) return "its scripts are those with foreign keys off";
        if (file.name.starts_with("check_on_rowid") || file.name.starts_with("check_spelling"))
            return "a check names its table, so the table can't be set aside (docs/sqlite.md)";
        const auto database = in_memory();
        database->execute(file.before + file.rows);
        try {
            const bool dangling = !database->query("PRAGMA foreign_key_check").empty();
            return dangling ? "rows reference missing rows, so they can't be copied with foreign keys on" : "";
        } catch (const introspect::StatementError&) {
            return "a foreign key has no parent key";
        }
    }

    Plan plan(const Schema& from, const Schema& to, Direction direction) const override {
        Plan made = sqlite::plan(from, to, direction, ForeignKeys::deferred);
        EXPECT_TRUE(made.script.transactional);
        return made;
    }

    bool accepts_errors() const override { return true; }
};

const bool registered = test::register_cases("SqliteCase", std::make_shared<SqliteCases>()) &&
                        test::register_cases("SqliteDeferredCase", std::make_shared<SqliteDeferredCases>());

constexpr const char* everything = R"sql(
    CREATE TABLE users (
        id TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
        email VARCHAR(255) NOT NULL UNIQUE COLLATE NOCASE,
        role TEXT NOT NULL DEFAULT 'patient' CONSTRAINT role_labels CHECK (role IN ('therapist', 'patient')),
        manager TEXT REFERENCES users ON DELETE SET NULL,
        shout TEXT GENERATED ALWAYS AS (upper(email)) VIRTUAL,
        length INTEGER AS (length(email)) STORED,
        created_at TEXT DEFAULT CURRENT_TIMESTAMP,
        CHECK (email <> '' AND length > 0));
    CREATE TABLE counters (id INTEGER PRIMARY KEY AUTOINCREMENT, n REAL DEFAULT -1.5, b BLOB DEFAULT x'00ff') STRICT;
    CREATE TABLE pairs (a INTEGER, b TEXT, c, PRIMARY KEY (a, b DESC), UNIQUE (c, a) ON CONFLICT REPLACE) WITHOUT ROWID;
    CREATE TABLE "odd table" ("a ""b"" c" TEXT, [order] INT, `select` INT, UNIQUE ("order", "select"));
    CREATE TABLE chicken (id INTEGER PRIMARY KEY, egg INTEGER REFERENCES egg DEFERRABLE INITIALLY DEFERRED);
    CREATE TABLE egg (id INTEGER PRIMARY KEY,
        chicken INTEGER NOT NULL REFERENCES chicken(id) ON DELETE CASCADE ON UPDATE RESTRICT);
    CREATE UNIQUE INDEX one_therapist ON users (manager) WHERE role = 'therapist';
    CREATE INDEX by_name ON users (lower(email) DESC, created_at COLLATE RTRIM);
    CREATE INDEX "odd index" ON "odd table" ("order" DESC);
    CREATE VIEW therapists AS SELECT * FROM users WHERE role = 'therapist';
    CREATE VIEW a_few AS SELECT id FROM therapists LIMIT 3;
    CREATE TRIGGER count_users AFTER INSERT ON users BEGIN INSERT INTO counters (n) VALUES (1); END;
    CREATE TRIGGER via_view INSTEAD OF DELETE ON therapists BEGIN DELETE FROM users WHERE id = OLD.id; END;
)sql";

TEST(SqliteCreateScript, RecreatesSchema) {
    Schema schema = made_by(everything);
    for (auto& [name, table] : schema.tables)  // the columns of each foreign key are written out
        for (ForeignKey& key : table.foreign_keys) key.implicit = false;
    const Script script = create_script(schema);
    EXPECT_TRUE(script.transactional);
    EXPECT_EQ(to_json(made_by(to_text(script))), to_json(schema));
}

TEST(SqliteCreateScript, EmptySchemaGivesEmptyScript) { EXPECT_TRUE(create_script(made_by("")).empty()); }

TEST(SqlitePlan, IgnoresSpelling) {
    EXPECT_EQ(travel({.before = "CREATE TABLE a (x int default (3), CHECK ((X>0)))",
                      .after = "CREATE TABLE \"a\"([x] INT DEFAULT 3 check(a.x > 0))"})
                  .up,
              "");
}

}  // namespace
}  // namespace retort::emit::sqlite
