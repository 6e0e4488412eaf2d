#include "plan/persistence.hpp"

#include <gtest/gtest.h>

#include "plan/order.hpp"
#include "tests/plan/passes.hpp"

namespace retort::plan {
namespace {

TEST(ReleaseSequences, ASequenceThatDoesNotFollowItsTableIsReleasedAndOwnedAgain) {
    const Schema from = with_sequence(false, false), to = with_sequence(true, false);
    Steps steps = compared(from, to);
    release_sequences(steps, from, to);
    EXPECT_EQ(words(steps), (Words{"table t: UNLOGGED", "sequence s: options", "sequence s: options"}));
    const auto altered = all_of<diff::AlterSequence>(steps);
    EXPECT_TRUE(altered[0].to.owner_table.empty());
    EXPECT_EQ(altered[1].to, owned_sequence(false));
}

TEST(ReleaseSequences, ASequenceThatFollowsItsTableStays) {
    const Schema from = with_sequence(false, false), to = with_sequence(true, true);
    Steps steps = compared(from, to);
    const Words before = words(steps);
    release_sequences(steps, from, to);
    EXPECT_EQ(words(steps), before);
}

/// Tables that reference each other by name: {"a", "b"} is a key of a to b.
Schema with_keys(bool unlogged, const std::vector<std::pair<std::string, std::string>>& keys) {
    std::vector<Table> tables;
    for (const std::string name : {"a", "b", "c"}) {
        Table made = table(name, {column_of("id", "integer")});
        made.unlogged = unlogged;
        for (const auto& [from, to] : keys) {
            if (from != name) continue;
            ForeignKey key = refers("id", to);
            key.name = from + "_to_" + to;
            made.foreign_keys.push_back(std::move(key));
        }
        tables.push_back(std::move(made));
    }
    return schema_of(tables);
}

Words with_recreated_keys(const Schema& from, const Schema& to) {
    Steps steps = compared(from, to);
    recreate_keys_of_cycles(steps, from);
    return words(order(std::move(steps)));
}

TEST(RecreateKeysOfCycles, OneKeyOfACycleIsRecreatedWhenItsTablesBecomeUnlogged) {
    const std::vector<std::pair<std::string, std::string>> keys{{"a", "b"}, {"b", "a"}};
    EXPECT_EQ(with_recreated_keys(with_keys(false, keys), with_keys(true, keys)),
              (Words{"b: foreign key b_to_a (id) → a (id) dropped", "table a: UNLOGGED", "table b: UNLOGGED",
                     "table c: UNLOGGED", "b: new foreign key b_to_a (id) → a (id)"}));
}

TEST(RecreateKeysOfCycles, TheOtherKeyIsRecreatedWhenTheyBecomeLogged) {
    const std::vector<std::pair<std::string, std::string>> keys{{"a", "b"}, {"b", "a"}};
    EXPECT_EQ(with_recreated_keys(with_keys(true, keys), with_keys(false, keys)),
              (Words{"a: foreign key a_to_b (id) → b (id) dropped", "table a: LOGGED", "table b: LOGGED",
                     "table c: LOGGED", "a: new foreign key a_to_b (id) → b (id)"}));
}

TEST(RecreateKeysOfCycles, KeysInNoCycleStay) {
    const std::vector<std::pair<std::string, std::string>> keys{{"a", "b"}, {"b", "c"}, {"c", "c"}};
    EXPECT_EQ(with_recreated_keys(with_keys(false, keys), with_keys(true, keys)),
              (Words{"table a: UNLOGGED", "table b: UNLOGGED", "table c: UNLOGGED"}));
}

}  // namespace
}  // namespace retort::plan
