// What PostgreSQL can't do in place and a plan does not do behind anybody's back.

#include <gtest/gtest.h>

#include "emit/plan.hpp"
#include "schema/error.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

/// The error of the plan from one script's schema to another's.
std::string refused(const std::string& before, const std::string& after) {
    FreshDatabase start, target;
    auto db = start.open();
    auto goal = target.open();
    db->execute(before);
    goal->execute(after);
    try {
        emit::plan(db->introspect(), goal->introspect());
    } catch (const Error& error) {
        return render(error);
    }
    return {};
}

TEST(PostgresRefused, AnEnumThatAPartitionKeyIsOfLosesALabel) {
    const std::string table = "CREATE TABLE m (e mood) PARTITION BY LIST (e)";
    const std::string text = refused("CREATE TYPE mood AS ENUM ('a', 'b'); " + table, "CREATE TYPE mood AS ENUM ('b'); " + table);
    EXPECT_NE(text.find("[RT052]"), std::string::npos) << text;
    EXPECT_NE(text.find("column m.e"), std::string::npos) << text;
}

TEST(PostgresRefused, ATableBecomesPartitioned) {
    const std::string text = refused("CREATE TABLE m (id integer)", "CREATE TABLE m (id integer) PARTITION BY RANGE (id)");
    EXPECT_NE(text.find("[RT053]"), std::string::npos) << text;
    EXPECT_NE(text.find("table m is to be partitioned by RANGE (id), and was not partitioned"), std::string::npos) << text;
}

TEST(PostgresRefused, AnArrayOfACompositeThatLosesAnAttributesPlace) {
    const std::string text = refused("CREATE TYPE pair AS (a integer, b text); CREATE TABLE t (ps pair[])",
                                     "CREATE TYPE pair AS (b text, a integer); CREATE TABLE t (ps pair[])");
    EXPECT_NE(text.find("[RT050]"), std::string::npos) << text;
    EXPECT_NE(text.find("column t.ps"), std::string::npos) << text;
}

}  // namespace
}  // namespace retort::test
