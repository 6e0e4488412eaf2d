// Proofs of a chain's revisions, and what rebase and squash make of it.

#include "migrate/chain_proof.hpp"

#include <fmt/format.h>

#include "migrate/rebase.hpp"
#include "migrate/squash.hpp"
#include "migrate/verified.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

class ChainProofTest : public testing::TestWithParam<Dialect> {
protected:
    ChainProofTest() {
        add("0001_a", "aaaa", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        add("0002_b", "bbbb", "aaaa", "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1)", "DROP TABLE b");
        add("0003_c", "cccc", "bbbb", "CREATE TABLE c (id integer);", "DROP TABLE c;");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down) const {
        write(folder.file(name + ".sql"), fmt::format("-- {} {}\n-- revision: {}\n-- down_revision: {}\n\n"
                                                      "-- migrate:up\n{}\n\n-- migrate:down\n{}\n",
                                                      name.substr(0, 4), name.substr(5), id, follows, up, down));
    }

    Chain chain() const { return Chain::load(folder.path()); }

    /// The results of the proofs, in their order: "aaaa upgrade, downgrade, upgrade".
    std::string proved(const std::set<std::string>& ids) {
        const Chain all = chain();
        std::string text;
        for (const ChainProof& each : prove_chain(all, ids, *scratch)) {
            text += each.revision->id + " " + each.verified;
            if (!each.errors.empty()) text += render(each.errors.front());
            if (each.blocked_by != nullptr) text += "blocked by " + each.blocked_by->id;
            text += "\n";
        }
        return text;
    }

    TemporaryFolder folder;
    TestDatabase place{GetParam()};
    std::unique_ptr<scratch::Scratch> scratch = place.scratch();
};

INSTANTIATE_TEST_SUITE_P(Engines, ChainProofTest, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(ChainProofTest, ProvesTheChosenOnes) {
    EXPECT_EQ(proved({"aaaa", "bbbb", "cccc"}),
              "aaaa upgrade, downgrade, upgrade\nbbbb upgrade, downgrade, upgrade\ncccc upgrade, downgrade, upgrade\n");
    EXPECT_EQ(proved({"cccc"}), "cccc upgrade, downgrade, upgrade\n");
    EXPECT_EQ(proved({}), "");
}

TEST_P(ChainProofTest, AFailureBlocksOnlyWhatFollowsIt) {
    add("0003_c", "cccc", "bbbb", "CREATE TABLE c (id integer);", "SELECT 1;");
    add("0004_d", "dddd", "cccc", "CREATE TABLE d (id integer);\nDROP TABLE nobody;", "DROP TABLE d;");
    add("0005_e", "eeee", "dddd", "", "");
    add("0006_f", "ffff", "cccc", "CREATE TABLE f (id integer);", "DROP TABLE f;");
    const std::string text = proved({"bbbb", "cccc", "dddd", "eeee", "ffff"});
    EXPECT_HAS(text, "bbbb upgrade, downgrade, upgrade\n");
    EXPECT_HAS(text, "the downgrade of 0003 c (cccc) does not produce the schema before it [RT082]");
    EXPECT_HAS(text, "note: remaining difference: table c dropped");
    EXPECT_HAS(text, "the upgrade of 0004 d (dddd) failed");
    EXPECT_HAS(text, "eeee blocked by dddd\n");
    EXPECT_HAS(text, "ffff upgrade, downgrade, upgrade\n");
}

TEST_P(ChainProofTest, BranchesThatCollideFailAtTheMergeOnly) {
    add("0004_mine", "dddd", "cccc", "CREATE TABLE t (id integer);", "DROP TABLE t;");
    add("0004_theirs", "eeee", "cccc", "CREATE TABLE t (id integer);", "DROP TABLE t;");
    add("0005_merge", "ffff", "dddd, eeee", "", "");
    add("0006_more", "abab", "eeee", "CREATE TABLE more (id integer);", "DROP TABLE more;");
    const std::string text = proved({"dddd", "eeee", "ffff", "abab"});
    EXPECT_HAS(text, "dddd upgrade, downgrade, upgrade\n");
    EXPECT_HAS(text, "eeee upgrade, downgrade, upgrade\n");
    EXPECT_HAS(text, "abab upgrade, downgrade, upgrade\n");
    EXPECT_HAS(text, "it ran for the proof of 0005 merge (ffff)");
}

TEST_P(ChainProofTest, WithoutADowngradeUpwards) {
    add("0004_d", "dddd", "cccc", "DROP TABLE c;", "-- not possible");
    EXPECT_EQ(proved({"dddd"}), "dddd upgrade; no downgrade\n");
}

TEST_P(ChainProofTest, RebaseMovesABranch) {
    add("0003_mine", "dddd", "bbbb", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    add("0004_more", "eeee", "dddd", "CREATE TABLE e (id integer);", "DROP TABLE e;");
    const Chain before = chain();
    const Revision& moved = before.get("dddd");
    EXPECT_EQ(other_head(before, moved).id, "cccc");
    sql::apply(rebase(before, moved, before.get("cccc"), "{number:04}_{slug}.sql"));
    EXPECT_EQ(folder.names(),
              (std::vector<std::string>{"0001_a.sql", "0002_b.sql", "0003_c.sql", "0004_mine.sql", "0005_more.sql"}));
    const Chain after = chain();
    EXPECT_EQ(after.head()->id, "eeee");
    EXPECT_EQ(after.get("dddd").down_revisions, std::vector<std::string>{"cccc"});
    EXPECT_EQ(proved({"dddd", "eeee"}), "dddd upgrade, downgrade, upgrade\neeee upgrade, downgrade, upgrade\n");
    EXPECT_HAS(error_of([&] { rebase(after, after.get("aaaa"), after.get("cccc"), "{slug}.sql"); }), "[RT327]");
    EXPECT_HAS(error_of([&] { rebase(after, after.get("dddd"), after.get("cccc"), "{slug}.sql"); }), "[RT328]");
}

TEST_P(ChainProofTest, SquashDoesTheSame) {
    const Chain before = chain();
    const auto revisions = before.path({}, {"bbbb"}, Direction::up);
    Revision one = squashed(before, revisions, GetParam(), "one", Joined::one_transaction);
    one.verified = bound_to(one, prove_squashed(before, revisions, one, *scratch));
    sql::apply(squash_files(revisions, one, "{number:04}_{slug}.sql", false));
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"0002_one.sql", "0003_c.sql"}));
    const Chain after = chain();
    EXPECT_EQ(verification(after.get("bbbb")), Verification::holds);
    EXPECT_EQ(after.replacing("aaaa"), &after.get("bbbb"));
    EXPECT_EQ(after.replacing("bbbb"), nullptr);
    EXPECT_EQ(proved({"bbbb", "cccc"}), "bbbb upgrade, downgrade, upgrade\ncccc upgrade, downgrade, upgrade\n");
    EXPECT_HAS(error_of([&] { squashed(after, {&after.get("cccc")}, GetParam(), "x", Joined::transactions); }),
               "[RT331]");
}

}  // namespace
}  // namespace retort::migrate::test
