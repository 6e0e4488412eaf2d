// Runs every file of tests/cases/sqlite on a database in memory, empty and with rows, in both directions.

#include <gtest/gtest.h>

#include "bench.hpp"
#include "emit/sqlite/sqlite_plan.hpp"
#include "schema/json.hpp"
#include "tests/emit/case_file.hpp"
#include "tests/support/golden.hpp"

namespace retort::emit::sqlite {
namespace {

class SqliteCase : public testing::Test {
public:
    SqliteCase(test::CaseFile file, std::string golden) : file_(std::move(file)), golden_(std::move(golden)) {}

    void TestBody() override {
        const Scripts scripts = travel({.before = file_.before, .after = file_.after});
        test::expect_golden(golden_, test::golden_text(scripts.up, scripts.down));
        travel({.before = file_.before, .after = file_.after, .filled = [this](introspect::Database& database) {
                    database.execute(file_.rows);
                }});
        travel({.before = file_.after, .after = file_.before});
    }

private:
    test::CaseFile file_;
    std::string golden_;
};

const bool registered = [] {
    for (const auto& path : test::case_files(RETORT_CASES "/sqlite")) {
        const test::CaseFile file = test::read_case(path);
        const std::string group = path.parent_path().filename().string(), name = group + "_" + file.name;
        const std::string golden = RETORT_GOLDENS "/sqlite/" + group + "/" + file.name + ".sql";
        testing::RegisterTest("SqliteCase", name.c_str(), nullptr, nullptr, path.c_str(), 1,
                              [file, golden]() -> SqliteCase* { return new SqliteCase(file, golden); });
    }
    return true;
}();

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
    const Schema schema = made_by(everything);
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
