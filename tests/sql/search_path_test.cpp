#include "sql/search_path.hpp"

#include <gtest/gtest.h>

namespace retort::sql {
namespace {

std::string in(const std::string& url, const std::string& schema, const std::string& environment = "") {
    return in_schema(parse_url(url, "the test"), schema, environment).target;
}

TEST(SearchPath, IsAStartupParameter) {
    EXPECT_EQ(in("postgresql://app@h/app", "t1"), "postgresql://app@h/app?options=-c%20search_path%3D%22t1%22");
    EXPECT_EQ(in("postgresql://app@h/app?sslmode=require", "t1"),
              "postgresql://app@h/app?sslmode=require&options=-c%20search_path%3D%22t1%22");
}

TEST(SearchPath, OtherOptionsStay) {
    EXPECT_EQ(in("postgresql:///app?options=-cwork_mem%3D1MB&port=5433", "t1"),
              "postgresql:///app?port=5433&options=-cwork_mem%3D1MB%20-c%20search_path%3D%22t1%22");
    EXPECT_EQ(in("postgresql:///app", "t1", "-c jit=off"),
              "postgresql:///app?options=-c%20jit%3Doff%20-c%20search_path%3D%22t1%22");
    EXPECT_EQ(in("postgresql:///app?options=-cjit%3Don", "t1", "-c jit=off"),
              "postgresql:///app?options=-cjit%3Don%20-c%20search_path%3D%22t1%22")
        << "libpq ignores PGOPTIONS beside options";
}

TEST(SearchPath, NamesAreQuotedForEachReader) {
    // A quoted identifier, then options of the server, then a URL: a"b, c\d
    EXPECT_EQ(in("postgresql:///app", "a\"b, c\\d"),
              "postgresql:///app?options=-c%20search_path%3D%22a%22%22b%2C%5C%20c%5C%5Cd%22");
}

TEST(SearchPath, MessagesNameTheSchema) {
    const Url url = in_schema(parse_url("postgresql://app:s3cret@h/app", "the test"), "t1");
    EXPECT_EQ(url.display, "postgresql://app:***@h/app, schema t1");
}

}  // namespace
}  // namespace retort::sql
