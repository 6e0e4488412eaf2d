// New columns with `.backfill_sql`, which only models declare, so that no case file can hold them.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "emit/plan.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

std::string trigger(const std::string& body) {
    return "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body +
           " RETURN NEW; END $$; CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();";
}

/// Applies the plan to rows, and returns them after it. `backfills`: the values of new columns of the table t.
std::vector<std::string> filled(const std::string& before, const std::string& rows, const std::string& after,
                                const std::map<std::string, std::string>& backfills) {
    FreshDatabase start, target;
    const auto db = start.open(), goal = target.open();
    db->execute(before + rows);
    goal->execute(after);
    Schema to = goal->introspect();
    for (const auto& [column, sql] : backfills)
        to.tables.at({"", "t"}).find_column(column)->transition->backfill_sql = sql;
    db->execute(to_text(emit::plan(db->introspect(), to).script));
    EXPECT_EQ(to_text(emit::plan(db->introspect(), to).script), "");
    return start.column("SELECT t::text FROM t ORDER BY id");
}

TEST(PostgresBackfill, ATriggerFunctionMayNameAllNewColumns) {
    EXPECT_EQ(filled("CREATE TABLE t (id integer);" + trigger(""), "INSERT INTO t VALUES (1)",
                     "CREATE TABLE t (id integer, a integer NOT NULL, b integer DEFAULT 0, c integer);" +
                         trigger("NEW.c := coalesce(NEW.a, 0) + coalesce(NEW.b, 0);"),
                     {{"a", "id + 1"}, {"b", "id + 2"}}),
              (std::vector<std::string>{"(1,2,3,5)"}));
}

TEST(PostgresBackfill, ATriggerOfAChildMayNameTheChildsNewColumns) {
    EXPECT_EQ(filled("CREATE TABLE t (id integer); CREATE TABLE c () INHERITS (t);"
                     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                     "CREATE TRIGGER tr BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION f();",
                     "INSERT INTO c VALUES (1)",
                     "CREATE TABLE t (id integer, a integer NOT NULL); CREATE TABLE c (b integer) INHERITS (t);"
                     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := NEW.a; RETURN NEW; "
                     "END $$; CREATE TRIGGER tr BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION f();",
                     {{"a", "id + 1"}}),
              (std::vector<std::string>{"(1,2)"}));
}

TEST(PostgresBackfill, AKeyOverNewColumnsIsAddedWhenTheyAreFilled) {
    EXPECT_EQ(filled("CREATE TABLE t (id integer);" + trigger(""), "INSERT INTO t VALUES (1), (2)",
                     "CREATE TABLE t (id integer, a integer, b integer, PRIMARY KEY (a, b), CHECK (a < b));" +
                         trigger("NEW.id := coalesce(NEW.a, NEW.b, NEW.id);"),
                     {{"a", "id"}, {"b", "id + 2"}}),
              (std::vector<std::string>{"(1,1,3)", "(2,2,4)"}));
}

}  // namespace
}  // namespace retort::test
