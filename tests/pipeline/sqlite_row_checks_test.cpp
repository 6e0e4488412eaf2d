// The rows of a SQLite database against the columns, keys and checks that it will have: what is reported is what the
// upgrade then does.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/plan.hpp"
#include "pipeline/row_checks.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

class SqliteRows : public testing::Test {
protected:
    struct Found {
        std::vector<std::string> errors;
        std::vector<std::string> notes;
        std::string script;
    };

    /// The report on the rows of `before`, and the upgrade, which must fail exactly if the report has errors.
    Found found(const std::string& before, const std::string& rows, const std::string& after) {
        const TestDatabase wanted_place(Dialect::sqlite);
        const auto wanted = wanted_place.connect();
        wanted->execute(after);
        place = std::make_unique<TestDatabase>(Dialect::sqlite);
        database = place->connect();
        database->execute(before + ";" + rows);
        const Schema from = database->introspect();
        const Schema to = wanted->introspect();
        const emit::Plan plan = emit::plan(from, to);
        const pipeline::RowReport report = pipeline::check_rows(*database, from, to, plan);
        Found result{.errors = {}, .notes = report.notes, .script = {}};
        for (const Diagnostic& each : report.errors) result.errors.push_back(each.message);
        bool failed = false;
        try {
            for (const emit::Statement& each : plan.script.statements) {
                result.script += "-- " + each.comment + "\n" + each.sql + ";\n";
                const auto rows_of = database->query(each.sql);
                failed = failed || (each.sql == "PRAGMA foreign_key_check" && !rows_of.empty());
            }
        } catch (const introspect::StatementError&) {
            failed = true;
        }
        EXPECT_EQ(failed, !result.errors.empty()) << result.script << fmt::format("{}", fmt::join(result.errors, "\n"));
        return result;
    }
    std::string errors(const std::string& before, const std::string& rows, const std::string& after) {
        return fmt::format("{}", fmt::join(found(before, rows, after).errors, "; "));
    }
    std::string notes(const std::string& before, const std::string& rows, const std::string& after) {
        const Found all = found(before, rows, after);
        EXPECT_TRUE(all.errors.empty()) << fmt::format("{}", fmt::join(all.errors, "\n"));
        return fmt::format("{}", fmt::join(all.notes, "; "));
    }
    /// The notes on a column that changes its type. The upgrade's script must have the comment.
    std::string changed(const std::string& before, const std::string& values, const std::string& after,
                        const std::string& options = "") {
        const Found all = found("CREATE TABLE t (v " + before + ")", "INSERT INTO t VALUES " + values,
                                "CREATE TABLE t (v " + after + ")" + options);
        EXPECT_TRUE(all.errors.empty()) << fmt::format("{}", fmt::join(all.errors, "\n"));
        for (const std::string& note : all.notes) EXPECT_HAS(all.script, note.substr(0, note.rfind(", in ")));
        return fmt::format("{}", fmt::join(all.notes, "; "));
    }

    std::unique_ptr<TestDatabase> place;
    std::unique_ptr<introspect::Database> database;
};

TEST_F(SqliteRows, TextsThatBecomeNumbersAreCounted) {
    const std::string texts = "('0049'), ('1e5'), (' 12 '), ('+5'), ('1.0'), ('12'), ('abc'), (''), ('0x10'), (NULL)";
    EXPECT_EQ(changed("TEXT", texts, "INTEGER"),
              "values of t.v that read as numbers become numbers: TEXT → INTEGER, in 5 rows: ' 12 ' → '12'");
    EXPECT_EQ(value(*database, "SELECT group_concat(quote(v)) FROM t"), "49,100000,12,5,1,12,'abc','','0x10',NULL");
    EXPECT_EQ(changed("VARCHAR(9)", "('0049')", "NUMERIC"),
              "values of t.v that read as numbers become numbers: VARCHAR(9) → NUMERIC, in 1 row: '0049' → '49'");
    EXPECT_EQ(changed("TEXT", "('1.0'), ('1'), ('1.50')", "REAL"),
              "values of t.v that read as numbers become numbers: TEXT → REAL, in 2 rows: '1' → '1.0'");
    EXPECT_EQ(changed("BLOB", "('0049'), (5), (x'3031')", "INTEGER"),
              "values of t.v that read as numbers become numbers: BLOB → INTEGER, in 1 row: '0049' → '49'");
    EXPECT_EQ(changed("", "('+5'), (5), (5.5)", "REAL"),
              "values of t.v that read as numbers become numbers: no type → REAL, in 1 row: '+5' → '5.0'");
}

TEST_F(SqliteRows, RoundedNumbersAreCounted) {
    EXPECT_EQ(changed("INTEGER", "(1), (9007199254740993)", "REAL"),
              "values of t.v are rounded beyond 2^53: INTEGER → REAL, in 1 row: '9007199254740993' → "
              "'9007199254740992.0'");
    EXPECT_EQ(changed("REAL", "(0.5), (0.1 + 0.2)", "TEXT"),
              "values of t.v are rounded to 15 digits: REAL → TEXT, in 1 row: '0.30000000000000004' → '0.3'");
}

TEST_F(SqliteRows, NothingIsCountedWhereAllValuesAreKept) {
    EXPECT_EQ(changed("TEXT", "('12'), ('abc'), ('-5'), (NULL), (x'00')", "INTEGER"), "");
    EXPECT_EQ(changed("TEXT", "('0049')", "VARCHAR(10)"), "");
    EXPECT_EQ(changed("TEXT", "('0049')", "BLOB"), "");
    EXPECT_EQ(changed("REAL", "(1.0), (1.5)", "INTEGER"), "");
    EXPECT_EQ(changed("INTEGER", "(1), ('x')", "TEXT"), "");
    EXPECT_EQ(changed("INTEGER", "(1), (1.5), ('x')", "NUMERIC"), "");
    EXPECT_EQ(changed("TEXT", "('0049'), ('x')", "ANY", " STRICT"), "");
    EXPECT_EQ(changed("TEXT", "('0049'), ('x')", "BLOB", " STRICT"), "");
}

TEST_F(SqliteRows, StrictRejectsValuesOfAnotherType) {
    const std::string before = "CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB)";
    const std::string after = "CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB) STRICT";
    EXPECT_EQ(
        errors(before, "INSERT INTO t VALUES (1, 1, 1, x'00'), ('2', '2', '2', NULL), (3.0, 3.5, NULL, x'')", after),
        "");
    EXPECT_EQ(errors(before, "INSERT INTO t VALUES ('x', 1, 'x', NULL)", after),
              "t.i becomes INTEGER, but values in 1 row do not fit");
    EXPECT_EQ(errors(before, "INSERT INTO t VALUES (1.5, 1, 'x', NULL), ('', 1, 'x', NULL)", after),
              "t.i becomes INTEGER, but values in 2 rows do not fit");
    EXPECT_EQ(errors(before, "INSERT INTO t VALUES (1, x'31', 'x', NULL)", after),
              "t.r becomes REAL, but values in 1 row do not fit");
    EXPECT_EQ(errors(before, "INSERT INTO t VALUES (1, 1, x'31', NULL)", after),
              "t.s becomes TEXT, but values in 1 row do not fit");
    EXPECT_EQ(errors(before, "INSERT INTO t VALUES (1, 1, 'x', 'text')", after),
              "t.b becomes BLOB, but values in 1 row do not fit");
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT)", "INSERT INTO t VALUES ('0049'), ('x'), ('1e2')",
                     "CREATE TABLE t (v INT) STRICT"),
              "t.v becomes INT, but values in 1 row do not fit");
    EXPECT_EQ(errors("CREATE TABLE t (v ANY) STRICT", "INSERT INTO t VALUES ('0049'), (1), (x'00')",
                     "CREATE TABLE t (v ANY, w INT DEFAULT (1 + 1)) STRICT"),
              "");
}

TEST_F(SqliteRows, AnIntegerPrimaryKeyHoldsIntegers) {
    const std::string after = "CREATE TABLE t (id INTEGER PRIMARY KEY)";
    EXPECT_EQ(errors("CREATE TABLE t (id TEXT PRIMARY KEY)", "INSERT INTO t VALUES ('1'), ('2.0'), (NULL)", after), "");
    EXPECT_EQ(errors("CREATE TABLE t (id TEXT PRIMARY KEY)", "INSERT INTO t VALUES ('1'), ('x'), ('1.5')", after),
              "t.id becomes INTEGER PRIMARY KEY, but values in 2 rows are no integers");
    EXPECT_EQ(errors("CREATE TABLE t (id TEXT PRIMARY KEY)", "INSERT INTO t VALUES ('1'), ('01'), ('2')", after),
              "new primary key on t (id): duplicate values in 2 rows");
    EXPECT_EQ(errors("CREATE TABLE t (id INTEGER)", "INSERT INTO t VALUES (1), ('x')", after),
              "t.id becomes INTEGER PRIMARY KEY, but values in 1 row are no integers");
}

TEST_F(SqliteRows, KeysCompareTheValuesAsTheyWillBe) {
    const std::string rows = "INSERT INTO t VALUES ('1'), ('01'), ('x')";
    EXPECT_HAS(errors("CREATE TABLE t (v TEXT UNIQUE)", rows, "CREATE TABLE t (v INTEGER UNIQUE)"),
               "duplicate values in 2 rows");
    EXPECT_HAS(errors("CREATE TABLE t (v TEXT PRIMARY KEY)", rows, "CREATE TABLE t (v NUMERIC PRIMARY KEY)"),
               "duplicate values in 2 rows");
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX u ON t (v)", rows,
                     "CREATE TABLE t (v REAL); CREATE UNIQUE INDEX u ON t (v)"),
              "new unique index u on t: duplicate values in 2 rows");
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT UNIQUE)", "INSERT INTO t VALUES ('1'), ('2'), ('x')",
                     "CREATE TABLE t (v INTEGER UNIQUE)"),
              "");
    EXPECT_EQ(
        errors("CREATE TABLE t (v BLOB UNIQUE)", "INSERT INTO t VALUES ('1'), (1)", "CREATE TABLE t (v TEXT UNIQUE)")
                .find("duplicate values in 2 rows") != std::string::npos,
        true);
}

TEST_F(SqliteRows, KeysCompareWithTheirNewCollations) {
    const std::string rows = "INSERT INTO t VALUES ('a'), ('A'), ('b')";
    EXPECT_HAS(errors("CREATE TABLE t (v TEXT UNIQUE)", rows, "CREATE TABLE t (v TEXT COLLATE NOCASE UNIQUE)"),
               "duplicate values in 2 rows");
    EXPECT_HAS(errors("CREATE TABLE t (v TEXT UNIQUE)", rows, "CREATE TABLE t (v TEXT, UNIQUE (v COLLATE NOCASE))"),
               "duplicate values in 2 rows");
    EXPECT_HAS(errors("CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX u ON t (v)", rows,
                      "CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX u ON t (v COLLATE NOCASE)"),
               "duplicate values in 2 rows");
    EXPECT_HAS(errors("CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX u ON t (v || 'x')", rows,
                      "CREATE TABLE t (v TEXT); CREATE UNIQUE INDEX u ON t ((v || 'x') COLLATE NOCASE)"),
               "duplicate values in 2 rows");
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT COLLATE NOCASE)", rows, "CREATE TABLE t (v TEXT UNIQUE)"), "");
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT COLLATE NOCASE)", rows,
                     "CREATE TABLE t (v TEXT COLLATE NOCASE, UNIQUE (v COLLATE BINARY))"),
              "");
}

TEST_F(SqliteRows, ChecksSeeTheValuesAsTheyWillBe) {
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT CONSTRAINT long CHECK (length(v) > 3))",
                     "INSERT INTO t VALUES ('0049'), ('12345')",
                     "CREATE TABLE t (v INTEGER CONSTRAINT long CHECK (length(v) > 3))"),
              "new check constraint long on t is violated by 1 row");
    // The column's affinity applies to the literal.
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT)", "INSERT INTO t VALUES ('1'), ('2'), ('x')",
                     "CREATE TABLE t (v INTEGER CHECK (v <> '3' AND v <= '2' OR v = 'x'))"),
              "");
    EXPECT_EQ(errors("CREATE TABLE t (v TEXT)", "INSERT INTO t VALUES ('1'), ('2'), ('3')",
                     "CREATE TABLE t (v INTEGER CHECK (v IN ('1', '2')))"),
              "new check constraint on t is violated by 1 row");
    EXPECT_EQ(errors("CREATE TABLE t (v INTEGER)", "INSERT INTO t VALUES (1), (2)",
                     "CREATE TABLE t (v TEXT CHECK (v = 1 OR v = 2))"),
              "");
}

TEST_F(SqliteRows, ReferencesCompareAsTheParentDoes) {
    const std::string rows = "INSERT INTO p VALUES ('01'); INSERT INTO c VALUES ('1')";
    EXPECT_HAS(errors("CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT)", rows,
                      "CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p (id))"),
               "no referenced row exists for 1 row");
    EXPECT_EQ(errors("CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT)", rows,
                     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p (id))"),
              "");
    EXPECT_HAS(errors("CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p (id))",
                      "INSERT INTO p VALUES ('01'); INSERT INTO c VALUES ('01')",
                      "CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p (id))"),
               "no referenced row exists for 1 row");
    EXPECT_EQ(errors("CREATE TABLE p (id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c (p TEXT)",
                     "INSERT INTO p VALUES ('A'); INSERT INTO c VALUES ('a')",
                     "CREATE TABLE p (id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p (id))"),
              "");
}

}  // namespace
}  // namespace retort::migrate::test
