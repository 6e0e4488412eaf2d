#include "schema/data_type.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(DataType, ParsesNameModifierAndDimensions) {
    EXPECT_EQ(parse_data_type("integer"), (DataType{"integer", "", 0}));
    EXPECT_EQ(parse_data_type("character varying(255)"), (DataType{"character varying", "255", 0}));
    EXPECT_EQ(parse_data_type("numeric(10,2)[]"), (DataType{"numeric", "10,2", 1}));
    EXPECT_EQ(parse_data_type("integer[][]"), (DataType{"integer", "", 2}));
    EXPECT_EQ(parse_data_type(""), DataType{});
}

TEST(DataType, ParsesAModifierInTheMiddleOfTheName) {
    EXPECT_EQ(parse_data_type("timestamp(3) with time zone"), (DataType{"timestamp with time zone", "3", 0}));
    EXPECT_EQ(parse_data_type("time(0) without time zone[]"), (DataType{"time without time zone", "0", 1}));
}

TEST(DataType, TheFieldsOfAnIntervalAreOfTheModifier) {
    EXPECT_EQ(parse_data_type("interval(3)"), (DataType{"interval", "3", 0}));
    EXPECT_EQ(parse_data_type("interval year to month"), (DataType{"interval", "year to month", 0}));
    EXPECT_EQ(parse_data_type("interval second(3)[]"), (DataType{"interval", "second(3)", 1}));
    EXPECT_EQ(parse_data_type("intervals (3)"), (DataType{"intervals", "3", 0}));
}

TEST(DataType, DropsSpacesAndBounds) {
    EXPECT_EQ(parse_data_type("NUMERIC (10, 2)"), (DataType{"NUMERIC", "10,2", 0}));
    EXPECT_EQ(parse_data_type("integer [3][4]"), (DataType{"integer", "", 2}));
}

TEST(DataType, BracketsInAQuotedNameAreOfTheName) {
    EXPECT_EQ(parse_data_type("app.\"a(b[c\"(2)[]"), (DataType{"app.\"a(b[c\"", "2", 1}));
}

TEST(DataType, AnOpenBracketIsOfTheName) { EXPECT_EQ(parse_data_type("odd(3"), (DataType{"odd(3", "", 0})); }

TEST(DataType, IsWrittenAsItWasRead) {
    for (const char* text :
         {"integer", "character varying(255)", "numeric(10,2)[]", "timestamp(3) with time zone",
          "time(0) without time zone[]", "interval day to second(3)", "interval(3)", "interval minute[]",
          "timestamp with time zone", "\"a(b\"(2)", "public.geometry(Point,4326)", ""})
        EXPECT_EQ(to_sql(parse_data_type(text)), text);
}

TEST(DataType, ComparesWithoutModifiers) {
    EXPECT_TRUE(same_but_for_modifier("interval second(3)", "interval"));
    EXPECT_TRUE(same_but_for_modifier("character varying(20)[]", "character varying[]"));
    EXPECT_TRUE(same_but_for_modifier("timestamp(3) with time zone", "timestamp with time zone"));
    EXPECT_FALSE(same_but_for_modifier("timestamp(3) with time zone", "timestamp(3) without time zone"));
    EXPECT_FALSE(same_but_for_modifier("character varying(20)", "character varying(20)[]"));
}

TEST(DataType, RecognizesArrays) {
    EXPECT_TRUE(is_array({.sql = "numeric(10,2)[]"}));
    EXPECT_TRUE(is_array({.user_type = {"", "mood"}, .array = true}));
    EXPECT_FALSE(is_array({.sql = "numeric(10,2)"}));
}

}  // namespace
}  // namespace retort
