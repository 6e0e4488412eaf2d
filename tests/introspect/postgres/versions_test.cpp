#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "introspect/database.hpp"
#include "introspect/postgres/cluster.hpp"
#include "introspect/postgres/installation.hpp"

namespace retort::introspect {
namespace {

/// Every version that is read, each on a cluster of its own. Besides those that the machine
/// has, RETORT_TEST_PG_PROGRAMS may list folders with initdb and postgres, like PATH.
class PostgresVersion : public ::testing::TestWithParam<int> {
protected:
    static std::optional<postgres::Installation> installation(int major) {
        const char* path = std::getenv("PATH");
        const std::string before = path == nullptr ? "" : path;
        if (const char* more = std::getenv("RETORT_TEST_PG_PROGRAMS"); more != nullptr) {
            setenv("PATH", (std::string(more) + ":" + before).c_str(), 1);
        }
        const auto found = postgres::find_installations();
        setenv("PATH", before.c_str(), 1);
        for (const postgres::Installation& candidate : found) {
            if (candidate.major_version == major) {
                return candidate;
            }
        }
        return std::nullopt;
    }
};

TEST_P(PostgresVersion, ReadsAlike) {
    const auto found = installation(GetParam());
    if (!found) {
        GTEST_SKIP() << "no PostgreSQL " << GetParam() << " here: put its folder into RETORT_TEST_PG_PROGRAMS";
    }
    const postgres::Cluster cluster(*found);
    const auto db = open(cluster.url("postgres"));
    EXPECT_EQ(db->major_version(), GetParam());
    db->execute(
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0);"
        "CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY, x e NOT NULL DEFAULT 'a', y text NOT NULL COLLATE \"C\","
        " g int GENERATED ALWAYS AS (length(y)) STORED, PRIMARY KEY (id), UNIQUE (x, y), CHECK (y <> ''));"
        "ALTER TABLE p ALTER y SET STATISTICS 7;"
        "CREATE TABLE q (id bigserial PRIMARY KEY, p int NOT NULL REFERENCES p ON DELETE CASCADE, v d);"
        "CREATE UNIQUE INDEX i ON q (p DESC, (p + 1)) INCLUDE (v) WHERE v > 1;"
        "CREATE TABLE r (a int NOT NULL, b date, PRIMARY KEY (a)) PARTITION BY HASH (a);"
        "CREATE TABLE r0 PARTITION OF r FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
        "CREATE TABLE parent (a int NOT NULL); CREATE TABLE child (b int) INHERITS (parent);"
        "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW w AS SELECT 1 AS one;"
        "CREATE STATISTICS s ON x, y FROM p; COMMENT ON COLUMN p.y IS 'why'");
    const Schema schema = db->introspect();
    const Table& p = schema.tables.at({"", "p"});
    ASSERT_EQ(p.columns.size(), 4U);
    EXPECT_TRUE(p.columns[0].identity);
    EXPECT_FALSE(p.columns[1].nullable);
    EXPECT_EQ(p.columns[1].default_sql, "'a'::e");
    EXPECT_EQ(p.columns[1].statistics, std::nullopt);
    EXPECT_EQ(p.columns[2].statistics, 7);
    EXPECT_EQ(p.columns[2].comment, "why");
    ASSERT_TRUE(p.columns[3].generated);
    EXPECT_EQ(p.columns[3].generated->expression, "length(y)");
    EXPECT_TRUE(p.columns[3].generated->stored);
    EXPECT_EQ(*p.columns[3].generated->reads, std::vector<std::string>{"y"});
    EXPECT_EQ(p.uniques.size(), 1U);
    ASSERT_EQ(p.checks.size(), 1U);  // version 18 keeps NOT NULL among the constraints
    EXPECT_EQ(p.checks[0].expression, "y <> ''::text");
    const Table& q = schema.tables.at({"", "q"});
    EXPECT_EQ(q.foreign_keys.size(), 1U);
    ASSERT_EQ(q.indexes.size(), 1U);
    EXPECT_EQ(q.indexes[0].parts.at(1).expression, "p + 1");
    EXPECT_EQ(q.indexes[0].predicate, "(v)::integer > 1");
    EXPECT_EQ(schema.tables.at({"", "r0"}).partition_bound, "FOR VALUES WITH (modulus 2, remainder 0)");
    EXPECT_FALSE(schema.tables.at({"", "r0"}).primary_key);
    EXPECT_FALSE(schema.tables.at({"", "child"}).columns.at(0).nullable);
    EXPECT_EQ(schema.definitions.size(), 4U);
    EXPECT_EQ(schema.sequences.size(), 1U);
    EXPECT_TRUE(schema.schemas.empty());

    db->execute("BEGIN; SET LOCAL search_path = pg_temp, public; CREATE TABLE t (a int PRIMARY KEY, b e DEFAULT 'b')");
    EXPECT_EQ(db->introspect_temporary().tables.at({"", "t"}).columns.at(1).default_sql, "'b'::e");
    db->execute("ROLLBACK");
}

TEST_P(PostgresVersion, WhatOnlyLaterOnesHave) {
    const auto found = installation(GetParam());
    if (!found) {
        GTEST_SKIP() << "no PostgreSQL " << GetParam() << " here: put its folder into RETORT_TEST_PG_PROGRAMS";
    }
    const postgres::Cluster cluster(*found);
    const auto db = open(cluster.url("postgres"));
    db->execute("CREATE TABLE t (a int, b int)");
    if (GetParam() >= 15) {
        db->execute("ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a)");
    }
    if (GetParam() >= 18) {
        db->execute("ALTER TABLE t ADD v int GENERATED ALWAYS AS (a + b) VIRTUAL, ADD CONSTRAINT n NOT NULL b");
    }
    const Table t = db->introspect().tables.at({"", "t"});
    ASSERT_EQ(t.uniques.size(), GetParam() >= 15 ? 1U : 0U);
    if (GetParam() >= 15) {
        EXPECT_TRUE(t.uniques[0].nulls_not_distinct);
    }
    ASSERT_EQ(t.columns.size(), GetParam() >= 18 ? 3U : 2U);
    if (GetParam() >= 18) {
        EXPECT_FALSE(t.columns[1].nullable);
        ASSERT_TRUE(t.columns[2].generated);
        EXPECT_FALSE(t.columns[2].generated->stored);
        EXPECT_EQ(t.columns[2].generated->expression, "a + b");
        EXPECT_EQ(*t.columns[2].generated->reads, (std::vector<std::string>{"a", "b"}));
    }
}

INSTANTIATE_TEST_SUITE_P(From14To18, PostgresVersion, ::testing::Values(14, 15, 16, 17, 18),
                         [](const auto& info) { return "v" + std::to_string(info.param); });

}  // namespace
}  // namespace retort::introspect
