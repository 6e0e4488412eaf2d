#include "pipeline/row_checks.hpp"

#include "emit/plan.hpp"
#include "preflight/row_check.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

class CheckData : public testing::TestWithParam<Dialect> {
protected:
    CheckData() {
        database->execute("CREATE TABLE people (id integer NOT NULL PRIMARY KEY, age integer)");
        from = database->introspect();
        to = from;
    }

    Table& people() { return to.tables.begin()->second; }

    pipeline::RowReport report(std::chrono::milliseconds limit = std::chrono::seconds(10)) {
        return pipeline::check_rows(*database, from, to, emit::plan(from, to), limit);
    }

    bool postgres() const { return GetParam() == Dialect::postgresql; }

    TestDatabase place{GetParam()};
    std::unique_ptr<introspect::Database> database = place.connect();
    Schema from;
    Schema to;
};

INSTANTIATE_TEST_SUITE_P(Engines, CheckData, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(CheckData, RunsNoQueryWhenNothingCanFail) {
    Column note;
    note.name = "note";
    note.type.sql = "text";
    people().columns.push_back(note);
    database->execute("INSERT INTO people VALUES (1, NULL)");
    EXPECT_TRUE(preflight::row_checks(from, to, emit::plan(from, to)).empty());
    EXPECT_TRUE(report().errors.empty());
}

TEST_P(CheckData, KeepsSessionAndRows) {
    database->execute("INSERT INTO people VALUES (1, NULL)");
    people().find_column("age")->nullable = false;
    const pipeline::RowReport found = report();
    ASSERT_EQ(found.errors.size(), 1U);
    EXPECT_EQ(found.errors[0].code.text(), "RT084");
    EXPECT_EQ(found.errors[0].message, "people.age becomes NOT NULL, but is NULL in 1 row");
    EXPECT_FALSE(database->in_transaction());
    database->execute("INSERT INTO people VALUES (2, NULL)");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM people"), "2");
}

TEST_P(CheckData, StopsQueryAfterTimeout) {
    database->execute(postgres() ? "INSERT INTO people SELECT n, n FROM generate_series(1, 200000) AS n"
                                 : "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000) "
                                   "INSERT INTO people SELECT n, n FROM c");
    Check check;
    check.name = "slow";
    check.expression = postgres() ? "length(repeat('x', 10000 + age)) > 0" : "length(hex(randomblob(100 + age))) > 0";
    people().checks.push_back(check);
    const pipeline::RowReport found = report(std::chrono::milliseconds(1));
    EXPECT_TRUE(found.errors.empty());
    ASSERT_EQ(found.notes.size(), 1U);
    EXPECT_HAS(found.notes[0], "could not check the rows of people: ");
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(value(*database, "SELECT count(*) FROM people"), "200000") << "the limit is over with the questions";
}

TEST_P(CheckData, RunsOneQueryPerChange) {
    people().find_column("age")->nullable = false;
    Unique unique;
    unique.name = "people_age_key";
    unique.columns = {"age"};
    people().uniques.push_back(unique);
    Check check;
    check.name = "people_age_check";
    check.expression = "age > 0";
    people().checks.push_back(check);
    EXPECT_EQ(preflight::row_checks(from, to, emit::plan(from, to)).size(), 3U);
}

}  // namespace
}  // namespace retort::migrate::test
