#include "introspect/sqlite/catalog.hpp"

#include <gtest/gtest.h>

#include "memory.hpp"
#include "schema/json.hpp"
#include "schema/same_state.hpp"

namespace retort::introspect::sqlite {
namespace {

TEST(SqliteCatalog, EmptyDatabase) {
    const Schema schema = introspected("");
    EXPECT_EQ(schema.dialect, Dialect::sqlite);
    EXPECT_TRUE(schema.tables.empty());
    EXPECT_TRUE(schema.definitions.empty());
}

TEST(SqliteCatalog, ViewsAndTriggersAsStored) {
    const Schema schema = introspected(R"(
        CREATE TABLE t (a INT);
        CREATE VIEW v AS SELECT a, 'q' FROM t;
        CREATE TRIGGER tr AFTER INSERT ON T BEGIN DELETE FROM t WHERE a < 0; END;
        CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN SELECT 1; END;
    )");
    ASSERT_EQ(schema.definitions.size(), 3U);
    const Definition& view = schema.definitions.at({ObjectKind::view, {"", "v"}, ""});
    EXPECT_EQ(view.sql, "CREATE VIEW v AS SELECT a, 'q' FROM t");
    const ObjectName t{"", "t"};
    EXPECT_EQ(view.depends_on.list, (std::vector<Dependency>{{table_id(t)}, {column_id(t, "a")}}));
    const Definition& trigger = schema.definitions.at({ObjectKind::trigger, {"", "tr"}, "t"});
    EXPECT_EQ(trigger.sql, "CREATE TRIGGER tr AFTER INSERT ON T BEGIN DELETE FROM t WHERE a < 0; END");
    EXPECT_TRUE(schema.definitions.contains({ObjectKind::trigger, {"", "on_view"}, "v"}));
}

TEST(SqliteCatalog, IgnoresInternalAndVirtualTables) {
    const Schema schema = introspected(R"(
        CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT UNIQUE);
        CREATE VIRTUAL TABLE docs USING fts5(body);
        CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1);
        CREATE TABLE docs_archive (a INT);
        ANALYZE;
    )");
    std::string names;
    for (const auto& [name, table] : schema.tables) names += name.name + " ";
    EXPECT_EQ(names, "docs_archive t ");
}

TEST(SqliteCatalog, IgnoresTriggersOfIgnoredTables) {
    const auto database = in_memory();
    database->execute(R"(
        CREATE TABLE t (a INT);
        CREATE TABLE Retort_Version (a INT);
        CREATE INDEX i ON retort_version (a);
        CREATE TRIGGER tr AFTER INSERT ON retort_version BEGIN SELECT 1; END;
    )");
    Filter filter;
    filter.ignored_tables = {{{"", "retort_version"}, {"a"}}};
    const Schema schema = database->introspect(filter);
    EXPECT_EQ(schema.tables.size(), 1U);
    EXPECT_TRUE(schema.definitions.empty());
}

TEST(SqliteCatalog, ReadsATableWithTheNameButNotTheColumnsOfAnIgnoredOne) {
    const auto database = in_memory();
    database->execute("CREATE TABLE retort_version (a INT); CREATE INDEX i ON retort_version (a)");
    Filter filter;
    filter.ignored_tables = {{{"", "retort_version"}, {"version_num"}}};
    EXPECT_EQ(database->introspect(filter).tables.at({"", "retort_version"}).indexes.size(), 1U);
}

TEST(SqliteCatalog, FilterSelectsObjects) {
    const auto database = in_memory();
    database->execute(R"(
        CREATE TABLE app_users (id INTEGER PRIMARY KEY);
        CREATE TABLE app_posts (author INTEGER REFERENCES other);
        CREATE TABLE other (id INTEGER PRIMARY KEY);
        CREATE VIEW app_view AS SELECT 1;
        CREATE VIEW view AS SELECT 1;
        CREATE TRIGGER t1 AFTER INSERT ON other BEGIN SELECT 1; END;
        CREATE TRIGGER t2 AFTER INSERT ON app_users BEGIN SELECT 1; END;
    )");
    const auto names = [&](const Filter& filter) {
        const Schema schema = database->introspect(filter);
        std::string text;
        for (const auto& [name, table] : schema.tables) text += name.name + " ";
        for (const auto& [key, definition] : schema.definitions) text += key.name.name + " ";
        return text;
    };
    Filter tables;
    tables.tables = {{"app_*"}, {"*_users"}};
    EXPECT_EQ(names(tables), "app_posts other app_view ");
    EXPECT_TRUE(*database->introspect(tables).tables.at({"", "other"}).external)
        << "there for the key that refers to it";
    EXPECT_FALSE(*database->introspect(tables).tables.at({"", "app_posts"}).external);
    EXPECT_EQ(database->introspect(tables).tables.at({"", "app_posts"}).foreign_keys.at(0).references,
              std::vector<std::string>{"id"});
    Filter kinds;
    kinds.kinds.exclude = {"trigger"};
    EXPECT_EQ(names(kinds), "app_posts app_users other app_view view ");
    kinds.kinds.include = {"trigger"};
    kinds.kinds.exclude = {};
    EXPECT_EQ(names(kinds), "t1 t2 ");
}

TEST(SqliteCatalog, NumberOfQueriesIsConstant) {
    const auto count = [](int tables) {
        const auto database = in_memory();
        for (int i = 0; i < tables; ++i)
            database->execute("CREATE TABLE t" + std::to_string(i) + " (a INT REFERENCES t0(a), b TEXT UNIQUE)");
        int queries = 0;
        read_schema(
            [&](std::string_view sql) {
                ++queries;
                return database->query(sql);
            },
            {});
        return queries;
    };
    EXPECT_EQ(count(1), count(40));
}

TEST(SqliteCatalog, ReadsInsideTransaction) {
    const auto database = in_memory();
    database->execute("BEGIN; CREATE TABLE t (a INT)");
    EXPECT_EQ(database->introspect().tables.size(), 1U);
    EXPECT_TRUE(database->in_transaction());
    database->execute("ROLLBACK");
    EXPECT_TRUE(database->introspect().tables.empty());
    EXPECT_FALSE(database->in_transaction());
}

TEST(SqliteCatalog, RoundTripsThroughJson) {
    const Schema schema = introspected(R"(
        CREATE TABLE t (a TEXT PRIMARY KEY ON CONFLICT IGNORE, b INT NOT NULL ON CONFLICT FAIL,
                        UNIQUE (b COLLATE NOCASE)) STRICT;
        CREATE VIEW v AS SELECT 1)");
    EXPECT_TRUE(same_state(from_json(to_json(schema), "test"), schema));
}

}  // namespace
}  // namespace retort::introspect::sqlite
