#include "plan/recreate.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace retort::plan
