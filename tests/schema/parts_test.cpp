#include "schema/parts.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

/// One part of each kind, and a second index.
Table table() {
    Table made;
    made.primary_key = PrimaryKey{.name = "pk"};
    made.uniques = {{.name = "unique"}};
    made.checks = {{.name = "check"}};
    made.foreign_keys = {{.name = "key"}};
    made.exclusions = {{.name = "exclusion"}};
    made.indexes = {{.name = "index"}, {.name = "other"}};
    return made;
}

template <class Owner>
std::vector<std::string> names(Owner& owner) {
    std::vector<std::string> found;
    for_each_part(owner, [&](const auto& part) { found.push_back(part.name); });
    return found;
}

using Names = std::vector<std::string>;

TEST(Parts, VisitsEveryPartInOrder) {
    const Table made = table();
    EXPECT_EQ(names(made), (Names{"pk", "unique", "check", "key", "exclusion", "index", "other"}));
}

TEST(Parts, VisitsConstraintsWithoutIndexes) {
    Names found;
    const Table made = table();
    for_each_constraint(made, [&](const auto& part) { found.push_back(part.name); });
    EXPECT_EQ(found, (Names{"pk", "unique", "check", "key", "exclusion"}));
}

TEST(Parts, VisitsGivenKindsInTheirOrder) {
    Names found;
    const Table made = table();
    for_each_part(PartKinds<Index, Exclusion, PrimaryKey>{}, made,
                  [&](const auto& part) { found.push_back(part.name); });
    EXPECT_EQ(found, (Names{"index", "other", "exclusion", "pk"}));
}

TEST(Parts, ChangesParts) {
    Table made = table();
    for_each_part(made, [](auto& part) { part.name += "1"; });
    EXPECT_EQ(names(made), (Names{"pk1", "unique1", "check1", "key1", "exclusion1", "index1", "other1"}));
}

TEST(Parts, AnAbsentPrimaryKeyIsNotVisited) {
    Table made = table();
    made.primary_key.reset();
    EXPECT_TRUE(parts_of<PrimaryKey>(made).empty());
    EXPECT_EQ(names(made).front(), "unique");
}

TEST(Parts, APartitionsAttachedPartsHaveNoChecks) {
    FromParent attached;
    attached.primary_key = PrimaryKey{.name = "pk"};
    attached.indexes = {{.name = "index"}};
    EXPECT_EQ(names(attached), (Names{"pk", "index"}));
    EXPECT_TRUE(parts_of<Check>(attached).empty());
    clear_parts(attached);
    EXPECT_EQ(attached, FromParent{});
}

TEST(Parts, PairsTheListsOfEachKind) {
    const Table from = table();
    Table to = table();
    to.indexes.pop_back();
    std::size_t lists = 0, before = 0, after = 0;
    for_each_part_pair(from, to, [&](auto a, auto b) { ++lists, before += a.size(), after += b.size(); });
    EXPECT_EQ(lists, 6U);
    EXPECT_EQ(before, 7U);
    EXPECT_EQ(after, 6U);
}

TEST(Parts, FindsAPart) {
    const Table made = table();
    EXPECT_TRUE(any_part(made, [](const auto& part) { return part.name == "other"; }));
    EXPECT_FALSE(any_part(AllConstraints{}, made, [](const auto& part) { return part.name == "other"; }));
}

TEST(Parts, ErasesParts) {
    Table made = table();
    erase_parts_if(made, [](const auto& part) { return part.name == "pk" || part.name == "index"; });
    EXPECT_EQ(names(made), (Names{"unique", "check", "key", "exclusion", "other"}));
    clear_parts(PartKinds<Unique, ForeignKey>{}, made);
    EXPECT_EQ(names(made), (Names{"check", "exclusion", "other"}));
}

TEST(Parts, CopiesParts) {
    Table made = table();
    made.comment = "stays";
    made.indexes.front().name = "replaced";
    copy_parts(table(), made);
    EXPECT_EQ(names(made), names(std::as_const(made)));
    EXPECT_EQ(made.indexes.front().name, "index");
    EXPECT_EQ(made.indexes.size(), 2U);
    EXPECT_EQ(made.comment, "stays");
}

}  // namespace
}  // namespace retort
