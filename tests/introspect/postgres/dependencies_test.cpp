#include <gtest/gtest.h>

#include "schema/json.hpp"
#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

using List = std::vector<Dependency>;

const ObjectId f{ObjectKind::function, {"", "f"}, "integer"};

class PostgresDependencies : public test::PostgresTest {
protected:
    Schema read(std::string_view sql) {
        db().execute(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN a; END';"
            "CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2'");
        db().execute(sql);
        return db().introspect();
    }
};

TEST_F(PostgresDependencies, ADefaultDependsOnTheOverloadThatItCallsAndOnItsSequence) {
    const Schema schema = read(
        "CREATE SEQUENCE s; CREATE TYPE mood AS ENUM ('a');"
        "CREATE TABLE t (a int DEFAULT f(1) + nextval('s'), b mood DEFAULT 'a', c int DEFAULT 1)");
    const Table& t = schema.tables.at({"", "t"});
    EXPECT_EQ(t.columns[0].depends_on.list, (List{{{ObjectKind::sequence, {"", "s"}, {}}}, {f}}));
    EXPECT_EQ(t.columns[1].depends_on.list, (List{{{ObjectKind::enum_, {"", "mood"}, {}}}}));
    EXPECT_EQ(t.columns[2].depends_on.list, List{});
    EXPECT_TRUE(t.columns[2].depends_on.from_catalog);
}

TEST_F(PostgresDependencies, PartsOfATableDependOnColumnsAndFunctions) {
    const Schema schema = read(
        "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f(a)) STORED, CONSTRAINT k CHECK (f(a) > 0)) "
        "PARTITION BY RANGE (f(a)); CREATE INDEX i ON t (f(a))");
    const Table& t = schema.tables.at({"", "t"});
    const ObjectId a = column_id({"", "t"}, "a");
    EXPECT_EQ(t.checks[0].depends_on.list, (List{{f}, {a, DependencyType::automatic}}));
    EXPECT_EQ(t.indexes[0].depends_on.columns(), std::vector<std::string>{"a"});
    EXPECT_TRUE(t.indexes[0].depends_on.any([](const ObjectId& id) { return id == f; }));
    EXPECT_EQ(t.columns[1].depends_on.columns(), std::vector<std::string>{"a"});
    EXPECT_TRUE(t.columns[1].depends_on.any([](const ObjectId& id) { return id == f; }));
    EXPECT_TRUE(t.depends_on.any([](const ObjectId& id) { return id == f; }));
}

TEST_F(PostgresDependencies, ADefinitionDependsOnObjectsOfOtherKindsByTheirKind) {
    const Schema schema = read(
        "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT f(a) AS a FROM v;"
        "CREATE DOMAIN d AS int CHECK (f(VALUE) > 0);"
        "CREATE FOREIGN DATA WRAPPER fdw; CREATE SERVER far FOREIGN DATA WRAPPER fdw;"
        "CREATE FOREIGN TABLE r (a d, CHECK (f(a) > 0)) SERVER far; CREATE VIEW x AS SELECT a FROM r");
    const auto list = [&](ObjectKind kind, const char* name) {
        return schema.definitions.at({kind, {"", name}, {}}).depends_on.list;
    };
    EXPECT_EQ(list(ObjectKind::view, "w"), (List{{column_id({"", "v"}, "a")}, {f}}));
    EXPECT_EQ(list(ObjectKind::domain, "d"), List{{f}});
    const ObjectId server{ObjectKind::foreign_server, {"", "far"}, {}};
    EXPECT_EQ(list(ObjectKind::foreign_table, "r"), (List{{{ObjectKind::domain, {"", "d"}, {}}}, {f}, {server}}));
    EXPECT_EQ(list(ObjectKind::view, "x"), List{{column_id({"", "r"}, "a")}});
}

TEST_F(PostgresDependencies, ASnapshotKeepsKindsAndTypes) {
    const Schema schema = read("CREATE TABLE t (a int CHECK (f(a) > 0)); CREATE VIEW v AS SELECT f(a) AS a FROM t");
    const Schema again = from_json(to_json(schema), "snapshot.json");
    EXPECT_EQ(again.tables.at({"", "t"}).checks[0].depends_on.list,
              schema.tables.at({"", "t"}).checks[0].depends_on.list);
    const ObjectId v{ObjectKind::view, {"", "v"}, {}};
    EXPECT_EQ(again.definitions.at(v).depends_on.list, schema.definitions.at(v).depends_on.list);
}

}  // namespace
}  // namespace retort::introspect
