#include "plan/split.hpp"

#include <gtest/gtest.h>

#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

TEST(SplitTables, AnIndexOfANewTableIsCreatedSeparately) {
    Table t = table("t", {column_of("a", "integer")});
    t.indexes = {index_on("t_a_idx", "a")};
    EXPECT_EQ(words(split_tables(compared(Schema{}, schema_of({t})))),
              (Words{"new table t", "t: new index t_a_idx (a)"}));
}

TEST(SplitTables, AForeignKeyOfANewTableToAChangedTableIsAddedSeparately) {
    Table users = table("users", {column_of("id", "integer")}), posts = table("posts", {column_of("user", "integer")});
    const Schema from = schema_of({users});
    users.primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}};
    posts.foreign_keys = {diff::refers("user", "users")};
    EXPECT_EQ(words(split_tables(compared(from, schema_of({users, posts})))),
              (Words{"new table posts", "users: new primary key users_pkey (id)",
                     "posts: new foreign key user_fkey (user) → users (id)"}));
}

TEST(SplitTables, ACheckThatIsNotValidIsAddedAfterItsTableIsCreated) {
    Table t = table("t", {column_of("a", "integer")});
    t.checks = {{.name = "positive", .expression = "a > 0", .not_valid = true}};
    EXPECT_EQ(words(split_tables(compared(Schema{}, schema_of({t})))),
              (Words{"new table t", "t: new check constraint positive (a > 0)"}));
}

TEST(SplitTables, ANewSequenceGetsItsOwnerAfterTheTableIsCreated) {
    const Steps steps = split_tables(compared(Schema{}, with_sequence(false, false)));
    EXPECT_TRUE(all_of<diff::CreateSequence>(steps)[0].to.owner_table.empty());
    EXPECT_EQ(words(steps).back(), "sequence s: options");
    EXPECT_EQ(all_of<diff::AlterSequence>(steps)[0].to, owned_sequence(false));
}

TEST(SplitTables, AColumnReleasesItsSequenceBeforeItBecomesAnIdentity) {
    Table t = table("t", {column_of("a", "integer")});
    t.columns[0].default_sql = "nextval('s'::regclass)";
    const Schema from = schema_of({t});
    t.columns[0].default_sql.reset();
    t.columns[0].identity = Identity{};
    EXPECT_EQ(words(split_tables(compared(from, schema_of({t})))),
              (Words{"column t.a: default nextval('s'::regclass) → none", "column t.a: identity none → BY DEFAULT"}));
}

/// New columns of the table t, with backfills, and a new function if wanted.
Steps with_new_columns(const std::vector<std::string>& backfills, bool with_function) {
    Table t = table("t", {column_of("id", "integer")});
    const Schema from = schema_of({t});
    for (const std::string& each : backfills) {
        t.columns.push_back(column_of("c" + std::to_string(t.columns.size()), "integer"));
        t.columns.back().transition->backfill_sql = each;
    }
    Schema to = schema_of({t});
    if (with_function) {
        Definition function = view_of("f", "SELECT", {});
        function.kind = ObjectKind::function;
        add(to, function);
    }
    return split_backfills(compared(from, to), {});
}

TEST(SplitBackfills, SeveralNewColumnsAreFilledAfterAllAreAdded) {
    const Steps steps = with_new_columns({"1", ""}, true);
    EXPECT_EQ(words(steps).back(), "column t.c1: filled");
    EXPECT_EQ(all_of<FillColumn>(steps).size(), 1U);
    EXPECT_TRUE(all_of<diff::AddColumn>(steps)[0].filled_later);
    EXPECT_FALSE(all_of<diff::AddColumn>(steps)[1].filled_later);
}

TEST(SplitBackfills, OneColumnOrNoNewFunctionNeedsNoStep) {
    EXPECT_TRUE(all_of<FillColumn>(with_new_columns({"1"}, true)).empty());
    EXPECT_TRUE(all_of<FillColumn>(with_new_columns({"1", "2"}, false)).empty());
}

}  // namespace
}  // namespace retort::plan
