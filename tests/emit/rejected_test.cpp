// Changes that PostgreSQL cannot make in place and that a plan rejects.

#include <gtest/gtest.h>

#include "emit/plan.hpp"
#include "schema/error.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

/// The error of the plan from one script's schema to another's.
std::string rejection(const std::string& before, const std::string& after) {
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

TEST(PostgresRejected, ArrayOfCompositeWithoutCastForAttribute) {
    const std::string text = rejection("CREATE TYPE pair AS (a integer, b point); CREATE TABLE t (ps pair[])",
                                       "CREATE TYPE pair AS (a integer, b boolean); CREATE TABLE t (ps pair[])");
    EXPECT_NE(text.find("[RT050]"), std::string::npos) << text;
    EXPECT_NE(text.find("column t.ps"), std::string::npos) << text;
}

TEST(PostgresRejected, AnExtensionThatIsNotRelocatableKeepsItsSchema) {
    const std::string schemas = "CREATE SCHEMA a; CREATE SCHEMA b; ";
    const std::string text =
        rejection(schemas + "CREATE EXTENSION xml2 SCHEMA a", schemas + "CREATE EXTENSION xml2 SCHEMA b");
    EXPECT_NE(text.find("[RT278]"), std::string::npos) << text;
    EXPECT_NE(text.find("extension xml2 cannot move from schema a to schema b"), std::string::npos) << text;
}

}  // namespace
}  // namespace retort::test
