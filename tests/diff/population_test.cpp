#include "diff/population.hpp"

#include <gtest/gtest.h>

namespace retort::diff {
namespace {

Schema with_view(const std::string& query) {
    Definition view;
    view.kind = ObjectKind::materialized_view;
    view.name.name = "m";
    view.sql = "CREATE MATERIALIZED VIEW m AS\n" + query;
    Schema schema;
    schema.definitions[id_of(view)] = view;
    return schema;
}

/// The query of the second state after `keep_population` with the first.
std::string kept(const std::string& from, const std::string& to) {
    Schema after = with_view(to);
    keep_population(with_view(from), after);
    return after.definitions.begin()->second.sql.substr(std::string("CREATE MATERIALIZED VIEW m AS\n").size());
}

TEST(Population, PopulatedStateIsNoDifference) {
    EXPECT_EQ(kept("SELECT 1", "SELECT 1\n  WITH NO DATA"), "SELECT 1");
    EXPECT_EQ(kept("SELECT 1\n  WITH NO DATA", "SELECT 1"), "SELECT 1\n  WITH NO DATA");
}

TEST(Population, RecreatedViewIsPopulatedIfEitherStateIs) {
    EXPECT_EQ(kept("SELECT 1", "SELECT 2\n  WITH NO DATA"), "SELECT 2");
    EXPECT_EQ(kept("SELECT 1\n  WITH NO DATA", "SELECT 2"), "SELECT 2");
    EXPECT_EQ(kept("SELECT 1\n  WITH NO DATA", "SELECT 2\n  WITH NO DATA"), "SELECT 2\n  WITH NO DATA");
}

}  // namespace
}  // namespace retort::diff
