#include "diff/renames.hpp"

#include <gtest/gtest.h>

#include "diff/compare.hpp"
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
