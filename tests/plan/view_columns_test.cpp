#include "plan/view_columns.hpp"

#include <gtest/gtest.h>

namespace retort::diff {
namespace {

bool keeps(const std::string& from, const std::string& to) {
    return plan::keeps_columns("CREATE VIEW v AS\n" + from, "CREATE VIEW v AS\n" + to);
}

TEST(ViewColumns, IgnoresConditionsAndOptions) {
    EXPECT_TRUE(keeps("SELECT t.a FROM t", "SELECT t.a FROM t WHERE (t.b > 1) ORDER BY t.a"));
    EXPECT_TRUE(keeps("SELECT t.a FROM t GROUP BY t.a", "SELECT t.a FROM t"));
    EXPECT_TRUE(plan::keeps_columns("CREATE VIEW s.v AS SELECT 1 AS a",
                                    "CREATE VIEW s.v WITH (security_barrier=true) AS SELECT 1 AS a"));
    EXPECT_TRUE(
        plan::keeps_columns("CREATE VIEW v AS WITH x AS (SELECT 1 AS a) SELECT x.a FROM x",
                            "CREATE VIEW v WITH (check_option=local) AS WITH x AS (SELECT 1 AS a) SELECT x.a FROM x"));
}

TEST(ViewColumns, AcceptsAdditionalColumnsAtEnd) {
    EXPECT_TRUE(keeps("SELECT t.a FROM t", "SELECT t.a, t.b FROM t"));
    EXPECT_TRUE(keeps("SELECT EXTRACT(year FROM t.a) AS y FROM t", "SELECT EXTRACT(year FROM t.a) AS y, t.a FROM t"));
    EXPECT_FALSE(keeps("SELECT t.a FROM t", "SELECT t.b, t.a FROM t"));
    EXPECT_FALSE(keeps("SELECT t.a, t.b FROM t", "SELECT t.a FROM t"));
    EXPECT_FALSE(keeps("SELECT t.a FROM t", "SELECT t.a AS b FROM t"));
    EXPECT_FALSE(keeps("SELECT t.a FROM t", "SELECT t.a + 1 AS a FROM t"));
}

TEST(ViewColumns, RejectsOtherSources) {
    EXPECT_FALSE(keeps("SELECT t.a FROM t", "SELECT t.a FROM u t"));
    EXPECT_FALSE(keeps("SELECT t.a FROM t", "SELECT t.a FROM t UNION SELECT u.a FROM u"));
    EXPECT_FALSE(
        keeps("SELECT t.a FROM t UNION SELECT u.a FROM u WHERE u.b", "SELECT t.a FROM t UNION SELECT u.a FROM u"));
    EXPECT_FALSE(keeps("VALUES (1)", "VALUES (2)"));
}

TEST(ViewColumns, RejectsNamesThatAreKeywords) {
    EXPECT_FALSE(keeps("SELECT t.\"from\" FROM t", "SELECT t.\"from\" FROM t WHERE t.a"));
}

}  // namespace
}  // namespace retort::diff
