// Renames that the SQL of migrations makes.

#include "pipeline/written_renames.hpp"

#include <gtest/gtest.h>

#include "diff/renames.hpp"

namespace retort::pipeline {
namespace {

Schema schema(const std::string& table, const std::vector<std::string>& columns) {
    Schema schema;
    Table made;
    made.name.name = table;
    for (const std::string& each : columns) made.columns.push_back({.name = each, .type = {.sql = "text"}});
    schema.tables[made.name] = made;
    return schema;
}

diff::Renames renames(const std::vector<std::string_view>& scripts, const Schema& from, Schema to) {
    declare_written_renames(scripts, from, to);
    return diff::find_renames(from, to);
}

const ObjectName users{"", "users"}, people{"", "people"};

TEST(WrittenRenames, OfAColumn) {
    const Schema from = schema("users", {"id", "mail"}), to = schema("users", {"id", "email"});
    using Columns = std::map<std::string, std::string>;
    EXPECT_EQ(renames({"ALTER TABLE users RENAME COLUMN mail TO email;"}, from, to).columns.at(users),
              (Columns{{"mail", "email"}}));
    EXPECT_EQ(renames({"alter table if exists only \"users\" rename mail to email"}, from, to).columns.at(users),
              (Columns{{"mail", "email"}}));
    EXPECT_EQ(renames({"ALTER TABLE public.users RENAME mail TO m;", "ALTER TABLE users RENAME m TO email;"}, from, to)
                  .columns.at(users),
              (Columns{{"mail", "email"}}));
    EXPECT_TRUE(
        renames({"ALTER TABLE users DROP COLUMN mail; ALTER TABLE users ADD COLUMN email text"}, from, to).empty());
    EXPECT_TRUE(renames({"-- ALTER TABLE users RENAME mail TO email"}, from, to).empty());
    EXPECT_TRUE(renames({"SELECT 'ALTER TABLE users RENAME mail TO email'"}, from, to).empty());
    EXPECT_TRUE(renames({"ALTER TABLE other RENAME mail TO email"}, from, to).empty());
    EXPECT_TRUE(renames({"ALTER TABLE users RENAME", "ALTER", "ALTER TABLE"}, from, to).empty());
}

TEST(WrittenRenames, OfATableAndItsColumn) {
    const Schema from = schema("users", {"id", "mail"}), to = schema("people", {"id", "email"});
    const diff::Renames found =
        renames({"ALTER TABLE users RENAME COLUMN mail TO email; ALTER TABLE users RENAME TO people;"}, from, to);
    EXPECT_EQ(found.tables.at(users), people);
    EXPECT_EQ(found.columns.at(people).at("mail"), "email");
}

/// A rebuild on SQLite gives a new table the name of the old one, which is no rename.
TEST(WrittenRenames, OfARebuild) {
    const Schema from = schema("users", {"id"}), to = schema("users", {"id", "x"});
    EXPECT_TRUE(
        renames({"CREATE TABLE new_users (id, x); DROP TABLE users; ALTER TABLE new_users RENAME TO users;"}, from, to)
            .empty());
}

TEST(WrittenRenames, OfATypeAndALabel) {
    Schema from, to;
    Enum type;
    type.name.name = "role";
    type.labels = {"a", "it's"};
    from.enums[type.name] = type;
    type.name.name = "user_role";
    type.labels = {"a", "b"};
    to.enums[type.name] = type;
    const diff::Renames found =
        renames({"ALTER TYPE role RENAME VALUE 'it''s' TO 'b'; ALTER TYPE role RENAME TO user_role;"}, from, to);
    EXPECT_EQ(found.enums.at({"", "role"}), (ObjectName{"", "user_role"}));
    EXPECT_EQ(found.labels.at({"", "user_role"}).at("it's"), "b");
}

}  // namespace
}  // namespace retort::pipeline
