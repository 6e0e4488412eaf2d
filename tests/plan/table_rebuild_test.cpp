#include "plan/postgres/table_rebuild.hpp"

#include <gtest/gtest.h>

#include "plan/order.hpp"
#include "plan/split.hpp"
#include "tests/plan/passes.hpp"

namespace retort::plan::postgres {
namespace {

const ObjectName t{"", "t"}, old_t{"", "t__old"};

Schema with_table(const std::string& partition_by, const std::string& type = "integer") {
    Table made = table("t", {column_of("a", type), column_of("b", "integer")});
    made.partition_by = partition_by;
    made.indexes = {index_on("t_a_idx", "a")};
    return schema_of({made});
}

Steps rebuilt(const Schema& from, const Schema& to) {
    const RebuiltTables tables = tables_to_rebuild(from, to, {});
    const diff::Renames renames = with_interim_names({}, tables, from, to);
    const diff::RenamedSchema renamed(renames, from);
    Steps steps = steps_of(diff::compare(from, to, renames));
    rebuild_tables(steps, renamed.get(), to, tables, {});
    return steps;
}

TEST(RebuildTables, ATableIsRebuiltIfItBecomesPartitioned) {
    EXPECT_EQ(tables_to_rebuild(with_table(""), with_table("RANGE (a)"), {}), (RebuiltTables{{t, old_t}}));
}

TEST(RebuildTables, ATableIsRebuiltIfAColumnOfItsPartitionKeyChangesItsType) {
    const Schema from = with_table("RANGE (a)");
    EXPECT_EQ(tables_to_rebuild(from, with_table("RANGE (a)", "bigint"), {}), (RebuiltTables{{t, old_t}}));
    EXPECT_EQ(tables_to_rebuild(with_table("RANGE (b)"), with_table("RANGE (b)", "bigint"), {}), RebuiltTables{});
}

TEST(RebuildTables, TheOldTableGetsAnInterimNameAndItsRowsAreMovedBeforeTheIndexIsCreated) {
    const Words ordered = words(order(split_tables(rebuilt(with_table(""), with_table("RANGE (a)")))));
    EXPECT_EQ(ordered, (Words{"table t__old: renamed from t", "new table t",
                              "table t: rebuilt, partitioned by RANGE (a)", "t: new index t_a_idx (a)"}));
}

TEST(RebuildTables, MovedRowsNameTheOldAndTheNewTable) {
    const auto moves = all_of<MoveRows>(rebuilt(with_table("RANGE (a)"), with_table("")));
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves[0].from.name, old_t);
    EXPECT_EQ(moves[0].filled, (std::vector<ObjectName>{t}));
    EXPECT_EQ(moves[0].dropped.size(), 1U);
}

}  // namespace
}  // namespace retort::plan::postgres
