#include <gtest/gtest.h>

#include "schema/json.hpp"
#include "schema/same_state.hpp"
#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

/// The same script must read the same in the default schema and in the session's temporary schema.
class PostgresTemporary : public test::PostgresTest {
protected:
    Schema temporary(std::string_view sql) {
        db().execute("BEGIN; SET LOCAL search_path = pg_temp, public");
        db().execute(sql);
        Schema out = db().introspect_temporary();
        db().execute("ROLLBACK");
        return out;
    }

    void expect_alike(std::string_view sql) {
        const std::string in_temporary = to_json(temporary(sql));
        db().execute(sql);
        EXPECT_EQ(in_temporary, to_json(db().introspect()));
    }
};

TEST_F(PostgresTemporary, TablesWithAllSubObjects) {
    expect_alike(
        "CREATE TYPE user_role AS ENUM ('patient', 'admin'); COMMENT ON TYPE user_role IS 'who';"
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0);"
        "CREATE SEQUENCE own START 5; "
        "CREATE TABLE t (id serial PRIMARY KEY, role user_role DEFAULT 'patient', roles user_role[] DEFAULT '{admin}',"
        "  p positive, i bigint GENERATED ALWAYS AS IDENTITY (START 7), o bigint DEFAULT nextval('own'),"
        "  name text COLLATE \"C\" CHECK (name <> ''), twice int GENERATED ALWAYS AS (id * 2) STORED,"
        "  r int4range, EXCLUDE USING gist (r WITH &&), CHECK (role <> 'admin' OR roles IS NULL)) WITH (fillfactor = "
        "60);"
        "CREATE TABLE u (id int PRIMARY KEY REFERENCES t ON DELETE CASCADE DEFERRABLE, t_id int REFERENCES t (id), "
        "UNIQUE (t_id, id));"
        "CREATE INDEX ON t (role, name DESC) WHERE role = 'admin'; CREATE INDEX named ON t (lower(name));"
        "COMMENT ON TABLE t IS 'a table'; COMMENT ON COLUMN t.role IS 'a role'; COMMENT ON INDEX named IS 'an index';"
        "COMMENT ON CONSTRAINT t_pkey ON t IS 'a key'");
}

TEST_F(PostgresTemporary, PartitionsAndInheritance) {
    expect_alike(
        "CREATE TABLE p (a int, b date, CHECK (a > 0)) PARTITION BY RANGE (b); CREATE INDEX ON p (a);"
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);"
        "CREATE TABLE parent (x int); CREATE TABLE child (y int) INHERITS (parent)");
}

TEST_F(PostgresTemporary, IgnoresDefaultSchema) {
    db().execute(
        "CREATE TABLE t (a int); CREATE TYPE e AS ENUM ('x'); CREATE SCHEMA other;"
        " CREATE TABLE other.u (a int)");
    const Schema schema = temporary("CREATE TABLE v (b e DEFAULT 'x')");
    EXPECT_EQ(schema.tables.size(), 1U);
    EXPECT_TRUE(schema.enums.empty());
    EXPECT_TRUE(schema.schemas.empty());
    const Column& column = schema.tables.at({"", "v"}).columns.at(0);
    EXPECT_EQ(column.type.user_type, (ObjectName{"", "e"}));
    EXPECT_EQ(column.default_sql, "'x'::e");
}

TEST_F(PostgresTemporary, AllowsNamesUsedInDefaultSchema) {
    db().execute("CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (id int PRIMARY KEY)");
    const Schema schema = temporary(
        "CREATE TYPE e AS ENUM ('y'); CREATE TABLE t (id serial PRIMARY KEY, e e DEFAULT "
        "'y', p int REFERENCES t)");
    const Table& t = schema.tables.at({"", "t"});
    EXPECT_EQ(t.columns.at(0).default_sql, "nextval('t_id_seq'::regclass)");
    EXPECT_EQ(t.columns.at(1).default_sql, "'y'::e");
    EXPECT_EQ(t.foreign_keys.at(0).table, (ObjectName{"", "t"}));
    EXPECT_EQ(schema.enums.at({"", "e"}).labels, std::vector<std::string>{"y"});
}

TEST_F(PostgresTemporary, LeavesNoObjects) {
    temporary("CREATE TABLE t (a int)");
    EXPECT_FALSE(db().in_transaction());
    EXPECT_TRUE(same_state(db().introspect(), Schema{}));
    EXPECT_TRUE(same_state(db().introspect_temporary(), Schema{}));
}

}  // namespace
}  // namespace retort::introspect
