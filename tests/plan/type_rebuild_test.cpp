#include "plan/postgres/type_rebuild.hpp"

#include <gtest/gtest.h>

#include "tests/plan/passes.hpp"

namespace retort::plan::postgres {
namespace {

const ObjectName e{"", "e"};

/// A table with a column of the enum.
Schema with_enum(std::vector<std::string> labels, std::optional<std::string> default_sql = {}) {
    Table t = table("t", {column_of("c", e)});
    t.columns[0].default_sql = std::move(default_sql);
    Schema made = schema_of({t});
    made.enums.emplace(e, enum_of("e", std::move(labels)));
    return made;
}

Schema with_range(const std::string& subtype) {
    Definition range;
    range.kind = ObjectKind::range;
    range.name = {"", "r"};
    range.sql = "CREATE TYPE r AS RANGE (subtype = " + subtype + ")";
    Schema made = schema_of({table("t", {column_of("c", range.name)})});
    add(made, range);
    return made;
}

TEST(RebuildTypes, AnEnumThatLosesALabelIsRebuiltAndItsColumnConverted) {
    const Schema from = with_enum({"a", "b"}), to = with_enum({"a"});
    Steps steps = compared(from, to);
    const RebuiltTypes rebuilt = rebuild_types(steps, from, to, {});
    EXPECT_EQ(words(steps),
              (Words{"enum e: labels (a, b) → (a)", "old type e dropped", "column t.c: type e__old → e"}));
    EXPECT_EQ(rebuilt.interim, (std::map<ObjectName, ObjectName>{{e, {"", "e__old"}}}));
    EXPECT_EQ(rebuilt.retyped, (std::set<ColumnKey>{{{"", "t"}, "c"}}));
}

TEST(RebuildTypes, AnEnumThatGetsALabelIsAltered) {
    const Schema from = with_enum({"a"}), to = with_enum({"a", "b"});
    Steps steps = compared(from, to);
    EXPECT_TRUE(rebuild_types(steps, from, to, {}).types.empty());
    EXPECT_EQ(words(steps), (Words{"enum e: labels (a) → (a, b)"}));
}

TEST(RebuildTypes, AnEnumIsRebuiltIfADefaultUsesItsNewLabel) {
    const Schema from = with_enum({"a"}, "'a'::e"), to = with_enum({"a", "b"}, "'b'::e");
    Steps steps = compared(from, to);
    EXPECT_EQ(rebuild_types(steps, from, to, {}).types, (std::set<ObjectName>{e}));
    EXPECT_EQ(words(steps), (Words{"enum e: labels (a) → (a, b)", "old type e dropped",
                                   "column t.c: type e__old → e, default 'a'::e → 'b'::e"}));
}

TEST(RebuildTypes, AColumnOfAChangedRangeIsConvertedToTextTemporarily) {
    const Schema from = with_range("integer"), to = with_range("bigint");
    Steps steps = compared(from, to);
    EXPECT_TRUE(rebuild_types(steps, from, to, {}).interim.empty());
    EXPECT_EQ(words(steps), (Words{"range type r dropped", "new range type r", "column t.c: type r → text",
                                   "column t.c: type text → r"}));
}

}  // namespace
}  // namespace retort::plan::postgres
