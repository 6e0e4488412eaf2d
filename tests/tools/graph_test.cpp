// history --graph.

#include <gtest/gtest.h>

#include <algorithm>

#include "migrate/chain.hpp"
#include "tools/commands/drawn_graph.hpp"

namespace retort::tools {
namespace {

using migrate::Chain;
using migrate::Revision;

/// The drawing of revisions given as {id, parents}, in the order of their ids; each entry is the id, and a second line
/// if `verbose`.
std::string drawn(const std::vector<std::pair<std::string, std::vector<std::string>>>& revisions,
                  bool verbose = false) {
    std::vector<Revision> all;
    for (const auto& [id, parents] : revisions) {
        Revision each;
        each.id = each.path = id;
        each.down_revisions = parents;
        all.push_back(std::move(each));
    }
    const Chain chain(std::move(all));
    std::vector<const Revision*> shown;
    for (const Revision& each : chain.revisions()) shown.push_back(&each);
    std::reverse(shown.begin(), shown.end());
    return "\n" + drawn_graph(chain, shown,
                              [&](const Revision& each) { return each.id + "\n" + (verbose ? "  file\n" : ""); });
}

TEST(DrawnGraph, ALine) { EXPECT_EQ(drawn({{"a", {}}, {"b", {"a"}}}), "\n* b\n* a\n"); }

TEST(DrawnGraph, AMerge) {
    EXPECT_EQ(drawn({{"a", {}}, {"b", {"a"}}, {"c", {"a"}}, {"d", {"b", "c"}}, {"e", {"d"}}}), R"(
* e
* d
|\
| * c
* | b
|/
* a
)");
}

TEST(DrawnGraph, TwoHeads) {
    EXPECT_EQ(drawn({{"a", {}}, {"b", {"a"}}, {"c", {"a"}}}), R"(
* c
| * b
|/
* a
)");
}

TEST(DrawnGraph, ThreeChildrenCross) {
    EXPECT_EQ(drawn({{"a", {}}, {"b", {"a"}}, {"c", {"b"}}, {"d", {"b"}}, {"e", {"a"}}, {"f", {"c", "e"}}}), R"(
* f
|\
| * e
| | * d
* | | c
| |/
|/|
* | b
|/
* a
)");
}

TEST(DrawnGraph, AMergeOfThree) {
    EXPECT_EQ(drawn({{"a", {}}, {"b", {"a"}}, {"c", {"a"}}, {"d", {"a"}}, {"e", {"b", "c", "d"}}}), R"(
* e
|\
| |\
| | * d
| * | c
| |/
* | b
|/
* a
)");
}

TEST(DrawnGraph, AColumnThatEndsMovesTheOthers) {
    EXPECT_EQ(drawn({{"a", {}}, {"b", {}}, {"c", {"a"}}, {"d", {"b"}}}), R"(
* d
| * c
* | b
 /
* a
)");
}

TEST(DrawnGraph, LinesOfAnEntryGoDownBesideIt) {
    EXPECT_EQ(drawn({{"a", {}}, {"b", {"a"}}}, true), "\n* b\n|   file\n* a\n    file\n");
}

}  // namespace
}  // namespace retort::tools
