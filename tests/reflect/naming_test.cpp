// A separate program, since a naming convention applies to a whole program.
#include "tests/reflect/parity.hpp"

#include "tests/reflect/grammar/naming.hpp"

namespace retort::reflect {
namespace {

TEST(Naming, ConventionNamesUnnamedObjects) {
    expect_parity<grammar::Owner, grammar::ThingWithAVeryLongNameIndeed>({"tests/reflect/grammar/naming.hpp"});
    const Schema schema = schema_of<grammar::Owner, grammar::ThingWithAVeryLongNameIndeed>();
    const Table& owners = schema.tables.at({"", "owners"});
    EXPECT_EQ(owners.primary_key->name, "pk_owners");
    ASSERT_EQ(owners.uniques.size(), 2U);
    EXPECT_EQ(owners.uniques[0].name, "mine");
    EXPECT_EQ(owners.uniques[1].name, "uq_owners_name");
    EXPECT_EQ(owners.checks[0].name, "ck_owners_name");
}

TEST(Naming, LongNamesAreShortenedWithoutCollisions) {
    const Schema schema = schema_of<grammar::Owner, grammar::ThingWithAVeryLongNameIndeed>();
    const Table& things = schema.tables.at({"", "thing_with_a_very_long_name_indeed"});
    ASSERT_EQ(things.indexes.size(), 2U);
    EXPECT_NE(things.indexes[0].name, things.indexes[1].name);
    ASSERT_EQ(things.foreign_keys.size(), 2U);
    EXPECT_NE(things.foreign_keys[0].name, things.foreign_keys[1].name);
    for (const Index& index : things.indexes) EXPECT_LE(index.name.size(), 63U);
    ASSERT_EQ(things.exclusions.size(), 1U);
    EXPECT_EQ(things.exclusions[0].name.rfind("ex_thing_with_a_very_long_name_indeed_id_the_owner_of", 0), 0U)
        << things.exclusions[0].name;
    EXPECT_EQ(things.exclusions[0].name.size(), 63U);
    for (const ForeignKey& foreign : things.foreign_keys) EXPECT_LE(foreign.name.size(), 63U);
}

}  // namespace
}  // namespace retort::reflect
