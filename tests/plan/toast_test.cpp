#include "plan/postgres/toast.hpp"

#include <gtest/gtest.h>

#include "tests/plan/passes.hpp"

namespace retort::plan::postgres {
namespace {

Schema with_toast_parameter(std::vector<Column> columns, const std::string& value = "false") {
    Table made = table("t", std::move(columns));
    made.storage = {{"toast.autovacuum_enabled", value}};
    return schema_of({made});
}

Words kept(const Schema& from, const Schema& to) {
    Steps steps = compared(from, to);
    keep_toast_parameters(steps, from, to);
    return words(steps);
}

TEST(KeepToastParameters, TheyAreSetAgainIfNoColumnKeepsTheToastTable) {
    EXPECT_EQ(kept(with_toast_parameter({column_of("a", "integer")}),
                   with_toast_parameter({column_of("a", "integer"), column_of("b", "text")})),
              (Words{"new column t.b text", "table t: storage parameters"}));
}

TEST(KeepToastParameters, ALongColumnThatStaysKeepsThem) {
    EXPECT_EQ(kept(with_toast_parameter({column_of("a", "text")}),
                   with_toast_parameter({column_of("a", "text"), column_of("b", "integer")})),
              (Words{"new column t.b integer"}));
}

TEST(KeepToastParameters, AnAlterationOfOtherParametersSetsThemToo) {
    const Schema from = with_toast_parameter({column_of("a", "integer")});
    Schema to = with_toast_parameter({column_of("a", "bigint")});
    at(to, "t").storage["fillfactor"] = "50";
    Steps steps = compared(from, to);
    keep_toast_parameters(steps, from, to);
    const auto altered = all_of<diff::AlterTable>(steps);
    ASSERT_EQ(altered.size(), 1U);
    EXPECT_TRUE(altered[0].from.storage.empty());
    EXPECT_EQ(altered[0].to.storage, at(to, "t").storage);
}

}  // namespace
}  // namespace retort::plan::postgres
