#include <gtest/gtest.h>

#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

using Names = std::vector<std::string>;

class PostgresConstraints : public test::PostgresTest {
protected:
    Table table(std::string_view sql, const std::string& name = "t") {
        db().execute(sql);
        return db().introspect().tables.at({"", name});
    }
};

TEST_F(PostgresConstraints, PrimaryKeysKeepTheOrderOfTheirColumns) {
    const Table t = table(
        "CREATE TABLE t (a int, b int, c int, CONSTRAINT own PRIMARY KEY (b, a) INCLUDE (c) "
        "DEFERRABLE);"
        "COMMENT ON CONSTRAINT own ON t IS 'x'");
    ASSERT_TRUE(t.primary_key);
    EXPECT_EQ(t.primary_key->name, "own");
    EXPECT_EQ(t.primary_key->columns, (Names{"b", "a"}));
    EXPECT_EQ(t.primary_key->include, Names{"c"});
    EXPECT_EQ(t.primary_key->deferral, Deferral::initially_immediate);
    EXPECT_EQ(t.primary_key->comment, "x");
    EXPECT_TRUE(*t.primary_key->named);
    EXPECT_TRUE(t.indexes.empty());
}

TEST_F(PostgresConstraints, UniqueConstraintsInAllForms) {
    const Table t = table(
        "CREATE TABLE t (a int, b int, c int, UNIQUE (a, b), CONSTRAINT z UNIQUE NULLS NOT DISTINCT "
        "(c)"
        " INCLUDE (a) DEFERRABLE INITIALLY DEFERRED)");
    ASSERT_EQ(t.uniques.size(), 2U);
    EXPECT_EQ(t.uniques[0].name, "t_a_b_key");
    EXPECT_EQ(t.uniques[0].columns, (Names{"a", "b"}));
    EXPECT_FALSE(*t.uniques[0].named);
    EXPECT_EQ(t.uniques[0].deferral, Deferral::not_deferrable);
    EXPECT_TRUE(t.uniques[1].nulls_not_distinct);
    EXPECT_EQ(t.uniques[1].include, Names{"a"});
    EXPECT_EQ(t.uniques[1].deferral, Deferral::initially_deferred);
    EXPECT_TRUE(*t.uniques[1].named);
}

TEST_F(PostgresConstraints, ChecksWithoutOuterParenthesesAndWithReferencedColumns) {
    const Table t = table(
        "CREATE TABLE t (a int CHECK (a > 0), b int, c text, CHECK (a < b OR c = '('),"
        "CONSTRAINT n CHECK (c <> ')') NO INHERIT);"
        "ALTER TABLE t ADD CONSTRAINT v CHECK (starts_with(c, 'x')) NOT VALID");
    ASSERT_EQ(t.checks.size(), 4U);
    EXPECT_EQ(t.checks[0].name, "n");
    EXPECT_EQ(t.checks[0].expression, "c <> ')'::text");
    EXPECT_TRUE(t.checks[0].no_inherit);
    EXPECT_TRUE(*t.checks[0].named);
    EXPECT_EQ(t.checks[1].name, "t_a_check");
    EXPECT_EQ(t.checks[1].expression, "a > 0");
    EXPECT_EQ(t.checks[1].depends_on.columns(), Names{"a"});
    EXPECT_FALSE(*t.checks[1].named);
    EXPECT_EQ(t.checks[2].name, "t_check");
    EXPECT_EQ(t.checks[2].expression, "(a < b) OR (c = '('::text)");
    EXPECT_EQ(t.checks[2].depends_on.columns(), (Names{"a", "b", "c"}));
    EXPECT_FALSE(*t.checks[2].named);
    EXPECT_EQ(t.checks[3].expression, "starts_with(c, 'x'::text)");
    EXPECT_TRUE(t.checks[3].not_valid);
}

TEST_F(PostgresConstraints, ForeignKeysWithEveryOption) {
    const Table t = table(
        "CREATE SCHEMA o; CREATE TABLE o.r (x int, y int, UNIQUE (y, x)); CREATE TABLE p (id int PRIMARY KEY);"
        "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int REFERENCES p ON DELETE CASCADE ON UPDATE RESTRICT,"
        " d int REFERENCES t ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED,"
        " CONSTRAINT k FOREIGN KEY (a, b) REFERENCES o.r (y, x) MATCH FULL,"
        " CONSTRAINT l FOREIGN KEY (a, b) REFERENCES o.r (y, x) ON DELETE SET NULL (b));"
        "ALTER TABLE t ADD CONSTRAINT m FOREIGN KEY (a) REFERENCES p NOT VALID");
    ASSERT_EQ(t.foreign_keys.size(), 5U);
    const ForeignKey& k = t.foreign_keys[0];
    EXPECT_EQ(k.columns, (Names{"a", "b"}));
    EXPECT_EQ(k.table, (ObjectName{"o", "r"}));
    EXPECT_EQ(k.references, (Names{"y", "x"}));
    EXPECT_EQ(k.match, Match::full);
    EXPECT_EQ(k.on_delete, Action::no_action);
    EXPECT_TRUE(*k.named);
    EXPECT_EQ(t.foreign_keys[1].on_delete, Action::set_null);
    EXPECT_EQ(t.foreign_keys[1].set_columns, Names{"b"});
    EXPECT_TRUE(t.foreign_keys[2].not_valid);
    const ForeignKey& c = t.foreign_keys[3];
    EXPECT_EQ(c.name, "t_c_fkey");
    EXPECT_EQ(c.on_delete, Action::cascade);
    EXPECT_EQ(c.on_update, Action::restrict_);
    EXPECT_EQ(c.table, (ObjectName{"", "p"}));
    EXPECT_FALSE(*c.named);
    const ForeignKey& d = t.foreign_keys[4];
    EXPECT_EQ(d.table, (ObjectName{"", "t"}));
    EXPECT_EQ(d.on_delete, Action::set_default);
    EXPECT_EQ(d.deferral, Deferral::initially_deferred);
}

TEST_F(PostgresConstraints, ReadsForeignKeysOfPartitionedTablesOnce) {
    db().execute(
        "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);"
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);"
        "CREATE TABLE q (a int REFERENCES p) PARTITION BY RANGE (a);"
        "CREATE TABLE q1 PARTITION OF q FOR VALUES FROM (0) TO (9)");
    const Schema schema = db().introspect();
    ASSERT_EQ(schema.tables.at({"", "q"}).foreign_keys.size(), 1U);
    EXPECT_EQ(schema.tables.at({"", "q"}).foreign_keys[0].table, (ObjectName{"", "p"}));
    EXPECT_TRUE(schema.tables.at({"", "q1"}).foreign_keys.empty());
}

TEST_F(PostgresConstraints, ExclusionConstraints) {
    const Table t = table(
        "CREATE TABLE t (a int4range, b int4range, EXCLUDE USING gist (a WITH &&) WHERE (NOT "
        "isempty(b)))");
    ASSERT_EQ(t.exclusions.size(), 1U);
    EXPECT_EQ(t.exclusions[0].name, "t_a_excl");
    EXPECT_EQ(t.exclusions[0].definition, "EXCLUDE USING gist (a WITH &&) WHERE ((NOT isempty(b)))");
    EXPECT_EQ(t.exclusions[0].depends_on.columns(), (Names{"a", "b"}));
    EXPECT_FALSE(*t.exclusions[0].named);
    EXPECT_TRUE(t.indexes.empty());
}

TEST_F(PostgresConstraints, RecognisesLongGeneratedNames) {
    const std::string table_name(50, 't');
    const std::string column(40, 'c');
    const Table t = table("CREATE TABLE " + table_name + " (" + column +
                              " int UNIQUE UNIQUE, b int, UNIQUE (b), "
                              "CONSTRAINT t_b_key2 CHECK (b > 0));"
                              "CREATE INDEX ON " +
                              table_name + " (b); CREATE INDEX ON " + table_name +
                              " (b, (b + 1), "
                              "lower(" +
                              column +
                              "::text));"
                              "CREATE INDEX mine ON " +
                              table_name + " (b)",
                          table_name);
    for (const Unique& unique : t.uniques) {
        EXPECT_FALSE(*unique.named) << unique.name;
    }
    ASSERT_EQ(t.indexes.size(), 3U);
    for (const Index& index : t.indexes) {
        EXPECT_EQ(*index.named, index.name == "mine") << index.name;
    }
    EXPECT_TRUE(*t.checks.at(0).named);
}

TEST_F(PostgresConstraints, RecognisesNumberedGeneratedNames) {
    const Table t = table(
        "CREATE TABLE t (a int, CHECK (a > 1), CHECK (a > 2)); CREATE INDEX ON t (a);"
        " CREATE INDEX ON t (a DESC)");
    ASSERT_EQ(t.checks.size(), 2U);
    EXPECT_EQ(t.checks[1].name, "t_a_check1");
    EXPECT_FALSE(*t.checks[1].named);
    ASSERT_EQ(t.indexes.size(), 2U);
    EXPECT_EQ(t.indexes[1].name, "t_a_idx1");
    EXPECT_FALSE(*t.indexes[1].named);
}

}  // namespace
}  // namespace retort::introspect
