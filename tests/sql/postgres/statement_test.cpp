#include "sql/postgres/statement.hpp"

#include <gtest/gtest.h>

namespace retort::sql::postgres {
namespace {

TEST(PostgresStatement, ReportsTheFirstByteThatIsNotUtf8) {
    const Made made = read_statement("CREATE VIEW \xC3\xA4 AS SELECT 'caf\xE9'");
    EXPECT_FALSE(made.readable());
    EXPECT_EQ(made.rejection, "the text is not UTF-8");
    EXPECT_EQ(made.offset, 29);
}

TEST(PostgresStatement, ReportsTheOffsetOfASyntaxError) {
    const Made made = read_statement("CREATE VIEW \xC3\xA4 SELECT 1");
    EXPECT_FALSE(made.readable());
    EXPECT_EQ(made.offset, 15);
}

}  // namespace
}  // namespace retort::sql::postgres
