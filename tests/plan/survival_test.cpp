#include "plan/postgres/survival.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/plan/passes.hpp"

namespace retort::plan::postgres {
namespace {

const ObjectName t{"", "t"};
const ObjectId a = column_id(t, "a");

TEST(Survival, EveryRuleHasItsChapter) {
    for (int kind = 0; kind <= static_cast<int>(DependentKind::other); ++kind)
        for (const Impact impact : all_impacts)
            EXPECT_FALSE(survival_rule(static_cast<DependentKind>(kind), impact).chapter.empty())
                << kind << " " << static_cast<int>(impact);
}

TEST(Survival, EveryDependentOfARecreatedColumnIsRecreated) {
    for (const DependentKind kind :
         {DependentKind::generated_column, DependentKind::inherited_column, DependentKind::check,
          DependentKind::exclusion, DependentKind::key, DependentKind::foreign_key, DependentKind::index,
          DependentKind::routine, DependentKind::view, DependentKind::rule, DependentKind::trigger,
          DependentKind::policy, DependentKind::statistics, DependentKind::other}) {
        const SurvivalRule& rule = survival_rule(kind, Impact::recreated);
        EXPECT_EQ(rule.survival, Survival::recreate) << static_cast<int>(kind);
        EXPECT_EQ(rule.only_if, nullptr) << static_cast<int>(kind);
    }
}

TEST(Survival, TheDefaultOfARecreatedColumnIsDroppedWithIt) {
    Column column = column_of("a", "integer");
    column.default_sql = "f()";
    const Table table = plan::table("t", {column});
    const Dependent dependent{DependentKind::default_, &table, &table.columns[0]};
    EXPECT_EQ(survival(dependent, {a, Impact::recreated}), Survival::keep);
    EXPECT_EQ(survival(dependent, {{ObjectKind::function, {"", "f"}, {}}, Impact::recreated}), Survival::alter);
}

TEST(Survival, TheServerConvertsADefaultUnlessItsColumnChangesWithAParents) {
    EXPECT_EQ(survival_rule(DependentKind::default_, Impact::retyped).survival, Survival::keep);
    EXPECT_EQ(survival_rule(DependentKind::inherited_default, Impact::retyped).survival, Survival::alter);
}

TEST(Survival, ADefaultIsAlteredIfItHasAConstantOfTheReshapedType) {
    Column column = column_of("a", ObjectName{"", "pair"});
    column.default_sql = "'(1,2)'::pair";
    Column other = column, row = column;
    other.default_sql = "f()";
    row.default_sql = "ROW(1, 2)::pair";
    const Table table = plan::table("t", {column, other, row});
    const Impacted reshaped{{ObjectKind::composite, {"", "pair"}, {}}, Impact::reshaped};
    EXPECT_EQ(survival({DependentKind::default_, &table, &table.columns[0]}, reshaped), Survival::alter);
    EXPECT_EQ(survival({DependentKind::default_, &table, &table.columns[1]}, reshaped), Survival::keep);
    EXPECT_EQ(survival({DependentKind::default_, &table, &table.columns[2]}, reshaped), Survival::alter);
}

TEST(Survival, AConstantIsOfTheTypeWithThatName) {
    const ObjectName m{"", "m"};
    EXPECT_TRUE(has_constant_of("'(1)'::m", m));
    EXPECT_TRUE(has_constant_of("('a'::mood, ROW(a)::m[])", m));
    EXPECT_FALSE(has_constant_of("'a'::mood", m));
    EXPECT_FALSE(has_constant_of("a::m", m));
    EXPECT_FALSE(has_constant_of("'a'::m.mood", m));
}

TEST(Survival, ACheckThatReadsAnotherAttributeOutlivesAReshapedType) {
    const Impacted reshaped{{ObjectKind::composite, {"", "pair"}, {}}, Impact::reshaped};
    Check reads, compares;
    reads.depends_on.add({ObjectKind::composite, {"", "pair"}, "x"});
    compares.depends_on.add({ObjectKind::composite, {"", "pair"}, {}});
    const Table table = plan::table("t", {});
    EXPECT_EQ(survival({DependentKind::check, &table, &reads}, reshaped), Survival::keep);
    EXPECT_EQ(survival({DependentKind::check, &table, &compares}, reshaped), Survival::recreate);
}

Survival of_check(const std::string& expression, Impact impact) {
    Check check;
    check.expression = expression;
    const Table table = plan::table("t", {});
    return survival({DependentKind::check, &table, &check}, {a, impact});
}

TEST(Survival, ACheckOutlivesAResizedColumnUnlessItCastsAnArray) {
    const std::string casts = "((a)::text = ANY ((ARRAY['x'::character varying])::text[]))";
    EXPECT_EQ(of_check("length((a)::text) > 0", Impact::resized), Survival::keep);
    EXPECT_EQ(of_check(casts, Impact::resized), Survival::recreate);
    EXPECT_EQ(of_check(casts, Impact::recollated), Survival::recreate);
    EXPECT_EQ(of_check("length((a)::text) > 0", Impact::retyped), Survival::recreate);
}

Survival of_index(const Index& index, Impact impact) {
    const Table table = plan::table("t", {});
    return survival({DependentKind::index, &table, &index}, {a, impact});
}

TEST(Survival, AnIndexOverPlainColumnsOutlivesARetypedColumn) {
    Index index = index_on("t_a_idx", "a");
    index.include = {"b"};
    EXPECT_EQ(of_index(index, Impact::retyped), Survival::keep);
    EXPECT_EQ(of_index(index, Impact::recreated), Survival::recreate);
    index.parts[0].opclass = "text_pattern_ops";
    EXPECT_EQ(of_index(index, Impact::retyped), Survival::recreate);
}

TEST(Survival, AnIndexOfAnotherAccessMethodIsBoundToItsColumnsType) {
    Index index = index_on("t_a_idx", "a");
    index.method = "gist";
    EXPECT_EQ(of_index(index, Impact::retyped), Survival::recreate);
    EXPECT_EQ(of_index(index, Impact::resized), Survival::keep);
    index.parts[0].column = "b";
    EXPECT_EQ(of_index(index, Impact::retyped), Survival::keep);
}

TEST(Survival, AnIndexWithAnExpressionIsReparsed) {
    Index index;
    index.parts = {{.expression = "lower(a)"}};
    index.depends_on.add(a);
    EXPECT_EQ(of_index(index, Impact::retyped), Survival::recreate);
    EXPECT_EQ(of_index(index, Impact::resized), Survival::keep);
    index.predicate = "((a)::text = ANY ((ARRAY['x'::character varying])::text[]))";
    EXPECT_EQ(of_index(index, Impact::resized), Survival::recreate);
}

TEST(Survival, AnIndexWhoseArrayCastReadsAnotherColumnOutlivesAResizedOne) {
    Index index = index_on("t_a_idx", "a");
    index.predicate = "((b)::text = ANY ((ARRAY['x'::character varying])::text[]))";
    index.depends_on.add(column_id(t, "b"));
    EXPECT_EQ(of_index(index, Impact::resized), Survival::keep);
}

TEST(Survival, TheServerRecreatesStatisticsUnlessTheyHaveATarget) {
    Definition statistics;
    statistics.kind = ObjectKind::statistics;
    statistics.sql = "CREATE STATISTICS s ON a, b FROM t";
    const auto answer = [&](Impact impact) {
        return survival({DependentKind::statistics, nullptr, &statistics}, {a, impact});
    };
    EXPECT_EQ(answer(Impact::retyped), Survival::keep);
    EXPECT_EQ(answer(Impact::recreated), Survival::recreate);
    statistics.sql += ";\nALTER STATISTICS s SET STATISTICS 500";
    EXPECT_EQ(answer(Impact::retyped), Survival::recreate);
    EXPECT_EQ(answer(Impact::resized), Survival::recreate);
}

TEST(Survival, AFunctionOutlivesAReshapedArgumentTypeUnlessItHasAConstantOfIt) {
    Definition function;
    function.kind = ObjectKind::function;
    function.sql = "CREATE FUNCTION f(p pair)\n RETURNS integer\nRETURN (p).x";
    const Impacted reshaped{{ObjectKind::composite, {"", "pair"}, {}}, Impact::reshaped};
    EXPECT_EQ(survival({DependentKind::routine, nullptr, &function}, reshaped), Survival::keep);
    function.sql = "CREATE FUNCTION f()\n RETURNS pair\nRETURN '(1,2)'::pair";
    EXPECT_EQ(survival({DependentKind::routine, nullptr, &function}, reshaped), Survival::recreate);
    function.sql = "CREATE FUNCTION f()\n RETURNS pair\n LANGUAGE sql\nAS $$ SELECT '(1,2)'::pair $$";
    EXPECT_EQ(survival({DependentKind::routine, nullptr, &function}, reshaped), Survival::keep);
}

TEST(Survival, AForeignKeyNeedsTheSameCollationOnBothSides) {
    EXPECT_EQ(survival_rule(DependentKind::foreign_key, Impact::recollated).survival, Survival::recreate);
    EXPECT_EQ(survival_rule(DependentKind::foreign_key, Impact::resized).survival, Survival::keep);
}

}  // namespace
}  // namespace retort::plan::postgres
