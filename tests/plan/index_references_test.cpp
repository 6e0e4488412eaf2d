#include "plan/index_references.hpp"

#include <gtest/gtest.h>

#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

Table clustered(bool unique) {
    Table made = table("t", {column_of("a", "integer")});
    made.indexes = {index_on("t_a_idx", "a")};
    made.indexes[0].unique = unique;
    made.clustered_on = "t_a_idx";
    return made;
}

TEST(AddIndexReferences, ANewTableIsClusteredByAChangeOfItsOwn) {
    const Schema to = schema_of({clustered(false)});
    const Steps steps = add_index_references(compared(Schema{}, to), Schema{}, to);
    EXPECT_EQ(words(steps), (Words{"new table t", "table t: CLUSTER ON"}));
    EXPECT_EQ(all_of<diff::CreateTable>(steps)[0].to.clustered_on, "");
}

TEST(AddIndexReferences, ARecreatedIndexIsMarkedAgain) {
    const Schema from = schema_of({clustered(false)}), to = schema_of({clustered(true)});
    EXPECT_EQ(words(add_index_references(compared(from, to), from, to)),
              (Words{"t: index t_a_idx (a) dropped", "t: new unique index t_a_idx (a)", "table t: CLUSTER ON"}));
}

TEST(AddIndexReferences, ARecreatedReplicaIdentityIsSetAgain) {
    Table before = clustered(true), after = before;
    for (Table* each : {&before, &after}) {
        each->clustered_on.clear();
        each->replica_identity = "USING INDEX t_a_idx";
    }
    after.indexes[0].parts[0].descending = true;
    const Schema from = schema_of({before}), to = schema_of({after});
    EXPECT_EQ(words(add_index_references(compared(from, to), from, to)).back(), "table t: replica identity");
}

TEST(AddIndexReferences, AnotherIndexIsNotMarked) {
    const Schema from = schema_of({clustered(false)});
    Schema to = from;
    at(to, "t").indexes.push_back(index_on("other", "a"));
    EXPECT_EQ(words(add_index_references(compared(from, to), from, to)), (Words{"t: new index other (a)"}));
}

}  // namespace
}  // namespace retort::plan
