#include "migrate/sample_values.hpp"

#include <gtest/gtest.h>

namespace retort::migrate::test {
namespace {

using Values = std::vector<std::string>;

TEST(LiteralsIn, StringsAndNumbersWithTheirNeighbours) {
    EXPECT_EQ(literals_in("state = ANY (ARRAY['open'::text, 'it''s'::text])"), (Values{"open", "it's"}));
    EXPECT_EQ(literals_in("level <= 250"), (Values{"250", "251", "249", "500"}));
    EXPECT_EQ(literals_in("length(name) >= 3"), (Values{"3", "4", "2", "6", "xxx"}));
    EXPECT_EQ(literals_in("a < 9223372036854775807"), Values{"9223372036854775807"});
    EXPECT_EQ(literals_in("a IS NOT NULL"), Values{});
}

TEST(SampleValues, FollowTheType) {
    Schema schema;
    Enum mood;
    mood.name = {"", "mood"};
    mood.labels = {"sad", "glad"};
    schema.enums.emplace(mood.name, mood);
    EXPECT_EQ(sample_values({.sql = {}, .user_type = mood.name}, schema), mood.labels);
    EXPECT_EQ(sample_values({.sql = {}, .user_type = mood.name, .array = true}, schema), Values{"{}"});
    EXPECT_EQ(sample_values({.sql = "integer[]"}, schema), Values{"{}"});
    EXPECT_EQ(sample_values({.sql = "bit(3)"}, schema), (Values{"111", "000"}));
    EXPECT_EQ(sample_values({.sql = "character varying(20)"}, schema).front(), "a");
}

}  // namespace
}  // namespace retort::migrate::test
