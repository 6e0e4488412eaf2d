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

}  // namespace
}  // namespace retort::plan
