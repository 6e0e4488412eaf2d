#include "plan/attached_indexes.hpp"

#include <gtest/gtest.h>

#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

const ObjectName parent{"", "p"};

/// A partitioned table with one partition.
Schema partitioned() {
    Table p = table("p", {column_of("a", "integer")}), c = table("c", {column_of("a", "integer")});
    p.partition_by = "RANGE (a)";
    c.partition_of = parent;
    c.partition_bound = "FOR VALUES FROM (1) TO (9)";
    c.columns[0].inherited = true;
    return schema_of({p, c});
}

/// The same with an index, to which the partition has one attached.
Schema with_index(bool explicit_name) {
    Schema made = partitioned();
    at(made, "p").indexes = {index_on("p_a_idx", "a")};
    Index attached = index_on(explicit_name ? "chosen" : "c_a_idx", "a");
    attached.named = explicit_name;
    at(made, "c").from_parent->indexes = {attached};
    return made;
}

TEST(AttachedIndexes, AnIndexWithAnExplicitNameIsCreatedBeforeThatOfTheParent) {
    const Schema from = partitioned(), to = with_index(true);
    EXPECT_EQ(words(add_explicit_parts(compared(from, to), from, to)),
              (Words{"c: new index chosen (a)", "p: new index p_a_idx (a)"}));
}

TEST(AttachedIndexes, AnIndexWithAGeneratedNameIsLeftToTheServer) {
    const Schema from = partitioned(), to = with_index(false);
    EXPECT_EQ(words(add_explicit_parts(compared(from, to), from, to)), (Words{"p: new index p_a_idx (a)"}));
}

TEST(AttachedIndexes, AnEquivalentLocalIndexIsCreatedAfterThatOfTheParent) {
    const Schema from = partitioned();
    Schema to = with_index(false);
    at(to, "c").indexes = {index_on("own", "a")};
    Steps steps = compared(from, to);
    put_local_parts_last(steps, to);
    for (const auto& each : all_of<diff::CreateIndex>(steps))
        EXPECT_EQ(each.ancestors, each.table == parent ? std::vector<ObjectName>{} : std::vector<ObjectName>{parent});
    EXPECT_EQ(all_of<diff::CreateIndex>(steps).size(), 2U);
}

TEST(AttachedIndexes, AnotherLocalIndexDoesNotWait) {
    Schema from = partitioned(), to = with_index(false);
    for (Schema* schema : {&from, &to})
        for (const char* name : {"p", "c"}) at(*schema, name).columns.push_back(column_of("b", "integer"));
    at(to, "c").indexes = {index_on("own", "b")};
    Steps steps = compared(from, to);
    put_local_parts_last(steps, to);
    for (const auto& each : all_of<diff::CreateIndex>(steps)) EXPECT_TRUE(each.ancestors.empty()) << each.to.name;
}

TEST(AttachedIndexes, AnExistingLocalIndexIsRecreatedIfTheServerWouldAttachIt) {
    Schema from = partitioned(), to = with_index(false);
    Index own = index_on("own", "a");
    own.named = true;
    own.parts[0].descending = true;  // the server does not compare the sort order
    for (Schema* schema : {&from, &to}) at(*schema, "c").indexes = {own};
    EXPECT_EQ(words(add_explicit_parts(compared(from, to), from, to)),
              (Words{"p: new index p_a_idx (a)", "c: index own (a DESC) dropped", "c: new index own (a DESC)"}));
}

}  // namespace
}  // namespace retort::plan
