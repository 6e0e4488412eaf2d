#include "diff/renames.hpp"

#include <gtest/gtest.h>

#include "diff/compare.hpp"
#include "diff/unused_renames.hpp"
#include "tests/diff/sample.hpp"

namespace retort::diff {
namespace {

struct Pair {
    Schema before, after;
};

/// A renamed table and a renamed column, with objects that reference them.
Pair renamed_people() {
    Table people = table("people", {column("id", "integer", false), column("age", "integer")});
    people.primary_key = PrimaryKey{.name = "people_pkey", .columns = {"id"}};
    people.checks = {{.name = "people_age_check", .expression = "age > 0"}};
    Table pets = table("pets", {column("owner", "integer")});
    pets.foreign_keys = {refers("owner", "people")};
    pets.foreign_keys.front().name = "pets_owner_fkey";

    Table persons = table("persons", {column("id", "integer", false), column("years", "integer")});
    persons.primary_key = PrimaryKey{.name = "persons_pkey", .columns = {"id"}};
    persons.checks = {{.name = "persons_years_check", .expression = "years > 0"}};
    persons.transition->renamed_from = "people";
    persons.columns[1].transition->renamed_from = "age";
    Table same_pets = pets;
    same_pets.foreign_keys.front().table = {"", "persons"};
    return {schema_of({people, pets}), schema_of({persons, same_pets})};
}

TEST(Renames, KeepsDependentsOfTablesAndColumns) {
    const auto [before, after] = renamed_people();
    EXPECT_EQ(words(compare(before, after)),
              (Words{"table persons: renamed from people", "column persons.years: name age → years",
                     "persons: primary key persons_pkey (id): renamed from people_pkey",
                     "persons: check constraint persons_years_check (years > 0): renamed from people_age_check"}));
}

TEST(Renames, DowngradeFindsSamePairs) {
    const auto [before, after] = renamed_people();
    EXPECT_EQ(words(compare(after, before)),
              (Words{"table people: renamed from persons", "column people.age: name years → age",
                     "people: primary key people_pkey (id): renamed from persons_pkey",
                     "people: check constraint people_age_check (age > 0): renamed from persons_years_check"}));
}

TEST(Renames, NameOnBothSidesIsNoRename) {
    Table before = table("t", {column("a", "integer"), column("b", "integer")});
    Table after = table("t", {column("b", "integer")});
    after.columns[0].transition->renamed_from = "a";
    EXPECT_TRUE(find_renames(schema_of({before}), schema_of({after})).empty());
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))), (Words{"column t.a dropped"}));
}

TEST(Renames, IgnoresStaleDeclaration) {
    Table now = table("t", {column("b", "integer")});
    now.columns[0].transition->renamed_from = "a";
    EXPECT_TRUE(compare(schema_of({now}), schema_of({now})).empty());
}

TEST(Renames, NewColumnTakesTheOldName) {
    const Table before = table("t", {column("a", "integer")});
    Table after = table("t", {column("old_a", "integer"), column("a", "text")});
    after.columns[0].transition->renamed_from = "a";
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))),
              (Words{"column t.old_a: name a → old_a", "new column t.a text"}));
    EXPECT_EQ(words(compare(schema_of({after}), schema_of({before}))),
              (Words{"column t.a__old: name a → a__old", "column t.a: name old_a → a", "column t.a__old dropped"}));
    EXPECT_TRUE(compare(schema_of({after}), schema_of({after})).empty()) << "it has been made";
    Table plain = after;
    plain.columns[0].transition->renamed_from = "";
    EXPECT_TRUE(compare(schema_of({plain}), schema_of({after})).empty()) << "it has been made";
}

TEST(Renames, NewTableTakesTheOldName) {
    const Table before = table("t", {column("a", "integer")});
    Table renamed = table("old_t", {column("a", "integer")});
    renamed.transition->renamed_from = "t";
    const Schema from = schema_of({before}), to = schema_of({renamed, table("t", {column("b", "text")})});
    EXPECT_EQ(words(compare(from, to)), (Words{"table old_t: renamed from t", "new table t"}));
    EXPECT_EQ(words(compare(to, from)),
              (Words{"table t__old: renamed from t", "table t: renamed from old_t", "table t__old dropped"}));
    // The old name is dropped later: the rename was made before.
    EXPECT_EQ(words(compare(to, schema_of({renamed}))), (Words{"table t dropped"}));
    EXPECT_EQ(words(compare(schema_of({renamed}), to)), (Words{"new table t"}));
}

TEST(Renames, SequenceFollowsItsColumnWhileANewOneTakesItsName) {
    const auto serial = [](const std::string& table, const std::string& column) {
        Sequence made;
        made.name = {"", table + "_" + column + "_seq"};
        made.owner_table = {"", table};
        made.owner_column = column;
        return made;
    };
    Table renamed = table("old_t", {column("a", "integer")});
    renamed.transition->renamed_from = "t";
    Schema from = schema_of({table("t", {column("a", "integer")})});
    Schema to = schema_of({renamed, table("t", {column("a", "integer")})});
    from.sequences[{"", "t_a_seq"}] = serial("t", "a");
    to.sequences[{"", "t_a_seq"}] = serial("t", "a");
    to.sequences[{"", "old_t_a_seq"}] = serial("old_t", "a");
    using Names = std::map<ObjectName, ObjectName>;
    EXPECT_EQ(find_renames(from, to).sequences, (Names{{{"", "t_a_seq"}, {"", "old_t_a_seq"}}}));
    EXPECT_EQ(find_renames(to, from).sequences,
              (Names{{{"", "old_t_a_seq"}, {"", "t_a_seq"}}, {{"", "t_a_seq"}, {"", "t_a_seq__old"}}}));
}

TEST(Renames, UnusedDeclarationsAreThoseOfNewObjectsThatNameNothing) {
    Table after = table("t", {column("b", "integer"), column("c", "integer")});
    after.columns[0].transition->renamed_from = "aa";
    after.columns[1].transition->renamed_from = "x";
    const auto reasons = [](const Schema& from, const Schema& to) {
        Words found;
        for (const UnusedRename& each : unused_renames(from, to)) found.push_back(each.object + ": " + each.reason);
        return found;
    };
    const Schema from = schema_of({table("t", {column("a", "integer"), column("c", "integer")})});
    EXPECT_EQ(reasons(from, schema_of({after})), (Words{"column t.b: there is no column t.aa"})) << "t.c exists";
    after.columns[0].transition->renamed_from = "a";
    EXPECT_EQ(reasons(from, schema_of({after})), Words{});
    after.columns.push_back(column("d", "integer"));
    after.columns[2].transition->renamed_from = "a";
    EXPECT_EQ(reasons(from, schema_of({after})), (Words{"column t.d: column t.a is renamed to t.b"}));
    EXPECT_EQ(reasons(Schema{}, schema_of({after})), Words{}) << "nothing was there to be renamed";
    Table other = table("other", {column("a", "integer")});
    other.transition->renamed_from = "gone";
    other.columns[0].transition->renamed_from = "gone";
    EXPECT_EQ(reasons(from, schema_of({table("t", {column("a", "integer"), column("c", "integer")}), other})),
              (Words{"table other: there is no table gone"}));
}

TEST(Renames, RenamesLabelInDefault) {
    Schema before, after;
    Enum role;
    role.name = {"", "role"};
    role.labels = {"admin", "user"};
    before.enums[role.name] = role;
    role.labels = {"admin", "member"};
    role.transition->old_labels = {{"user", "member"}};
    after.enums[role.name] = role;
    Table users = table("users", {column("role", "")});
    users.columns[0].type.user_type = role.name;
    users.columns[0].default_sql = "'user'::role";
    before.tables[users.name] = users;
    users.columns[0].default_sql = "'member'::role";
    after.tables[users.name] = users;
    EXPECT_EQ(words(compare(before, after)), (Words{"enum role: labels (admin, user) → (admin, member)"}));
    EXPECT_EQ(words(compare(after, before)), (Words{"enum role: labels (admin, member) → (admin, user)"}));
}

}  // namespace
}  // namespace retort::diff
