#include "diff/same_text.hpp"

#include <gtest/gtest.h>

namespace retort::diff {
namespace {

Renames renames() {
    Renames made;
    made.tables = {{{"s", "t"}, {"s", "u"}}, {{"", "here"}, {"s", "there"}}};
    made.enums = {{{"", "mood"}, {"", "feeling"}}};
    made.columns[{"s", "u"}] = {{"x", "y"}};
    made.labels[{"", "feeling"}] = {{"sad", "glum"}};
    return made;
}

bool same(const std::string& from, const std::string& to, const Renames& made = renames()) {
    Definition a, b;
    a.kind = b.kind = ObjectKind::view;
    a.depends_on.add(column_id({"s", "u"}, "y"));
    a.depends_on.add({ObjectKind::table, {"s", "there"}, {}});
    a.depends_on.add({ObjectKind::enum_, {"", "feeling"}, {}});
    b.depends_on = a.depends_on;
    a.sql = from;
    b.sql = to;
    return same_after_renames(a, b, made);
}

TEST(SameText, RenamedTablesAndColumns) {
    EXPECT_TRUE(same("SELECT t.a FROM s.t WHERE (t.x > 1)", "SELECT u.a\n FROM s.u WHERE (u.y > 1)"));
    EXPECT_TRUE(same("SELECT a FROM here", "SELECT a FROM s.there"));
    EXPECT_FALSE(same("SELECT t.a FROM s.t WHERE (t.x > 1)", "SELECT u.a FROM s.u WHERE (u.y > 2)"));
    EXPECT_FALSE(same("SELECT t.a FROM s.t WHERE (t.x > 1)", "SELECT u.a FROM s.u WHERE (u.z > 1)"));
    EXPECT_FALSE(same("SELECT t.a FROM s.t", "SELECT u.a FROM s.u LIMIT 1"));
}

TEST(SameText, OutputColumnKeepsItsName) {
    EXPECT_TRUE(same("SELECT t.x, t.x AS y, t.x AS z, t.x + 1 AS n FROM s.t",
                     "SELECT u.y AS x, u.y, u.y AS z, u.y + 1 AS n FROM s.u"));
    EXPECT_TRUE(
        same("SELECT (SELECT t.x FROM s.t) AS one FROM s.t", "SELECT (SELECT u.y AS x FROM s.u) AS one FROM s.u"));
    EXPECT_FALSE(same("SELECT t.x FROM s.t", "SELECT u.y FROM s.u"));
    EXPECT_FALSE(same("SELECT t.x FROM s.t", "SELECT u.y AS other FROM s.u"));
    EXPECT_FALSE(same("SELECT t.x AS z FROM s.t", "SELECT u.y FROM s.u"));
}

TEST(SameText, OnlyRenamesOfUsedObjectsAreAccepted) {
    Renames made = renames();
    made.columns[{"s", "other"}] = {{"p", "q"}};
    made.tables.emplace(ObjectName{"", "old"}, ObjectName{"", "new"});
    EXPECT_FALSE(same("SELECT t.p FROM s.t", "SELECT u.q FROM s.u", made));
    EXPECT_FALSE(same("SELECT old.a FROM s.t old", "SELECT new.a FROM s.u new", made));
}

TEST(SameText, AnAliasFollowsNoRename) { EXPECT_FALSE(same("SELECT t.z AS x FROM s.t", "SELECT u.z AS y FROM s.u")); }

TEST(SameText, RenamedTypesAndLabels) {
    EXPECT_TRUE(same("SELECT 'sad'::mood AS m FROM s.t", "SELECT 'glum'::feeling AS m FROM s.u"));
    EXPECT_FALSE(same("SELECT 'sad' || 'x' AS m FROM s.t", "SELECT 'glum' || 'x' AS m FROM s.u"));
}

TEST(SameText, EqualTextWithSwappedNamesDiffers) {
    Renames made;
    made.columns[{"s", "u"}] = {{"x", "y"}, {"y", "x"}};
    EXPECT_FALSE(same("SELECT u.x, u.y FROM s.u", "SELECT u.x, u.y FROM s.u", made));
    EXPECT_TRUE(same("SELECT u.x, u.y FROM s.u", "SELECT u.y AS x, u.x AS y FROM s.u", made));
    EXPECT_TRUE(same("SELECT 1 AS one", "SELECT 1 AS one", renames()));
}

}  // namespace
}  // namespace retort::diff
