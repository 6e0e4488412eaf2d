// Renames that are given by name, and swaps of names that revisions record.

#include "pipeline/renames.hpp"

#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

/// A table t with integer columns.
Schema with_columns(const std::vector<std::string>& names, const std::string& table = "t") {
    Schema schema;
    Table made;
    made.name.name = table;
    for (const std::string& name : names) made.columns.push_back({.name = name, .type = {.sql = "integer"}});
    schema.tables[made.name] = made;
    return schema;
}

std::map<std::string, std::string> renamed_columns(const Schema& from, const Schema& to) {
    const diff::Renames renames = diff::find_renames(from, to);
    return renames.columns.empty() ? std::map<std::string, std::string>{} : renames.columns.begin()->second;
}

using Names = std::map<std::string, std::string>;

TEST(GivenRenames, DeclareRenameOfDroppedAndCreatedColumn) {
    const Schema from = with_columns({"id", "mail"});
    Schema to = with_columns({"id", "email"});
    pipeline::declare_renames({"t.mail=t.email"}, from, to);
    EXPECT_EQ(renamed_columns(from, to), (Names{{"mail", "email"}}));
}

TEST(GivenRenames, OfATableMayFollowThoseOfItsColumns) {
    const Schema from = with_columns({"id", "mail"});
    Schema to = with_columns({"id", "email"}, "u");
    pipeline::declare_renames({"t.mail=u.email", "t=u"}, from, to);
    EXPECT_EQ(renamed_columns(from, to), (Names{{"mail", "email"}}));
}

TEST(GivenRenames, SwapNamesIfBothAreGiven) {
    const Schema from = with_columns({"a", "b"});
    Schema to = with_columns({"a", "b"});
    pipeline::declare_renames({"t.a=t.b", "t.b=t.a"}, from, to);
    EXPECT_EQ(renamed_columns(from, to), (Names{{"a", "b"}, {"b", "a"}}));
    Schema again = with_columns({"a", "b"});
    EXPECT_HAS(error_of([&] { pipeline::declare_renames({"t.a=t.b"}, from, again); }), "[RT211]");
}

TEST(GivenRenames, OldNameMayBeThatOfANewColumn) {
    const Schema from = with_columns({"a", "b"});
    Schema to = with_columns({"a", "b", "c"});
    pipeline::declare_renames({"t.a=t.c"}, from, to);
    EXPECT_EQ(renamed_columns(from, to), (Names{{"a", "c"}}));
    Schema chained = with_columns({"a", "b", "c"});
    pipeline::declare_renames({"t.a=t.b", "t.b=t.c"}, from, chained);
    EXPECT_EQ(renamed_columns(from, chained), (Names{{"a", "b"}, {"b", "c"}}));
}

TEST(GivenRenames, MustNameADroppedAndACreatedObject) {
    const Schema from = with_columns({"id", "mail"});
    Schema to = with_columns({"id", "email"});
    EXPECT_HAS(error_of([&] { pipeline::declare_renames({"t.mial=t.email"}, from, to); }), "did you mean 't.mail'?");
    EXPECT_HAS(error_of([&] { pipeline::declare_renames({"t.mail=t.id"}, from, to); }),
               "--rename t.mail=t.id: 't.id' is not created");
    EXPECT_HAS(error_of([&] { pipeline::declare_renames({"t.mail"}, from, to); }), "[RT210]");
}

class PendingSwaps : public testing::Test {
protected:
    PendingSwaps() {
        for (Column& column : to.tables.begin()->second.columns)
            column.transition->renamed_from = column.name == "a" ? "b" : "a";
    }

    std::vector<pipeline::PendingSwap> pending(const std::vector<std::string>& remarks) const {
        return pipeline::pending_swaps(from, to, [&] {
            Revision made = revision("aaaaaaaaaaaa", {}, "0001", "SELECT 1;", "SELECT 1;");
            made.remarks = remarks;
            return Chain({made});
        });
    }

    Schema from = with_columns({"a", "b"});
    Schema to = with_columns({"a", "b"});
};

TEST_F(PendingSwaps, AreThoseThatNoRevisionRecords) {
    const std::vector<pipeline::PendingSwap> swaps = pending({});
    ASSERT_EQ(swaps.size(), 1U);
    EXPECT_EQ(swaps[0].words, (std::vector<std::string>{"t.a=t.b", "t.b=t.a"}));
    EXPECT_EQ(pending({"exchanged: t.a=t.b"}).size(), 1U) << "half of a swap is recorded";
}

TEST_F(PendingSwaps, AreRecordedByTheRevisionThatMakesThem) {
    EXPECT_TRUE(pipeline::swapped_name_notes(diff::find_renames(from, to), to).empty()) << "the swap is not requested";
    diff::request(to, pending({})[0].renames);
    const std::vector<std::string> remarks = pipeline::swapped_name_notes(diff::find_renames(from, to), to);
    EXPECT_EQ(remarks, (std::vector<std::string>{"exchanged: t.a=t.b", "exchanged: t.b=t.a"}));
    EXPECT_TRUE(pending(remarks).empty());
}

TEST_F(PendingSwaps, RevisionsAreNotReadWithoutSwaps) {
    EXPECT_TRUE(pipeline::pending_swaps(from, from, []() -> Chain { throw Error("RT001", "read"); }).empty());
}

}  // namespace
}  // namespace retort::migrate::test
