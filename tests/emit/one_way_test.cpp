// Changes whose downgrade PostgreSQL can't make exactly, so that no case file can hold them: no ALTER TABLE makes a
// local column an inherited one.

#include <gtest/gtest.h>

#include "emit/plan.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

TEST(PostgresOneWay, AColumnThatLeavesTheParentStaysInAChildWithItsValues) {
    FreshDatabase start, target;
    const auto db = start.open(), goal = target.open();
    db->execute(R"(
CREATE TABLE p (a integer, e integer, f integer);
CREATE TABLE keeps () INHERITS (p);
CREATE TABLE loses () INHERITS (p);
CREATE TABLE below () INHERITS (keeps);
CREATE TABLE own (e integer) INHERITS (p);
INSERT INTO keeps VALUES (1, 2, 3);
INSERT INTO below VALUES (4, 5, 6);
INSERT INTO own VALUES (7, 8, 9))");
    goal->execute(R"(
CREATE TABLE p (a integer);
CREATE TABLE keeps (e integer) INHERITS (p);
CREATE TABLE loses () INHERITS (p);
CREATE TABLE below (f integer) INHERITS (keeps);
CREATE TABLE own (e integer) INHERITS (p))");
    const emit::Script script = emit::plan(db->introspect(), goal->introspect()).script;
    EXPECT_EQ(to_text(script),
              "-- drops column p.e with its values\n"
              "ALTER TABLE ONLY p DROP COLUMN e;\n"
              "ALTER TABLE loses DROP COLUMN e;\n"
              "-- drops column p.f with its values\n"
              "ALTER TABLE ONLY p DROP COLUMN f;\n"
              "ALTER TABLE ONLY keeps DROP COLUMN f;\n"
              "ALTER TABLE loses DROP COLUMN f;\n"
              "ALTER TABLE own DROP COLUMN f;\n");
    db->execute(to_text(script));
    EXPECT_EQ(to_text(emit::plan(db->introspect(), goal->introspect()).script), "");
    EXPECT_EQ(start.column("SELECT keeps::text FROM ONLY keeps").at(0), "(1,2)");
    EXPECT_EQ(start.column("SELECT below::text FROM below").at(0), "(4,5,6)");
    EXPECT_EQ(start.column("SELECT own::text FROM own").at(0), "(7,8)");
}

}  // namespace
}  // namespace retort::test
