// Branches with labels and dependencies: targets, paths, and the rows of the version table. The chain is that of
// Alembic's documentation, "Working with Branches":
//
//     a1 ─ a2 ─┬─ n1 (networking) ─ n2
//              └─ s1 (shop) ─ s2            s2 depends on n2

#include "migrate/chain.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

Chain branches() {
    std::vector<Revision> all{revision("aaaa1", {}, "1", "", ""),        revision("aaaa2", {"aaaa1"}, "2", "", ""),
                              revision("nnnn1", {"aaaa2"}, "3", "", ""), revision("nnnn2", {"nnnn1"}, "4", "", ""),
                              revision("ssss1", {"aaaa2"}, "3", "", ""), revision("ssss2", {"ssss1"}, "5", "", "")};
    all[2].branch_labels = {"networking"};
    all[4].branch_labels = {"shop"};
    all[5].depends_on = {"nnnn2"};
    return Chain(std::move(all));
}

std::string ids(const std::vector<const Revision*>& path) {
    std::string text;
    for (const Revision* each : path) text += (text.empty() ? "" : " ") + each->id;
    return text;
}

TEST(Branch, HeadsAreThoseOfDownRevision) {
    const Chain chain = branches();
    EXPECT_EQ(ids(chain.heads()), "nnnn2 ssss2");
    EXPECT_TRUE(chain.has_dependents(*chain.find("nnnn2")));
    EXPECT_HAS(error_of([&] { (void)chain.head(); }), "the chain has 2 heads");
    EXPECT_HAS(error_of([&] { (void)chain.head(); }), "hint: name the branch: networking@head, shop@head;");
    // The version table of a database with both has one row: ssss2 implies nnnn2.
    EXPECT_EQ(chain.resolve("heads", {}), Heads{"ssss2"});
}

TEST(Branch, LabelsNameTheBranch) {
    const Chain chain = branches();
    EXPECT_EQ(chain.resolve("networking@head", {}), Heads{"nnnn2"});
    EXPECT_EQ(chain.resolve("networking@heads", {}), Heads{"nnnn2"});
    EXPECT_EQ(chain.resolve("shop@ssss1", {}), Heads{"ssss1"});
    EXPECT_EQ(chain.resolve("shop@3", {}), Heads{"ssss1"});
    EXPECT_EQ(chain.resolve("networking@3", {}), Heads{"nnnn1"});
    EXPECT_EQ(chain.resolve("shop@2", {}), Heads{"aaaa2"}) << "what the branch follows is on its line";
    EXPECT_EQ(chain.get("shop").id, "ssss1") << "a label alone is the revision that has it";
    EXPECT_EQ(chain.get("shop@head-1").id, "ssss1");
    EXPECT_EQ(chain.get("nnnn1@head").id, "nnnn2") << "an id may stand for a label";
    EXPECT_EQ(chain.labels(*chain.find("nnnn2")), std::vector<std::string>{"networking"});
    EXPECT_TRUE(chain.labels(*chain.find("aaaa2")).empty());
    EXPECT_EQ(chain.labelled("shop")->id, "ssss1");
}

TEST(Branch, StepsStayOnTheBranch) {
    const Chain chain = branches();
    EXPECT_EQ(ids(chain.upgrade_path({"aaaa2"}, "networking@+1")), "nnnn1");
    EXPECT_EQ(ids(chain.upgrade_path({"aaaa2"}, "networking@aaaa2+2")), "nnnn1 nnnn2");
    EXPECT_EQ(ids(chain.upgrade_path({}, "shop@+3")), "aaaa1 aaaa2 ssss1");
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn1", "ssss1"}, "shop@-1")), "ssss1");
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn2", "ssss1"}, "networking@-2")), "nnnn2 nnnn1");
    EXPECT_EQ(chain.resolve("current-1", {"nnnn2"}), Heads{"nnnn1"});
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({"aaaa2"}, "+1"); }), "the chain branches at 2");
    EXPECT_HAS(error_of([&] { (void)chain.resolve("-1", {"nnnn1", "ssss1"}); }), "choose the branch with LABEL@");
}

TEST(Branch, UpgradeRunsDependenciesFirst) {
    const Chain chain = branches();
    EXPECT_EQ(ids(chain.upgrade_path({}, "shop@head")), "aaaa1 aaaa2 nnnn1 ssss1 nnnn2 ssss2");
    EXPECT_EQ(ids(chain.upgrade_path({"ssss1"}, "shop@head")), "nnnn1 nnnn2 ssss2");
    EXPECT_EQ(ids(chain.upgrade_path({"ssss2"}, "networking@head")), "") << "has run, as a dependency";
    EXPECT_EQ(ids(chain.upgrade_path({"ssss2"}, "heads")), "");
    EXPECT_EQ(ids(chain.upgrade_path({"nnnn2"}, "nnnn2")), "");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({"nnnn2"}, "nnnn1"); }), "is not ahead of the database");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({"nnnn2"}, "base"); }), "is not ahead of the database");
}

TEST(Branch, RowsOfTheVersionTable) {
    const Chain chain = branches();
    const auto after = [&](const Heads& from, const char* id, Direction direction) {
        return chain.after(from, *chain.find(id), direction);
    };
    EXPECT_EQ(after({"nnnn2"}, "ssss1", Direction::up), (Heads{"nnnn2", "ssss1"}));
    EXPECT_EQ(after({"nnnn2", "ssss1"}, "ssss2", Direction::up), Heads{"ssss2"});
    EXPECT_EQ(after({"ssss2"}, "ssss2", Direction::down), (Heads{"nnnn2", "ssss1"}));
    EXPECT_EQ(after({"nnnn1", "ssss1"}, "nnnn1", Direction::down), Heads{"ssss1"}) << "aaaa2 is below ssss1";
    EXPECT_EQ(chain.outermost({"aaaa1", "nnnn2", "ssss2"}), Heads{"ssss2"});
}

TEST(Branch, AStampOfABranchLeavesTheOthers) {
    const Chain chain = branches();
    EXPECT_EQ(chain.stamped({"nnnn1", "ssss1"}, "networking@head"), (Heads{"nnnn2", "ssss1"}));
    EXPECT_EQ(chain.stamped({"nnnn2", "ssss1"}, "networking@nnnn1"), (Heads{"nnnn1", "ssss1"}));
    EXPECT_EQ(chain.stamped({"aaaa2"}, "shop@ssss1"), Heads{"ssss1"});
    EXPECT_EQ(chain.stamped({"nnnn2", "ssss1"}, "nnnn1"), Heads{"nnnn1"}) << "without a label: all rows";
}

TEST(Branch, DowngradeRemovesWhatDependsFirst) {
    const Chain chain = branches();
    EXPECT_EQ(ids(chain.downgrade_path({"ssss2"}, "nnnn1")), "ssss2 nnnn2");
    EXPECT_EQ(chain.downgraded({"ssss2"}, "nnnn1"), (Heads{"nnnn1", "ssss1"}));
}

TEST(Branch, DowngradeLeavesOtherBranches) {
    const Chain chain = branches();
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn2", "ssss1"}, "nnnn1")), "nnnn2");
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn2", "ssss1"}, "shop@aaaa2")), "ssss1");
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn2", "ssss1"}, "ssss1-1")), "ssss1");
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn2", "ssss1"}, "aaaa2")), "nnnn2 ssss1 nnnn1");
    EXPECT_EQ(ids(chain.downgrade_path({"nnnn2", "ssss1"}, "base")), "nnnn2 ssss1 nnnn1 aaaa2 aaaa1");
}

TEST(Branch, BaseOfABranchIsItsFirstRevision) {
    // Two branches from base; each label stands on the second revision.
    std::vector<Revision> all{revision("aaaa1", {}, "1", "", ""), revision("aaaa2", {"aaaa1"}, "2", "", ""),
                              revision("bbbb1", {}, "3", "", ""), revision("bbbb2", {"bbbb1"}, "4", "", "")};
    all[1].branch_labels = {"a"};
    all[3].branch_labels = {"b"};
    const Chain chain(std::move(all));
    EXPECT_EQ(ids(chain.downgrade_path({"aaaa2", "bbbb2"}, "b@base")), "bbbb2 bbbb1");
    EXPECT_EQ(chain.resolve("b@base", {"aaaa2", "bbbb2"}), Heads{"aaaa2"});
    EXPECT_EQ(ids(chain.downgrade_path({"aaaa2", "bbbb1"}, "bbbb1-1")), "bbbb1");
    EXPECT_EQ(ids(chain.children(nullptr)), "aaaa1 bbbb1");
}

TEST(Branch, ErrorsOfTargets) {
    const Chain chain = branches();
    EXPECT_HAS(error_of([&] { (void)chain.get("shp@head"); }), "no branch has the label 'shp' [RT067]");
    EXPECT_HAS(error_of([&] { (void)chain.get("netwroking@head"); }), "did you mean networking?");
    EXPECT_HAS(error_of([&] { (void)chain.get("shop@nnnn1"); }), "'shop@nnnn1': 3 step 3 (nnnn1) is not on the branch");
    EXPECT_HAS(error_of([&] { (void)chain.get("shop@"); }), "'shop@' is not a target");
    EXPECT_HAS(error_of([&] { (void)chain.get("current"); }), "it counts from a database's");
    EXPECT_HAS(error_of([&] { (void)chain.get("heads"); }), "'heads' is not a revision");
    EXPECT_HAS(error_of([&] { (void)chain.get("aaaa2@head"); }), "the branch has 2 heads");
    EXPECT_HAS(error_of([&] { (void)chain.get("sss"); }), "a prefix has at least 4 characters");
}

TEST(Branch, TargetsThatNeedTheDatabase) {
    for (const char* target : {"current", "current-1", "+1", "-2", "shop@-1", "shop@current", "shop@base"})
        EXPECT_TRUE(Chain::needs_current(target)) << target;
    for (const char* target : {"head", "base", "shop@head", "aaaa1-1", "migrations/a@current.sql", ""})
        EXPECT_FALSE(Chain::needs_current(target)) << target;
    EXPECT_FALSE(Chain::names_current("-1"));
    EXPECT_TRUE(Chain::names_current("shop@current"));
}

}  // namespace
}  // namespace retort::migrate::test
