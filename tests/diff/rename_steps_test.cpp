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

TEST(RenameSteps, FreesNameBeforeItIsTaken) {
    EXPECT_EQ(steps({{"a", "b"}, {"b", "c"}}), (Steps{{"b", "c"}, {"a", "b"}}));
}

TEST(RenameSteps, CycleUsesInterimName) {
    EXPECT_EQ(steps({{"a", "b"}, {"b", "a"}}), (Steps{{"a", "a?"}, {"b", "a"}, {"a?", "b"}}));
    EXPECT_EQ(steps({{"a", "b"}, {"b", "c"}, {"c", "a"}}), (Steps{{"a", "a?"}, {"c", "a"}, {"b", "c"}, {"a?", "b"}}));
}

Table renamed_table(const std::string& name, const std::string& type, const std::string& old_name) {
    Table made = table(name, {column("id", "integer"), column(type + "_one", type)});
    made.transition->renamed_from = old_name;
    return made;
}

TEST(RenameSteps, SwapsTableNamesOnce) {
    const Schema before = schema_of({renamed_table("a", "text", ""), renamed_table("b", "date", "")});
    const Schema after = schema_of({renamed_table("a", "date", "b"), renamed_table("b", "text", "a")});
    EXPECT_EQ(words(compare(before, after)),
              (Words{"table a__swap: renamed from a", "table a: renamed from b", "table b: renamed from a__swap"}));
    // The declaration is still in the model afterwards, and has no further effect.
    EXPECT_TRUE(find_renames(after, after).empty());
    EXPECT_EQ(find_renames(after, before).tables.size(), 2U);
}

TEST(RenameSteps, DoesNotSwapEquivalentTables) {
    const Schema before = schema_of({renamed_table("a", "text", ""), renamed_table("b", "text", "")});
    const Schema after = schema_of({renamed_table("a", "text", "b"), renamed_table("b", "text", "a")});
    EXPECT_TRUE(find_renames(before, after).empty());
}

TEST(RenameSteps, AppliesRenameChainWithReleasedName) {
    const Schema before = schema_of({renamed_table("a", "text", ""), renamed_table("b", "date", "")});
    const Schema after = schema_of({renamed_table("b", "text", "a"), renamed_table("c", "date", "b")});
    EXPECT_EQ(words(compare(before, after)), (Words{"table c: renamed from b", "table b: renamed from a"}));
    EXPECT_TRUE(find_renames(after, after).empty());
}

}  // namespace
}  // namespace retort::diff
