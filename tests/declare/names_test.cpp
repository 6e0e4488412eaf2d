#include <gtest/gtest.h>

#include "declare/identifiers.hpp"
#include "declare/names.hpp"

namespace retort::declare {
namespace {

Table table_of(const std::string& name, const std::vector<std::string>& columns, const std::string& schema = {}) {
    Table table;
    table.name = {schema, name};
    for (const std::string& each : columns) table.columns.push_back({.name = each, .type = {.sql = "integer"}});
    return table;
}

Schema schema_of(const std::vector<Table>& tables) {
    Schema schema;
    for (const Table& each : tables) schema.tables.emplace(each.name, each);
    return schema;
}

TEST(Identifiers, AreKeptWhereCxxAcceptsThem) {
    for (const char* name : {"id", "user_id", "UserId", "a1", "_id", "index", "table"})
        EXPECT_EQ(identifier(name), name);
}

TEST(Identifiers, OfKeywordsAndMacrosGetAnUnderscore) {
    EXPECT_EQ(identifier("class"), "class_");
    EXPECT_EQ(identifier("and"), "and_");
    EXPECT_EQ(identifier("co_await"), "co_await_");
    EXPECT_EQ(identifier("errno"), "errno_");
    EXPECT_EQ(identifier("linux"), "linux_");
    EXPECT_EQ(identifier("INT_MAX"), "INT_MAX_");
}

TEST(Identifiers, AreMadeOfOtherNames) {
    EXPECT_EQ(identifier("2fa"), "_2fa");
    EXPECT_EQ(identifier("first name"), "first_name");
    EXPECT_EQ(identifier("a__b"), "a_b");
    EXPECT_EQ(identifier("_Id"), "Id");
    EXPECT_EQ(identifier("n/a"), "n_a");
    EXPECT_EQ(identifier("straße"), "strasse");
    EXPECT_EQ(identifier("Größe"), "Groesse");
    EXPECT_EQ(identifier("łódź"), "lodz");
    EXPECT_EQ(identifier("日本"), "u65e5u672c");
    EXPECT_EQ(identifier("?"), "unnamed");
    EXPECT_EQ(identifier(""), "unnamed");
    for (const char* name : {"", "?", "class", "2fa", "a__b", "_Id", "日本", "EOF", "__", "-1"})
        EXPECT_TRUE(is_identifier(identifier(name))) << identifier(name);
}

TEST(TypeNames, AreSingularAndCapitalized) {
    EXPECT_EQ(type_name("users", true), "User");
    EXPECT_EQ(type_name("user_roles", true), "UserRole");
    EXPECT_EQ(type_name("UserRoles", true), "UserRole");
    EXPECT_EQ(type_name("USER_ROLES", true), "UserRole");
    EXPECT_EQ(type_name("user_status", true), "UserStatus");
    EXPECT_EQ(type_name("mood", false), "Mood");
    EXPECT_EQ(type_name("2fa_keys", true), "T2faKey");
    EXPECT_EQ(type_name("t_1_2", true), "T1_2");
    EXPECT_EQ(type_name("日本", true), "U65e5u672c");
}

TEST(Singular, OfEnglishNouns) {
    const std::vector<std::pair<const char*, const char*>> nouns = {
        {"addresses", "address"},   {"boxes", "box"},    {"branches", "branch"}, {"caches", "cache"},
        {"categories", "category"}, {"movies", "movie"}, {"people", "person"},   {"children", "child"},
        {"databases", "database"},  {"heroes", "hero"},  {"status", "status"},   {"analysis", "analysis"},
        {"series", "series"},       {"news", "news"},    {"houses", "house"},    {"sizes", "size"},
        {"statuses", "status"},     {"dns", "dns"},      {"indices", "index"},   {"user", "user"}};
    for (const auto& [plural, singular] : nouns) EXPECT_EQ(singular_of(plural), singular);
}

TEST(Names, OfTablesDiffer) {
    const Names names(schema_of({table_of("user", {"id"}), table_of("users", {"id"}), table_of("USERS", {"id"})}), "");
    EXPECT_EQ(names.table({"", "USERS"}).type, "User");
    EXPECT_EQ(names.table({"", "user"}).type, "User_2");
    EXPECT_EQ(names.table({"", "users"}).type, "Users");
}

TEST(Names, OfMembersDiffer) {
    const Names names(schema_of({table_of("users", {"a b", "a_b", "class", "class_", "User", "schema"})}), "");
    EXPECT_EQ(names.member({"", "users"}, "a_b"), "a_b");
    EXPECT_EQ(names.member({"", "users"}, "a b"), "a_b_2");
    EXPECT_EQ(names.member({"", "users"}, "class_"), "class_");
    EXPECT_EQ(names.member({"", "users"}, "class"), "class_2");
    EXPECT_EQ(names.member({"", "users"}, "User"), "User_");
    EXPECT_EQ(names.member({"", "users"}, "schema"), "schema_");
}

TEST(Names, OfSchemasAreNamespaces) {
    const Names names(schema_of({table_of("users", {"id"}), table_of("users", {"id"}, "auth"),
                                 table_of("t", {"id"}, "std"), table_of("orders", {"id"}, "my shop")}),
                      "app");
    EXPECT_EQ(names.table({"auth", "users"}).space, "auth");
    EXPECT_EQ(names.table({"std", "t"}).space, "std_");
    EXPECT_EQ(names.table({"my shop", "orders"}).space, "my_shop");
    EXPECT_EQ(names.reference("", "User", "auth"), "::app::User");
    EXPECT_EQ(names.reference("auth", "User", ""), "auth::User");
    EXPECT_EQ(names.reference("auth", "User", "auth"), "User");
    EXPECT_EQ(names.qualified("auth", "User"), "app::auth::User");
}

TEST(Names, OfEnumeratorsDiffer) {
    Schema schema = schema_of({table_of("t", {"id"})});
    schema.enums[{"", "mood"}] = {.name = {"", "mood"}, .labels = {"n/a", "n_a", "default", "3d"}};
    const Names names(schema, "");
    EXPECT_EQ(names.enumeration({"", "mood"})->enumerators,
              (std::vector<std::string>{"n_a", "n_a_2", "default_", "_3d"}));
    EXPECT_EQ(names.enumeration({"", "other"}), nullptr);
}

}  // namespace
}  // namespace retort::declare
