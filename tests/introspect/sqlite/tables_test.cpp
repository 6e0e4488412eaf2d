#include <gtest/gtest.h>

#include "introspect/sqlite/create_table.hpp"
#include "memory.hpp"
#include "schema/json.hpp"

namespace retort::introspect::sqlite {
namespace {

/// All tests use a real SQLite database. SQLite must accept the statements, and the catalog reader checks the parsed
/// tables against SQLite's PRAGMAs.

TEST(SqliteTables, ColumnsOfKeysMayStandInBrackets) {
    const Table table = table_of(R"(
        CREATE TABLE t (a TEXT, b TEXT, UNIQUE ((a), ((b) COLLATE NOCASE) COLLATE binary DESC),
                        PRIMARY KEY ((("b")) COLLATE RTRIM COLLATE NOCASE DESC)))");
    EXPECT_EQ(table.primary_key->columns, std::vector<std::string>{"b"});
    EXPECT_EQ(table.primary_key->column_options.at("b"), "COLLATE NOCASE DESC");
    EXPECT_EQ(table.uniques[0].columns, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(table.uniques[0].column_options.at("b"), "DESC");
    const Table numbered = table_of("CREATE TABLE t (id INTEGER, PRIMARY KEY (('id') AUTOINCREMENT))");
    EXPECT_TRUE(is_rowid_alias(numbered));
    EXPECT_TRUE(numbered.columns[0].autoincrement);
}

TEST(SqliteTables, ASignInFrontOfADefaultIsNoDifference) {
    const Table table = table_of("CREATE TABLE t (a DEFAULT (+1), b DEFAULT ((+ + 2)), c DEFAULT +3, d DEFAULT (+-4))");
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(table.columns[i].default_sql, std::to_string(i + 1));
    EXPECT_EQ(table.columns[3].default_sql, "-4");
}

TEST(SqliteTables, ACollationInsideAnIndexKeyIsNotTheKeys) {
    const Table table = table_of(R"(
        CREATE TABLE t (a TEXT, b TEXT);
        CREATE INDEX i ON t ((a = 'x' COLLATE NOCASE), a = 'y' COLLATE NOCASE, (a || b) COLLATE NOCASE DESC,
                             ((a COLLATE NOCASE)), -b COLLATE RTRIM))");
    const auto& parts = table.indexes[0].parts;
    EXPECT_EQ(parts[0].expression, "a = 'x' COLLATE NOCASE");
    EXPECT_EQ(parts[0].collation, "");
    EXPECT_EQ(parts[1].expression, "a = 'y' COLLATE NOCASE");
    EXPECT_EQ(parts[1].collation, "");
    EXPECT_EQ(parts[2].expression, "a || b");
    EXPECT_EQ(parts[2].collation, "NOCASE");
    EXPECT_EQ(parts[3].column, "a");
    EXPECT_EQ(parts[3].collation, "NOCASE");
    EXPECT_EQ(parts[4].expression, "-b");
    EXPECT_EQ(parts[4].collation, "RTRIM");
}

TEST(SqliteTables, ColumnsWithTypesAndDefaults) {
    const Table table = table_of(R"(
        CREATE TABLE t (
            id integer PRIMARY KEY AUTOINCREMENT,
            name varchar ( 20 ) NOT NULL DEFAULT 'it''s',
            "Odd name" double  precision DEFAULT -1.5,
            untyped,
            flag boolean default true,
            plus int default +7,
            at text default current_timestamp,
            made text default (lower('X') || 'y'),
            word text default bare,
            quoted text default "dq",
            empty text default null,
            blob blob default x'0F'
        ))");
    ASSERT_EQ(table.columns.size(), 12U);
    const auto default_of = [&](std::string_view name) { return table.find_column(name)->default_sql; };
    EXPECT_EQ(table.columns[0].type.sql, "INTEGER");
    EXPECT_TRUE(table.columns[0].autoincrement);
    EXPECT_FALSE(table.columns[0].nullable);
    EXPECT_TRUE(is_rowid_alias(table));
    EXPECT_EQ(table.columns[1].type.sql, "VARCHAR(20)");
    EXPECT_FALSE(table.columns[1].nullable);
    EXPECT_EQ(default_of("name"), "'it''s'");
    EXPECT_EQ(table.columns[2].type.sql, "DOUBLE PRECISION");
    EXPECT_EQ(default_of("Odd name"), "-1.5");
    EXPECT_EQ(table.columns[3].type.sql, "");
    EXPECT_EQ(default_of("untyped"), std::nullopt);
    EXPECT_EQ(default_of("flag"), "true");
    EXPECT_EQ(default_of("plus"), "7");
    EXPECT_EQ(default_of("at"), "CURRENT_TIMESTAMP");
    EXPECT_EQ(default_of("made"), "lower('X') || 'y'");
    EXPECT_EQ(default_of("word"), "'bare'");
    EXPECT_EQ(default_of("quoted"), "'dq'");
    EXPECT_EQ(default_of("empty"), std::nullopt);
    EXPECT_EQ(default_of("blob"), "x'0f'");
}

TEST(SqliteTables, OddTypesAndNames) {
    const Table table = table_of(R"(
        CREATE TABLE /* a */ 'a table'( -- b
            [b c] INT[], `d``e` 'my type'(3, +4), "f""g" national character varying(10) unique,
            'h' NUMERIC(10, -2) CONSTRAINT dangling, key, left, abort text, generated integer,
            always generated always as (1)))");
    EXPECT_EQ(table.name.name, "a table");
    std::string names;
    for (const Column& column : table.columns) names += column.name + "|";
    EXPECT_EQ(names, "b c|d`e|f\"g|h|key|left|abort|generated|always|");
    EXPECT_EQ(table.columns[0].type.sql, "INT[]");
    EXPECT_EQ(table.columns[2].type.sql, "NATIONAL CHARACTER VARYING(10)");
    EXPECT_EQ(table.columns[3].type.sql, "NUMERIC(10,-2)");
    EXPECT_TRUE(table.columns[8].generated);
    ASSERT_EQ(table.uniques.size(), 1U);
    EXPECT_EQ(table.uniques[0].columns, std::vector<std::string>{"f\"g"});
}

TEST(SqliteTables, ColumnAndTableConstraintsAreEquivalent) {
    const Table inside = table_of(
        "CREATE TABLE t (a TEXT UNIQUE CHECK (a <> ''), b INT CONSTRAINT b_positive CHECK (b > 0), PRIMARY KEY (a))");
    const Table outside = table_of(
        "CREATE TABLE t (a TEXT, b INT, CONSTRAINT b_positive CHECK (b>0) UNIQUE (a), CHECK (\"a\" != '') PRIMARY KEY "
        "('a'))");
    EXPECT_EQ(inside, outside);
    ASSERT_EQ(inside.checks.size(), 2U);
    EXPECT_EQ(inside.checks[0].name, "");
    EXPECT_FALSE(*inside.checks[0].named);
    EXPECT_EQ(inside.checks[1].name, "b_positive");
    EXPECT_TRUE(*inside.checks[1].named);
    EXPECT_EQ(inside.checks[1].depends_on.columns(), std::vector<std::string>{"b"});
}

TEST(SqliteTables, ForeignKeys) {
    const Schema schema = introspected(R"(
        CREATE TABLE Parent (x INTEGER, y INTEGER, PRIMARY KEY (x, y));
        CREATE TABLE other (id INTEGER PRIMARY KEY);
        CREATE TABLE child (
            a INTEGER REFERENCES OTHER ON DELETE SET NULL ON UPDATE CASCADE,
            b INTEGER CONSTRAINT b_other REFERENCES other("ID") DEFERRABLE INITIALLY DEFERRED,
            c INTEGER REFERENCES child(d) ON INSERT CASCADE MATCH FULL NOT NULL,
            d INTEGER UNIQUE REFERENCES missing,
            FOREIGN KEY (c, d) REFERENCES parent ON DELETE RESTRICT ON UPDATE SET DEFAULT
                NOT DEFERRABLE INITIALLY IMMEDIATE))");
    const Table& child = schema.tables.at({"", "child"});
    ASSERT_EQ(child.foreign_keys.size(), 5U);
    std::map<std::string, ForeignKey> by_column;
    for (const ForeignKey& key : child.foreign_keys)
        by_column[key.columns.front() + std::to_string(key.columns.size())] = key;
    EXPECT_EQ(by_column["a1"].table.name, "other");
    EXPECT_EQ(by_column["a1"].references, std::vector<std::string>{"id"});
    EXPECT_EQ(by_column["a1"].on_delete, Action::set_null);
    EXPECT_EQ(by_column["a1"].on_update, Action::cascade);
    EXPECT_EQ(by_column["b1"].name, "b_other");
    EXPECT_EQ(by_column["b1"].references, std::vector<std::string>{"id"});
    EXPECT_EQ(by_column["b1"].deferral, Deferral::initially_deferred);
    EXPECT_EQ(by_column["c1"].match, Match::full);
    EXPECT_FALSE(child.find_column("c")->nullable);
    EXPECT_EQ(by_column["d1"].table.name, "missing");
    EXPECT_TRUE(by_column["d1"].references.empty());
    EXPECT_EQ(by_column["c2"].table.name, "Parent");
    EXPECT_EQ(by_column["c2"].references, (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(by_column["c2"].on_delete, Action::restrict_);
    EXPECT_EQ(by_column["c2"].on_update, Action::set_default);
    EXPECT_EQ(by_column["c2"].deferral, Deferral::not_deferrable);
}

TEST(SqliteTables, GeneratedColumns) {
    const Table table = table_of(
        "CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a*2) STORED NOT NULL, c AS ( A + b ), d TEXT AS ('x') "
        "VIRTUAL)");
    EXPECT_EQ(table.columns[1].type.sql, "INT");
    EXPECT_EQ(table.columns[1].generated->expression, "a * 2");
    EXPECT_TRUE(table.columns[1].generated->stored);
    EXPECT_EQ(table.columns[2].generated->expression, "a + b");
    EXPECT_FALSE(table.columns[2].generated->stored);
    EXPECT_EQ(table.columns[2].depends_on.columns(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(table.columns[3].type.sql, "TEXT");
}

TEST(SqliteTables, TableOptions) {
    EXPECT_TRUE(table_of("CREATE TABLE t (a INT PRIMARY KEY) WITHOUT ROWID").without_rowid);
    const Table both = table_of("CREATE TABLE t (a INT, b TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID");
    EXPECT_TRUE(both.strict);
    EXPECT_TRUE(both.without_rowid);
    EXPECT_FALSE(both.columns[0].nullable);
    EXPECT_FALSE(both.columns[1].nullable);
}

TEST(SqliteTables, PrimaryKeyOfARowidTableMayBeNull) {
    EXPECT_TRUE(table_of("CREATE TABLE t (a TEXT PRIMARY KEY)").columns[0].nullable);
    EXPECT_FALSE(table_of("CREATE TABLE t (a INTEGER, PRIMARY KEY (a))").columns[0].nullable);
    EXPECT_TRUE(table_of("CREATE TABLE t (a INT PRIMARY KEY)").columns[0].nullable);
    EXPECT_FALSE(table_of("CREATE TABLE t (a TEXT PRIMARY KEY) STRICT").columns[0].nullable);
}

TEST(SqliteTables, DescendingKeyIsRowidInOneFormOnly) {
    const Table inside = table_of("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)");
    EXPECT_FALSE(is_rowid_alias(inside));
    EXPECT_EQ(inside.primary_key->column_options.at("a"), "DESC");
    EXPECT_TRUE(is_rowid_alias(table_of("CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC))")));
}

TEST(SqliteTables, CollationsAndConflicts) {
    const Table table = table_of(R"(
        CREATE TABLE t (
            a TEXT COLLATE nocase NOT NULL ON CONFLICT IGNORE,
            b TEXT COLLATE binary UNIQUE ON CONFLICT ABORT,
            PRIMARY KEY (a COLLATE NOCASE DESC) ON CONFLICT replace,
            UNIQUE (b COLLATE rtrim, a COLLATE BINARY)))");
    EXPECT_EQ(table.columns[0].collation, "NOCASE");
    EXPECT_EQ(table.columns[0].null_conflict, "IGNORE");
    EXPECT_EQ(table.columns[1].collation, "");
    EXPECT_EQ(table.primary_key->on_conflict, "REPLACE");
    EXPECT_EQ(table.primary_key->column_options, (std::map<std::string, std::string>{{"a", "DESC"}}));
    ASSERT_EQ(table.uniques.size(), 2U);
    for (const Unique& unique : table.uniques) {
        EXPECT_EQ(unique.on_conflict, "");
        if (unique.columns.size() == 2) {
            EXPECT_EQ(unique.column_options,
                      (std::map<std::string, std::string>{{"a", "COLLATE BINARY"}, {"b", "COLLATE RTRIM"}}));
        }
    }
}

TEST(SqliteTables, Indexes) {
    const Table table = table_of(R"(
        CREATE TABLE t (a TEXT COLLATE NOCASE, b INT, c TEXT);
        CREATE UNIQUE INDEX i1 ON t (a, "b" DESC) WHERE (B IS NOT NULL);
        CREATE INDEX i2 ON t (lower( C ) COLLATE nocase DESC, a COLLATE NOCASE, c COLLATE binary, a COLLATE BINARY);
        CREATE INDEX "odd name" ON t ('c', (b), [a] ASC);
    )");
    ASSERT_EQ(table.indexes.size(), 3U);
    const Index& first = table.indexes[0];
    EXPECT_EQ(first.name, "i1");
    EXPECT_TRUE(first.unique);
    EXPECT_EQ(first.parts[1].column, "b");
    EXPECT_TRUE(first.parts[1].descending);
    EXPECT_EQ(first.predicate, "b IS NOT NULL");
    const Index& second = table.indexes[1];
    EXPECT_EQ(second.parts[0].expression, "lower(c)");
    EXPECT_EQ(second.parts[0].collation, "NOCASE");
    EXPECT_TRUE(second.parts[0].descending);
    EXPECT_EQ(second.parts[1].collation, "");
    EXPECT_EQ(second.parts[2].collation, "");
    EXPECT_EQ(second.parts[3].collation, "BINARY");
    EXPECT_EQ(second.depends_on.columns(), std::vector<std::string>{"c"});
    const Index& third = table.indexes[2];
    EXPECT_EQ(third.name, "odd name");
    EXPECT_EQ(third.parts[0].column, "c");
    EXPECT_EQ(third.parts[1].column, "b");
    EXPECT_EQ(third.parts[2].column, "a");
}

/// The text that ALTER TABLE leaves in sqlite_schema reads like a new table.
TEST(SqliteTables, RenamedTablesReadLikeNewOnes) {
    const Schema altered = introspected(R"(
        CREATE TABLE old (a INT CHECK (old.a > 0), c TEXT UNIQUE, CHECK (a < 9));
        CREATE TABLE child (r INT REFERENCES old(c));
        CREATE INDEX i ON old (c, a) WHERE a > 1;
        ALTER TABLE old RENAME TO "New";
        ALTER TABLE "New" RENAME COLUMN a TO B;
        ALTER TABLE "New" ADD COLUMN d TEXT NOT NULL DEFAULT 'x' CHECK (d IN ('x','y')))");
    const Schema fresh = introspected(R"(
        CREATE TABLE New (B INT CHECK (B > 0), c TEXT UNIQUE, d TEXT NOT NULL DEFAULT 'x', CHECK (B < 9),
                          CHECK (d in ("x", 'y')));
        CREATE TABLE child (r INT REFERENCES New(c));
        CREATE INDEX i ON New (c, B) WHERE B > 1)");
    EXPECT_EQ(to_json(altered), to_json(fresh));
}

TEST(SqliteTables, CreateTableAsSelect) {
    const Table table = table_of("CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\"");
    ASSERT_EQ(table.columns.size(), 2U);
    EXPECT_EQ(table.columns[1].name, "b c");
}

TEST(SqliteTables, RejectsUnsupportedSyntax) {
    try {
        parse_create_table("CREATE TABLE t (a INT SOMETHING (1) ELSE)", "t");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT225");
        EXPECT_NE(error.diagnostics().front().message.find("table t"), std::string::npos);
    }
}

}  // namespace
}  // namespace retort::introspect::sqlite
