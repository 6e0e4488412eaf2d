#include "plan/recreate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

Words recreated(const Schema& from, const Schema& to) {
    return words(recreate_dependents(compared(from, to), from, to, {}));
}

Check check_on(const std::string& column, const std::string& expression) {
    Check made;
    made.name = "t_" + column + "_check";
    made.expression = expression;
    made.depends_on.add(column_id({"", "t"}, column));
    return made;
}

TEST(RecreateDependents, ACheckIsRecreatedIfItsColumnChangesItsType) {
    Table t = table("t", {column_of("a", "integer"), column_of("b", "integer")});
    t.checks = {check_on("a", "a > 0"), check_on("b", "b > 0")};
    const Schema from = schema_of({t});
    t.columns[0].type.sql = "bigint";
    EXPECT_EQ(recreated(from, schema_of({t})),
              (Words{"column t.a: type integer → bigint", "t: check constraint t_a_check (a > 0) dropped",
                     "t: new check constraint t_a_check (a > 0)"}));
}

TEST(RecreateDependents, ACheckStaysIfOnlyTheLengthOfItsColumnChanges) {
    Table t = table("t", {column_of("a", "character varying(10)")});
    t.checks = {check_on("a", "length(a) > 0")};
    const Schema from = schema_of({t});
    t.columns[0].type.sql = "character varying(20)";
    EXPECT_EQ(recreated(from, schema_of({t})),
              (Words{"column t.a: type character varying(10) → character varying(20)"}));
}

TEST(RecreateDependents, AViewOfARetypedColumnIsRecreatedWithItsDependents) {
    Table t = table("t", {column_of("a", "integer"), column_of("b", "integer")});
    Schema from = schema_of({t});
    add(from, view_of("direct", "SELECT t.a FROM t", {column_id({"", "t"}, "a")}));
    add(from, view_of("indirect", "SELECT direct.a FROM direct", {column_id({"", "direct"}, "a")}));
    add(from, view_of("other", "SELECT t.b FROM t", {column_id({"", "t"}, "b")}));
    Schema to = from;
    at(to, "t").columns[0].type.sql = "bigint";
    EXPECT_EQ(recreated(from, to), (Words{"column t.a: type integer → bigint", "view direct dropped", "new view direct",
                                          "view indirect dropped", "new view indirect"}));
}

TEST(RecreateDependents, AForeignKeyIsRecreatedIfTheReferencedColumnChangesItsType) {
    Table users = table("users", {column_of("id", "integer")}), posts = table("posts", {column_of("user", "integer")});
    users.primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}};
    posts.foreign_keys = {diff::refers("user", "users")};
    const Schema from = schema_of({users, posts});
    users.columns[0].type.sql = "bigint";
    EXPECT_EQ(
        recreated(from, schema_of({users, posts})),
        (Words{"column users.id: type integer → bigint", "posts: foreign key user_fkey (user) → users (id) dropped",
               "posts: new foreign key user_fkey (user) → users (id)"}));
}

TEST(RecreateDependents, AForeignKeyIsRecreatedWithTheKeyThatItReferences) {
    Column generated = column_of("id", "integer");
    generated.generated = Generated{.expression = "a + 1"};
    generated.depends_on.add(column_id({"", "users"}, "a"));
    Table users = table("users", {column_of("a", "integer"), generated});
    users.uniques = {{.name = "users_id_key", .columns = {"id"}}};
    Table posts = table("posts", {column_of("user", "integer")});
    posts.foreign_keys = {diff::refers("user", "users")};
    const Schema from = schema_of({users, posts});
    users.columns[0].type.sql = "bigint";
    const Words steps = recreated(from, schema_of({users, posts}));
    const auto has = [&](const std::string& step) {
        return std::find(steps.begin(), steps.end(), step) != steps.end();
    };
    EXPECT_TRUE(has("users: unique constraint users_id_key (id) dropped"));
    EXPECT_TRUE(has("posts: foreign key user_fkey (user) → users (id) dropped"));
    EXPECT_TRUE(has("posts: new foreign key user_fkey (user) → users (id)"));
}

TEST(RecreateDependents, TheAlterationOfARecreatedCheckBecomesPartOfIt) {
    Table t = table("t", {column_of("a", "integer")});
    t.checks = {check_on("a", "a > 0")};
    const Schema from = schema_of({t});
    t.columns[0].type.sql = "bigint";
    t.checks[0].comment = "positive";
    const Steps steps = recreate_dependents(compared(from, schema_of({t})), from, schema_of({t}), {});
    EXPECT_TRUE(all_of<diff::AlterConstraint>(steps).empty());
    const auto added = all_of<diff::AddConstraint>(steps);
    ASSERT_EQ(added.size(), 1u);
    EXPECT_EQ(std::get<Check>(added[0].to).comment, "positive");
}

TEST(RecreateDependents, DefaultsThatCallARecreatedFunctionAreDroppedFirstAndSetAgain) {
    Column column = column_of("a", "integer");
    column.default_sql = "f()";
    column.depends_on.add({ObjectKind::function, {"", "f"}, {}});
    Schema from = schema_of({table("t", {column})});
    Definition function;
    function.kind = ObjectKind::function;
    function.name = {"", "f"};
    function.sql = "CREATE OR REPLACE FUNCTION f()\n RETURNS integer\nRETURN 1";
    add(from, function);
    Schema to = from;
    to.definitions.begin()->second.sql = "CREATE OR REPLACE FUNCTION f()\n RETURNS bigint\nRETURN 1";
    const Steps steps = recreate_dependents(compared(from, to), from, to, {});
    ASSERT_EQ(steps.size(), 4u);
    EXPECT_FALSE(std::get<diff::AlterColumn>(steps[0]).to.default_sql);
    EXPECT_TRUE(std::holds_alternative<diff::DropDefinition>(steps[1]));
    EXPECT_TRUE(std::holds_alternative<diff::CreateDefinition>(steps[2]));
    EXPECT_EQ(std::get<diff::AlterColumn>(steps[3]).to.default_sql, "f()");
}

}  // namespace
}  // namespace retort::plan
