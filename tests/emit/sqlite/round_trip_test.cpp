#include <gtest/gtest.h>

#include "bench.hpp"
#include "emit/sqlite/sqlite_plan.hpp"
#include "schema/json.hpp"

namespace retort::emit::sqlite {
namespace {

/// `before` and `after` are applied as they stand; the plan must lead from one to the other, both
/// ways, on an empty and on a filled database.
struct Case {
    const char* name;
    const char* before;
    const char* after;
    const char* fill = "";
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }

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
    CREATE TABLE egg (id INTEGER PRIMARY KEY, chicken INTEGER NOT NULL REFERENCES chicken(id) ON DELETE CASCADE ON UPDATE RESTRICT);
    CREATE UNIQUE INDEX one_therapist ON users (manager) WHERE role = 'therapist';
    CREATE INDEX by_name ON users (lower(email) DESC, created_at COLLATE RTRIM);
    CREATE INDEX "odd index" ON "odd table" ("order" DESC);
    CREATE VIEW therapists AS SELECT * FROM users WHERE role = 'therapist';
    CREATE VIEW a_few AS SELECT id FROM therapists LIMIT 3;
    CREATE TRIGGER count_users AFTER INSERT ON users BEGIN INSERT INTO counters (n) VALUES (1); END;
    CREATE TRIGGER via_view INSTEAD OF DELETE ON therapists BEGIN DELETE FROM users WHERE id = OLD.id; END;
)sql";

const Case cases[] = {
    {"NothingToEverything", "", everything},
    {"EverythingToNothing", everything, ""},
    {"TableAdded", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT); CREATE TABLE b (y INT)"},
    {"ColumnAdded", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y TEXT)", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedInFront", "CREATE TABLE a (x INT)", "CREATE TABLE a (y TEXT, x INT)", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedNotNullWithDefault", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y TEXT NOT NULL DEFAULT 'n')", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedWithComputedDefault", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y TEXT NOT NULL DEFAULT (lower('N')))", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedWithTime", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedWithLabels", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y TEXT NOT NULL DEFAULT 'n' CONSTRAINT y_labels CHECK (y IN ('n', 'm')))", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedUnique", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y TEXT UNIQUE)", "INSERT INTO a VALUES (1), (2)"},
    {"ColumnAddedReferring", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (x INT)",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (x INT, y INTEGER REFERENCES p ON DELETE CASCADE)", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedReferringWithDefault", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (x INT)",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (x INT, y INTEGER DEFAULT 1 REFERENCES p)", "INSERT INTO p VALUES (1); INSERT INTO a VALUES (1)"},
    {"ColumnAddedVirtual", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y INT AS (x + 1), z INT AS (y * 2) VIRTUAL)", "INSERT INTO a VALUES (1)"},
    {"ColumnAddedStored", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y INT AS (x + 1) STORED)", "INSERT INTO a VALUES (1)"},
    {"ColumnsAddedWithOneCheck", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y INT, z INT, CHECK (y < z))", "INSERT INTO a VALUES (1)"},
    {"KeyColumnAdded", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, id INTEGER PRIMARY KEY)", "INSERT INTO a VALUES (1), (2)"},
    {"AllColumnsReplaced", "CREATE TABLE a (x INT)", "CREATE TABLE a (y TEXT DEFAULT 'd', z INT)", "INSERT INTO a VALUES (1), (2)"},
    {"ColumnIndexedAndDropped", "CREATE TABLE a (x INT, y INT); CREATE INDEX i ON a (y); CREATE INDEX j ON a (x) WHERE y > 0", "CREATE TABLE a (x INT)", "INSERT INTO a VALUES (1, 2)"},
    {"ColumnInViewDropped", "CREATE TABLE a (x INT, y INT); CREATE VIEW v AS SELECT * FROM a; CREATE VIEW w AS SELECT y FROM v",
     "CREATE TABLE a (x INT); CREATE VIEW v AS SELECT * FROM a; CREATE VIEW w AS SELECT x AS y FROM v", "INSERT INTO a VALUES (1, 2)"},
    {"TypeWidened", "CREATE TABLE a (x VARCHAR(10) NOT NULL)", "CREATE TABLE a (x VARCHAR(20) NOT NULL)", "INSERT INTO a VALUES ('ab')"},
    {"DefaultChanged", "CREATE TABLE a (x INT DEFAULT 1, y TEXT)", "CREATE TABLE a (x INT DEFAULT 2, y TEXT DEFAULT 'z')", "INSERT INTO a VALUES (1, 'a')"},
    {"DefaultDropped", "CREATE TABLE a (x INT NOT NULL DEFAULT 1)", "CREATE TABLE a (x INT NOT NULL)", "INSERT INTO a VALUES (1)"},
    {"MadeNotNull", "CREATE TABLE a (x INT, y INT)", "CREATE TABLE a (x INT NOT NULL DEFAULT 7, y INT)", "INSERT INTO a VALUES (1, 1), (NULL, 2)"},
    {"CollationChanged", "CREATE TABLE a (x TEXT); CREATE INDEX i ON a (x)", "CREATE TABLE a (x TEXT COLLATE NOCASE); CREATE INDEX i ON a (x)", "INSERT INTO a VALUES ('b')"},
    {"KeyChanged", "CREATE TABLE a (x INT NOT NULL PRIMARY KEY, y INT NOT NULL)", "CREATE TABLE a (x INT NOT NULL, y INT NOT NULL, PRIMARY KEY (x, y))", "INSERT INTO a VALUES (1, 2)"},
    {"KeyDropped", "CREATE TABLE a (x INT NOT NULL PRIMARY KEY)", "CREATE TABLE a (x INT NOT NULL)", "INSERT INTO a VALUES (1)"},
    {"KeyDescending", "CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER NOT NULL PRIMARY KEY DESC)", "INSERT INTO a VALUES (1), (5)"},
    {"KeyNamed", "CREATE TABLE a (x INT, CONSTRAINT k PRIMARY KEY (x))", "CREATE TABLE a (x INT, CONSTRAINT l PRIMARY KEY (x))", "INSERT INTO a VALUES (1)"},
    {"UniqueAdded", "CREATE TABLE a (x INT, y INT)", "CREATE TABLE a (x INT, y INT, CONSTRAINT u UNIQUE (x, y))", "INSERT INTO a VALUES (1, 2)"},
    {"UniqueBecomesIndex", "CREATE TABLE a (x INT UNIQUE)", "CREATE TABLE a (x INT); CREATE INDEX i ON a (x)", "INSERT INTO a VALUES (1)"},
    {"UniqueConflict", "CREATE TABLE a (x INT UNIQUE)", "CREATE TABLE a (x INT UNIQUE ON CONFLICT IGNORE)", "INSERT INTO a VALUES (1)"},
    {"CheckAdded", "CREATE TABLE a (x INT)", "CREATE TABLE a (x INT CHECK (x > 0))", "INSERT INTO a VALUES (1)"},
    {"CheckChanged", "CREATE TABLE a (x INT CONSTRAINT c CHECK (x > 0))", "CREATE TABLE a (x INT CONSTRAINT c CHECK (x > -1))", "INSERT INTO a VALUES (1)"},
    {"CheckRespelt", "CREATE TABLE a (x INT CHECK ((X>0)and(x!=7)))", "CREATE TABLE a (x INT, CHECK (\"x\" > 0 AND a.x <> 7))"},
    {"LabelAdded", "CREATE TABLE a (r TEXT CHECK (r IN ('a', 'b')))", "CREATE TABLE a (r TEXT CHECK (r IN ('a', 'b', 'c')))", "INSERT INTO a VALUES ('a')"},
    {"ForeignKeyAdded", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER)",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p)", "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)"},
    {"ForeignKeyActionChanged", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE)",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER CONSTRAINT named REFERENCES p ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED)",
     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)"},
    {"ForeignKeysSwapTables", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY); CREATE TABLE c (a INTEGER REFERENCES p, b INTEGER REFERENCES q)",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY); CREATE TABLE c (a INTEGER REFERENCES q, b INTEGER REFERENCES p)",
     "INSERT INTO p VALUES (1); INSERT INTO q VALUES (1); INSERT INTO c VALUES (1, 1)"},
    {"ParentDropped", "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (x INT, p INTEGER REFERENCES p ON DELETE CASCADE)",
     "CREATE TABLE c (x INT, p INTEGER)", "INSERT INTO p VALUES (1); INSERT INTO c VALUES (5, NULL)"},
    {"CircleDropped", "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a); CREATE TABLE k (x INT)",
     "CREATE TABLE k (x INT)"},
    {"StrictAndWithoutRowid", "CREATE TABLE a (x INTEGER NOT NULL PRIMARY KEY, y TEXT)", "CREATE TABLE a (x INTEGER NOT NULL PRIMARY KEY, y TEXT) STRICT, WITHOUT ROWID", "INSERT INTO a VALUES (1, 'x')"},
    {"AutoincrementAdded", "CREATE TABLE a (id INTEGER PRIMARY KEY, y INT)", "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, y INT)", "INSERT INTO a VALUES (1, 2)"},
    {"GeneratedChanged", "CREATE TABLE a (x INT, y INT AS (x + 1), z INT AS (x) STORED)", "CREATE TABLE a (x INT, y INT AS (x + 2), z INT)", "INSERT INTO a (x) VALUES (1)"},
    {"GeneratedDropped", "CREATE TABLE a (x INT, y INT, g INT AS (y + 1), h INT AS (g + 1))", "CREATE TABLE a (x INT)", "INSERT INTO a (x, y) VALUES (1, 2)"},
    {"IndexesChanged", "CREATE TABLE a (x INT, y TEXT); CREATE INDEX i ON a (x); CREATE INDEX j ON a (y)",
     "CREATE TABLE a (x INT, y TEXT); CREATE UNIQUE INDEX i ON a (x DESC); CREATE INDEX k ON a (lower(y) COLLATE NOCASE) WHERE x > 0", "INSERT INTO a VALUES (1, 'a')"},
    {"IndexMovesToAnotherTable", "CREATE TABLE a (x INT); CREATE TABLE b (x INT DEFAULT 1); CREATE INDEX i ON b (x)",
     "CREATE TABLE a (x INT DEFAULT 1); CREATE TABLE b (x INT DEFAULT 2); CREATE INDEX i ON a (x)", "INSERT INTO a VALUES (1)"},
    {"IndexNameBecomesTable", "CREATE TABLE a (x INT); CREATE INDEX thing ON a (x)", "CREATE TABLE a (x INT DEFAULT 4); CREATE TABLE thing (x INT)"},
    {"TableNameBecomesView", "CREATE TABLE a (x INT); CREATE TABLE b (x INT)", "CREATE TABLE a (x INT); CREATE VIEW b AS SELECT x FROM a"},
    {"ViewsAndTriggersChanged", "CREATE TABLE a (x INT); CREATE VIEW v AS SELECT x FROM a; CREATE VIEW w AS SELECT x FROM v; CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END",
     "CREATE TABLE a (x INT); CREATE VIEW v AS SELECT x + 1 AS x FROM a; CREATE VIEW w AS SELECT x FROM v; CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 2; END"},
    {"RebuildUnderViewsAndTriggers",
     "CREATE TABLE a (x INT, y INT); CREATE TABLE b (z INT); CREATE VIEW v AS SELECT x, z FROM a, b; CREATE VIEW w AS SELECT * FROM v;"
     "CREATE TRIGGER t1 AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.x); END; CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET y = 1; END;"
     "CREATE TRIGGER t3 INSTEAD OF INSERT ON v BEGIN INSERT INTO a VALUES (NEW.x, NEW.z); END",
     "CREATE TABLE a (x INT DEFAULT 1, y INT); CREATE TABLE b (z INT NOT NULL); CREATE VIEW v AS SELECT x, z FROM a, b; CREATE VIEW w AS SELECT * FROM v;"
     "CREATE TRIGGER t1 AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.x); END; CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET y = 1; END;"
     "CREATE TRIGGER t3 INSTEAD OF INSERT ON v BEGIN INSERT INTO a VALUES (NEW.x, NEW.z); END",
     "INSERT INTO a VALUES (1, 2)"},
    {"OddNames", R"(CREATE TABLE "Table 1" ("a b" INT, "C""d" TEXT, 'é' INT); CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d")))",
     R"(CREATE TABLE "Table 1" ("a b" INT NOT NULL DEFAULT 3, "C""d" TEXT CHECK ("C""d" <> 'x'), 'é' INT, "new one" INT); CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d")))",
     R"(INSERT INTO "Table 1" VALUES (1, 'q', 2))"},
    {"NewNameIsTaken", "CREATE TABLE a (x INT); CREATE TABLE new_a (x INT); CREATE VIEW new2_a AS SELECT 1", "CREATE TABLE a (x INT DEFAULT 3); CREATE TABLE new_a (x INT); CREATE VIEW new2_a AS SELECT 1"},
    {"CaseOfNamesChanged", "CREATE TABLE Users (Id INTEGER PRIMARY KEY, eMail TEXT UNIQUE); CREATE TABLE c (u INTEGER REFERENCES Users(Id)); CREATE INDEX i ON Users (lower(eMail)); CREATE VIEW v AS SELECT eMail FROM Users",
     "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE); CREATE TABLE c (u INTEGER REFERENCES users(id)); CREATE INDEX i ON users (lower(email)); CREATE VIEW v AS SELECT eMail FROM Users",
     "INSERT INTO Users VALUES (1, 'x'); INSERT INTO c VALUES (1)"},
    {"CommentsInside", "CREATE TABLE a (x INT -- one, two\n /* three */, y INT /* ( */ -- last\n) -- end", "CREATE TABLE a (x INT, z INT DEFAULT 2)", "INSERT INTO a VALUES (1, 2)"},
    {"SelfReference", "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t ON DELETE CASCADE)", "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t ON DELETE SET NULL, n INT UNIQUE)",
     "INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2)"},
    {"SelfReferenceDropped", "CREATE TABLE k (x INT); CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t ON DELETE RESTRICT)", "CREATE TABLE k (x INT)", "INSERT INTO t VALUES (1, NULL), (2, 1)"},
};

class RoundTrip : public testing::TestWithParam<Case> {};

TEST_P(RoundTrip, LeadsThereAndBack) {
    travel({.before = GetParam().before, .after = GetParam().after});
}

TEST_P(RoundTrip, WithRows) {
    travel({.before = GetParam().before, .after = GetParam().after,
            .filled = [](introspect::Database& database) { database.execute(GetParam().fill); }});
}

TEST_P(RoundTrip, TheOtherWayRound) {
    travel({.before = GetParam().after, .after = GetParam().before});
}

INSTANTIATE_TEST_SUITE_P(Sqlite, RoundTrip, testing::ValuesIn(cases),
                         [](const testing::TestParamInfo<Case>& info) { return info.param.name; });

TEST(SqliteCreateScript, MakesTheSchemaAgain) {
    const Schema schema = made_by(everything);
    const Script script = create_script(schema);
    EXPECT_TRUE(script.transactional);
    EXPECT_EQ(to_json(made_by(to_text(script))), to_json(schema));
}

TEST(SqliteCreateScript, NothingNeedsNothing) { EXPECT_TRUE(create_script(made_by("")).empty()); }

TEST(SqlitePlan, RespellingIsNoChange) {
    EXPECT_EQ(travel({.before = "CREATE TABLE a (x int default (3), CHECK ((X>0)))", .after = "CREATE TABLE \"a\"([x] INT DEFAULT 3 check(a.x > 0))"}).up, "");
}

}  // namespace
}  // namespace retort::emit::sqlite
