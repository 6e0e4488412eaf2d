#include "diff/rename_steps.hpp"

#include <gtest/gtest.h>

#include <string>

#include "diff/compare.hpp"
#include "diff/renames.hpp"
#include "tests/diff/sample.hpp"

namespace retort::diff {
namespace {

using Names = std::map<std::string, std::string>;
using Steps = std::vector<std::pair<std::string, std::string>>;

Steps steps(const Names& renames) {
    return rename_steps(renames, [](const std::string& name) { return name + "?"; });
}

TEST(RenameSteps, ANameIsFreeBeforeItIsTaken) {
    EXPECT_EQ(steps({{"a", "b"}, {"b", "c"}}), (Steps{{"b", "c"}, {"a", "b"}}));
}

TEST(RenameSteps, ACircleGoesByWayOfAThirdName) {
    EXPECT_EQ(steps({{"a", "b"}, {"b", "a"}}), (Steps{{"a", "a?"}, {"b", "a"}, {"a?", "b"}}));
    EXPECT_EQ(steps({{"a", "b"}, {"b", "c"}, {"c", "a"}}), (Steps{{"a", "a?"}, {"c", "a"}, {"b", "c"}, {"a?", "b"}}));
}

Table exchanged(const std::string& name, const std::string& type, const std::string& old_name) {
    Table made = table(name, {column("id", "integer"), column(type + "_one", type)});
    made.transition->renamed_from = old_name;
    return made;
}

TEST(RenameSteps, TablesExchangeTheirNamesOnce) {
    const Schema before = schema_of({exchanged("a", "text", ""), exchanged("b", "date", "")});
    const Schema after = schema_of({exchanged("a", "date", "b"), exchanged("b", "text", "a")});
    EXPECT_EQ(words(compare(before, after)),
              (Words{"table a__swap: renamed from a", "table a: renamed from b", "table b: renamed from a__swap"}));
    // The declaration is still there afterwards, and says nothing new.
    EXPECT_TRUE(find_renames(after, after).empty());
    EXPECT_EQ(find_renames(after, before).tables.size(), 2U);
}

TEST(RenameSteps, WhatLooksTheSameEitherWayIsNotExchanged) {
    const Schema before = schema_of({exchanged("a", "text", ""), exchanged("b", "text", "")});
    const Schema after = schema_of({exchanged("a", "text", "b"), exchanged("b", "text", "a")});
    EXPECT_TRUE(find_renames(before, after).empty());
}

TEST(RenameSteps, AChainWhoseFirstNameIsLeftBehind) {
    const Schema before = schema_of({exchanged("a", "text", ""), exchanged("b", "date", "")});
    const Schema after = schema_of({exchanged("b", "text", "a"), exchanged("c", "date", "b")});
    EXPECT_EQ(words(compare(before, after)), (Words{"table c: renamed from b", "table b: renamed from a"}));
    EXPECT_TRUE(find_renames(after, after).empty());
}

}  // namespace
}  // namespace retort::diff
