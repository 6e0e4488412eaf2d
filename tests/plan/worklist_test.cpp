#include "plan/worklist.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include <fmt/format.h>

#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

const ObjectName t{"", "t"};

ObjectId function_id(const std::string& name) { return {ObjectKind::function, {"", name}, "integer"}; }

Definition definition_of(ObjectKind kind, const std::string& name, const std::vector<ObjectId>& referenced) {
    Definition made = view_of(name, "SELECT", referenced);
    made.kind = kind;
    return made;
}

Check check_of(const std::string& name, const std::vector<ObjectId>& referenced) {
    Check made;
    made.name = name;
    for (const ObjectId& each : referenced) made.depends_on.add(each);
    return made;
}

/// The name of a dependent: "default a", "check c", "view v".
std::string name_of(const Dependent& dependent) {
    if (const auto* column = std::get_if<const Column*>(&dependent.object))
        return ((*column)->generated ? "generated " : "default ") + (*column)->name;
    if (const auto* definition = std::get_if<const Definition*>(&dependent.object))
        return fmt::format("{} {}", info((*definition)->kind).word, (*definition)->name.name);
    return std::visit(
        [](const auto* part) -> std::string {
            if constexpr (std::is_same_v<decltype(part->name), std::string>)
                return part->name;
            else
                return part->name.name;
        },
        dependent.object);
}

/// The dependents that do not outlive the seeds, by name and in the order of the schema.
Words affected(const Schema& from, const Schema& to, std::set<Impacted> seeds) {
    const Dependents dependents(from, to);
    Words names;
    for (const auto& [number, impacts] : close(std::move(seeds), {}, dependents, from, to).dependents)
        names.push_back(name_of(dependents.list()[number]));
    return names;
}
Words affected(const Schema& schema, std::set<Impacted> seeds) { return affected(schema, schema, std::move(seeds)); }

TEST(Worklist, FollowsAChainOfDependents) {
    Column generated = column_of("g", "integer");
    generated.generated = Generated{.expression = "a + 1"};
    generated.depends_on.add(column_id(t, "a"));
    Table table = plan::table("t", {column_of("a", "integer"), generated, column_of("b", "integer")});
    table.checks = {check_of("on_b", {column_id(t, "b")}), check_of("on_g", {column_id(t, "g")})};
    Schema schema = schema_of({table});
    add(schema, view_of("v", "SELECT g FROM t", {column_id(t, "g")}));
    add(schema, definition_of(ObjectKind::materialized_view, "m", {column_id({"", "v"}, "g")}));
    add(schema, view_of("other", "SELECT b FROM t", {column_id(t, "b")}));
    EXPECT_EQ(affected(schema, {{column_id(t, "a"), Impact::retyped}}),
              (Words{"generated g", "on_g", "view v", "materialized_view m"}));
}

TEST(Worklist, TheOrderIsTheSchemasWhateverTheSeeds) {
    Table first = plan::table("a", {column_of("c", "integer")}), second = plan::table("b", {column_of("c", "integer")});
    first.checks = {check_of("a_check", {column_id(first.name, "c")})};
    second.checks = {check_of("b_check", {column_id(second.name, "c"), function_id("f")})};
    const Schema schema = schema_of({second, first});
    EXPECT_EQ(affected(schema, {{function_id("f"), Impact::recreated}, {column_id(first.name, "c"), Impact::retyped}}),
              (Words{"a_check", "b_check"}));
}

TEST(Worklist, ADefaultIsDroppedWhileAFunctionThatItCallsIsRecreated) {
    Column column = column_of("a", "integer");
    column.default_sql = "f(1)";
    column.depends_on.add(function_id("f"));
    Schema schema = schema_of({plan::table("t", {column})});
    // The server records a call of f under its arguments; a text that was only parsed does not tell them.
    EXPECT_EQ(affected(schema, {{{ObjectKind::function, {"", "f"}, {}}, Impact::recreated}}), (Words{"default a"}));
    EXPECT_EQ(affected(schema, {{column_id(t, "a"), Impact::retyped}}), Words{});
}

TEST(Worklist, AFunctionThatIsRecreatedAffectsTheFunctionsThatCallIt) {
    Table table = plan::table("t", {column_of("a", "integer")});
    table.checks = {check_of("calls_g", {function_id("g")})};
    Schema schema = schema_of({table});
    add(schema, definition_of(ObjectKind::function, "f", {}));
    add(schema, definition_of(ObjectKind::function, "g", {function_id("f")}));
    EXPECT_EQ(affected(schema, {{function_id("f"), Impact::recreated}}), (Words{"calls_g", "function g"}));
}

TEST(Worklist, AResizedColumnAffectsOnlyChecksThatCastArrays) {
    Table table = plan::table("t", {column_of("a", "character varying(10)")});
    table.checks = {check_of("plain", {column_id(t, "a")}), check_of("with_array", {column_id(t, "a")})};
    table.checks[1].expression = "((a)::text = ANY ((ARRAY['x'::character varying])::text[]))";
    table.primary_key = PrimaryKey{.name = "t_pkey", .columns = {"a"}};
    EXPECT_EQ(affected(schema_of({table}), {{column_id(t, "a"), Impact::resized}}), (Words{"with_array"}));
}

TEST(Worklist, AResizedColumnAffectsAGeneratedColumnWithItsIndexAndKey) {
    Column generated = column_of("g", "text");
    generated.generated = Generated{.expression = "upper(a)"};
    generated.depends_on.add(column_id(t, "a"));
    Table table = plan::table("t", {column_of("a", "character varying(10)"), generated});
    table.uniques = {{.name = "t_g_key", .columns = {"g"}}};
    table.indexes = {index_on("t_g_idx", "g")};
    EXPECT_EQ(affected(schema_of({table}), {{column_id(t, "a"), Impact::resized}}),
              (Words{"generated g", "t_g_key", "t_g_idx"}));
}

TEST(Worklist, StatisticsAreRecreatedIfTheyHaveATarget) {
    Schema schema = schema_of({plan::table("t", {column_of("a", "integer")})});
    add(schema, definition_of(ObjectKind::statistics, "plain", {column_id(t, "a")}));
    Definition with_target = definition_of(ObjectKind::statistics, "with_target", {column_id(t, "a")});
    with_target.sql += ";\nALTER STATISTICS with_target SET STATISTICS 500";
    add(schema, with_target);
    EXPECT_EQ(affected(schema, {{column_id(t, "a"), Impact::retyped}}), (Words{"statistics with_target"}));
}

/// A parent with a child that has a local default, and a grandchild with a check.
std::vector<Table> family() {
    Table parent = plan::table("parent", {column_of("a", "integer")});
    Table child = plan::table("child", {column_of("a", "integer")}), grandchild = child;
    grandchild.name = {"", "grandchild"};
    child.inherits = {parent.name};
    grandchild.inherits = {child.name};
    for (Column* each : {&child.columns[0], &grandchild.columns[0]}) each->inherited = true;
    child.columns[0].default_sql = "7";
    grandchild.checks = {check_of("local", {column_id(grandchild.name, "a")})};
    return {parent, child, grandchild};
}

TEST(Worklist, TheColumnsOfDescendantsChangeWithAParents) {
    const Schema schema = schema_of(family());
    EXPECT_EQ(affected(schema, {{column_id({"", "parent"}, "a"), Impact::retyped}}), (Words{"default a", "local"}));
    EXPECT_EQ(affected(schema, {{column_id({"", "parent"}, "a"), Impact::recreated}}), (Words{"local"}));
}

TEST(Worklist, TheColumnsOfATableThatLeavesItsParentStay) {
    const Schema from = schema_of(family());
    Schema to = from;
    at(to, "child").inherits.clear();
    EXPECT_EQ(affected(from, to, {{column_id({"", "parent"}, "a"), Impact::retyped}}), Words{});
}

TEST(Worklist, TriggersOfARecreatedViewAreRecreated) {
    Schema schema = schema_of({plan::table("t", {column_of("a", "integer")})});
    add(schema, view_of("v", "SELECT a FROM t", {column_id(t, "a")}));
    Definition trigger = definition_of(ObjectKind::trigger, "instead", {});
    trigger.table = {"", "v"};
    add(schema, trigger);
    EXPECT_EQ(affected(schema, {{column_id(t, "a"), Impact::retyped}}), (Words{"view v", "trigger instead"}));
}

TEST(Worklist, AMaterializedViewIsRecreatedWithAFunctionThatItsIndexCalls) {
    Schema schema;
    Definition stored = definition_of(ObjectKind::materialized_view, "m", {});
    stored.indexes = {index_on("m_idx", "")};
    stored.indexes[0].depends_on.add(function_id("f"));
    add(schema, stored);
    add(schema, view_of("v", "SELECT a FROM m", {column_id({"", "m"}, "a")}));
    EXPECT_EQ(affected(schema, {{function_id("f"), Impact::recreated}}), (Words{"view v", "materialized_view m"}));
}

TEST(Worklist, AColumnThatDropsItsExpressionKeepsItsValues) {
    Column generated = column_of("g", "integer");
    generated.generated = Generated{.expression = "a + 1"};
    generated.depends_on.add(column_id(t, "a"));
    const Schema from = schema_of({plan::table("t", {column_of("a", "integer"), generated})});
    Schema to = from;
    at(to, "t").columns[1].generated.reset();
    EXPECT_EQ(affected(from, to, {{column_id(t, "a"), Impact::retyped}}), Words{});
    EXPECT_EQ(affected(from, from, {{column_id(t, "a"), Impact::retyped}}), (Words{"generated g"}));
}

TEST(Worklist, ObjectsThatTheChangesDropAreNoDependents) {
    Schema schema = schema_of({plan::table("t", {column_of("a", "integer")})});
    add(schema, view_of("v", "SELECT a FROM t", {column_id(t, "a")}));
    add(schema, view_of("w", "SELECT a FROM v", {column_id({"", "v"}, "a")}));
    const Dependents dependents(schema, schema);
    const ObjectId v{ObjectKind::view, {"", "v"}, {}};
    EXPECT_TRUE(close({{column_id(t, "a"), Impact::retyped}}, {v}, dependents, schema, schema).dependents.empty());
    Schema without = schema;
    without.definitions.erase(v);
    EXPECT_EQ(affected(schema, without, {{v, Impact::recreated}}), (Words{"view w"}));
}

TEST(Worklist, ADependentOfACreatedCastIsOneInTheSecondState) {
    const ObjectId cast{ObjectKind::cast, {"", "(pair AS text)"}, "(pair AS text)"};
    const auto schema = [&](const std::vector<ObjectId>& referenced) {
        Table table = plan::table("t", {column_of("a", "text")});
        table.checks = {check_of("c", referenced)};
        Schema made = schema_of({table});
        add(made, view_of("v", "SELECT ROW(1)::text", referenced));
        return made;
    };
    Schema from = schema({}), to = schema({cast});
    EXPECT_EQ(affected(from, to, {{cast, Impact::recreated}}), Words{}) << "there are no casts";
    Definition created = definition_of(ObjectKind::cast, cast.name.name, {});
    created.arguments = cast.sub;
    add(to, created);
    EXPECT_EQ(affected(from, to, {{cast, Impact::recreated}}), (Words{"c", "view v"}));
    EXPECT_EQ(affected(to, from, {{cast, Impact::recreated}}), (Words{"c", "view v"}));
}

TEST(Worklist, AnAttributeAffectsThePartsThatReadIt) {
    Table table = plan::table("t", {column_of("p", ObjectName{"", "pair"})});
    const auto attribute = [](const char* name) { return ObjectId{ObjectKind::composite, {"", "pair"}, name}; };
    table.checks = {check_of("reads_a", {column_id(t, "p"), attribute("a")}),
                    check_of("reads_b", {column_id(t, "p"), attribute("b")})};
    EXPECT_EQ(affected(schema_of({table}), {{column_id({"", "pair"}, "b"), Impact::recreated}}), (Words{"reads_b"}));
}

TEST(Worklist, AReshapedTypeReshapesTheTypesThatContainIt) {
    const ObjectId pair{ObjectKind::composite, {"", "pair"}, {}}, outer{ObjectKind::composite, {"", "outer"}, {}};
    Column column = column_of("a", "integer");
    column.default_sql = "('(\"(1,2)\",3)'::\"outer\").n";
    column.depends_on.add(outer);
    Schema schema = schema_of({plan::table("t", {column})});
    add(schema, definition_of(ObjectKind::composite, "pair", {}));
    add(schema, definition_of(ObjectKind::composite, "outer", {pair}));
    EXPECT_EQ(affected(schema, {{pair, Impact::reshaped}}), (Words{"default a"}));
}

TEST(Worklist, AReshapedTypeAffectsTheExpressionsThatUseIt) {
    const ObjectId pair{ObjectKind::composite, {"", "pair"}, {}};
    Table table = plan::table("t", {column_of("a", pair.name)});
    table.columns[0].depends_on.add(pair);
    table.checks = {check_of("compares", {column_id(t, "a"), pair}), check_of("is_set", {column_id(t, "a")})};
    Schema schema = schema_of({table});
    add(schema, view_of("attribute", "SELECT (a).x FROM t", {column_id(t, "a"), column_id(pair.name, "x")}));
    add(schema, view_of("constant", "SELECT ROW(1, 2)::pair", {pair}));
    EXPECT_EQ(affected(schema, {{pair, Impact::reshaped}}), (Words{"compares", "view constant"}));
}

}  // namespace
}  // namespace retort::plan
