// Plans with indexes that a failed CREATE INDEX CONCURRENTLY has left, and with indexes that another session creates.

#include <gtest/gtest.h>

#include "emit/plan.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

class PostgresInvalidIndexes : public ::testing::Test {
protected:
    PostgresInvalidIndexes() {
        for (introspect::Database* each : {db.get(), goal.get()})
            each->execute(
                "CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 1), (1, 2); CREATE MATERIALIZED VIEW "
                "m AS SELECT a FROM t");
    }

    static void leave_invalid(introspect::Database& session, const std::string& index) {
        EXPECT_ANY_THROW(session.execute("CREATE UNIQUE INDEX CONCURRENTLY " + index));
    }

    std::string plan() const { return to_text(emit::plan(db->introspect(), goal->introspect()).script); }
    std::string plan_back() const { return to_text(emit::plan(goal->introspect(), db->introspect()).script); }

    FreshDatabase start, target;
    std::unique_ptr<introspect::Database> db = start.open(), goal = target.open();
};

constexpr const char* dropped =
    "-- i is invalid: CREATE INDEX CONCURRENTLY failed; no downgrade creates it again\n"
    "DROP INDEX IF EXISTS i;\n";

TEST_F(PostgresInvalidIndexes, OneIsDroppedAndNeverCreated) {
    leave_invalid(*db, "i ON t (a)");
    EXPECT_EQ(plan(), dropped);
    EXPECT_EQ(plan_back(), "");
    EXPECT_EQ(to_text(emit::plan(db->introspect(), db->introspect()).script), "");
    db->execute(plan());
    EXPECT_EQ(plan(), "");
}

TEST_F(PostgresInvalidIndexes, OneIsReplacedByTheValidOne) {
    leave_invalid(*db, "i ON t (a)");
    goal->execute("CREATE INDEX i ON t (a)");
    EXPECT_EQ(plan(), std::string(dropped) + "CREATE INDEX i ON t (a);\n");
    EXPECT_EQ(plan_back(), "DROP INDEX i;\n");
    const std::string up = plan(), down = plan_back();
    for (int turn = 0; turn < 2; ++turn) {
        db->execute(up);
        EXPECT_TRUE(emit::plan(db->introspect(), goal->introspect()).empty());
        db->execute(down);
    }
}

/// The name is free before the constraint takes it.
TEST_F(PostgresInvalidIndexes, AConstraintTakesItsName) {
    leave_invalid(*db, "i ON t (a)");
    goal->execute("ALTER TABLE t ADD CONSTRAINT i UNIQUE (b)");
    EXPECT_EQ(plan(), std::string(dropped) + "ALTER TABLE t ADD CONSTRAINT i UNIQUE (b);\n");
    db->execute(plan());
    EXPECT_EQ(plan(), "");
}

TEST_F(PostgresInvalidIndexes, OneIsDroppedBeforeItsColumnIsConverted) {
    for (introspect::Database* each : {db.get(), goal.get()}) each->execute("DROP MATERIALIZED VIEW m");
    leave_invalid(*db, "i ON t (a)");
    goal->execute("ALTER TABLE t ALTER a TYPE bigint");
    db->execute(plan());
    EXPECT_EQ(plan(), "");
}

TEST_F(PostgresInvalidIndexes, OneOfAMaterializedView) {
    leave_invalid(*db, "i ON m (a)");
    EXPECT_EQ(to_text(emit::plan(db->introspect(), db->introspect()).script), "");
    EXPECT_EQ(plan_back(), "");
    goal->execute("CREATE INDEX i ON m (a)");
    db->execute(plan());
    EXPECT_EQ(plan(), "");
}

/// Only the other session knows whether the index becomes valid.
TEST_F(PostgresInvalidIndexes, OneThatAnotherSessionCreatesIsNotCompared) {
    leave_invalid(*db, "i ON t (a)");
    const auto other = start.open();
    other->execute("BEGIN; LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE");
    EXPECT_EQ(plan(), "");
    EXPECT_EQ(*db->introspect().unsupported,
              (std::vector<Unsupported>{{"invalid index", {{}, "i"}, "on t, in use by another session"}}));
    other->execute("ROLLBACK");
    EXPECT_EQ(plan(), dropped);
    EXPECT_TRUE(db->introspect().unsupported->empty());
}

/// The index of a partitioned table is invalid as long as a partition lacks it.
TEST_F(PostgresInvalidIndexes, OneOfAPartitionedTableStays) {
    db->execute(
        "CREATE TABLE p (a integer) PARTITION BY LIST (a); CREATE TABLE q PARTITION OF p DEFAULT; CREATE INDEX j ON "
        "ONLY p (a)");
    EXPECT_EQ(to_text(emit::plan(db->introspect(), db->introspect()).script), "");
    EXPECT_EQ(plan_back().find("IF EXISTS"), std::string::npos);
    EXPECT_NE(plan_back().find("CREATE INDEX j ON ONLY p (a)"), std::string::npos) << plan_back();
}

}  // namespace
}  // namespace retort::test
