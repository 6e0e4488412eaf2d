#include "tests/tools/unified_diff.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace retort::test {
namespace {

const std::string text = "a\nb\nc\nd\ne\n";

std::string failure(const std::string& diff) {
    try {
        return "applies: " + apply_diff(text, diff, "x.diff");
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

TEST(UnifiedDiff, AppliesItsHunksInOrder) {
    EXPECT_EQ(apply_diff(
                  text, "Two hunks.\n\n--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\n+new\n b\n@@ -4,2 +5 @@ in f()\n d\n-e\n",
                  "x.diff"),
              "a\nnew\nb\nc\nd\n");
    EXPECT_EQ(apply_diff(text, "--- a/x\n+++ b/x\n@@ -5,0 +6 @@\n+f\n", "x.diff"), text + "f\n");
}

TEST(UnifiedDiff, FailsWithTheLineOfTheDiffThatDoesNotApply) {
    EXPECT_EQ(failure("--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n a\n-c\n"), "x.diff:5: expected 'c', but line 2 is 'b'");
    EXPECT_EQ(failure("--- a/x\n+++ b/x\n@@ -5,2 +5,2 @@\n e\n f\n"), "x.diff:5: expected 'f', but the text ends");
    EXPECT_EQ(failure("--- a/x\n+++ b/x\n@@ -9 +9 @@\n-z\n"),
              "x.diff:3: line 9 of the text is not after the hunk before, or not in it");
}

TEST(UnifiedDiff, FailsWithTheLineOfTheDiffThatIsNotOne) {
    EXPECT_EQ(failure("no diff\n"), "x.diff:2: no '---' and '+++' lines");
    EXPECT_EQ(failure("--- a/x\n+++ b/x\nab\n"), "x.diff:3: expected a hunk, '@@ -line,count +line,count @@'");
    EXPECT_EQ(failure("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n"), "x.diff:5: the hunk is shorter than its header says");
    EXPECT_EQ(failure("--- a/x\n+++ b/x\n@@ -1 +1 @@\n*a\n"), "x.diff:4: a line of a hunk begins with ' ', '-' or '+'");
}

}  // namespace
}  // namespace retort::test
