#include "plan/privileges.hpp"

#include <gtest/gtest.h>

#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

const Definition view = view_of("v", "SELECT 1 AS a", {});

Schema with_grant(const std::string& role, bool compared) {
    Schema made;
    add(made, view);
    made.privileges->compared = compared;
    made.privileges->grants[{GrantKind::table, view.name, {}, {}}] = {{.role = role, .privilege = "SELECT"}};
    return made;
}

Words kept(const Schema& from, const Schema& to, Steps steps) {
    keep_privileges(from, to, steps);
    return words(steps);
}

const Steps recreation{diff::DropDefinition{view}, diff::CreateDefinition{view}};

TEST(KeepPrivileges, ARecreatedViewGetsItsPrivilegesAgain) {
    Schema to;
    add(to, view);
    EXPECT_EQ(kept(with_grant("app", false), to, recreation),
              (Words{"view v dropped", "new view v", "privileges on v: SELECT to app"}));
}

TEST(KeepPrivileges, ARecreatedViewGetsTheDeclaredPrivilegesIfTheseAreCompared) {
    EXPECT_EQ(kept(with_grant("old", true), with_grant("new", true), recreation),
              (Words{"view v dropped", "new view v", "privileges on v: SELECT to new"}));
}

TEST(KeepPrivileges, AViewThatIsNotRecreatedKeepsThem) {
    const Steps altered{diff::AlterDefinition{view, view}};
    EXPECT_EQ(kept(with_grant("app", false), with_grant("app", false), altered), words(altered));
}

TEST(KeepPrivileges, ADroppedViewNeedsNone) {
    const Steps dropped{diff::DropDefinition{view}};
    EXPECT_EQ(kept(with_grant("app", false), Schema{}, dropped), (Words{"view v dropped"}));
}

TEST(KeepPrivileges, ANewSchemaLosesTheDefaultPrivilegesThatItIsCreatedWith) {
    Schema from, to;
    for (Schema* each : {&from, &to}) {
        each->privileges->compared = true;
        each->privileges->grants[{GrantKind::default_schemas, {"", "owner"}, {}, {}, {}}] = {
            {.role = "app", .privilege = "USAGE"}};
    }
    to.schemas = {"s"};
    EXPECT_EQ(kept(from, to, {diff::CreateSchema{"s"}}),
              (Words{"new schema s", "privileges on schema s: not USAGE from app"}));
}

TEST(KeepPrivileges, AColumnThatIsRecreatedWithItsParentsGetsItsPrivilegesAgain) {
    const Column g = column_of("g", "integer");
    Table child = table("child", {g});
    child.inherits = {{"", "base"}};
    child.columns[0].inherited = true;
    Schema with_columns = schema_of({table("base", {g}), child});
    with_columns.privileges->grants[{GrantKind::table, child.name, {}, "g", {}}] = {
        {.role = "app", .privilege = "SELECT"}};
    const Steps recreated{diff::DropColumn{{"", "base"}, g}, diff::AddColumn{{"", "base"}, g}};
    Words expected = words(recreated);
    expected.push_back("privileges on child.g: SELECT to app");
    EXPECT_EQ(kept(with_columns, with_columns, recreated), expected);
}

}  // namespace
}  // namespace retort::plan
