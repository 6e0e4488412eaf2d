#include "diff/type_parts.hpp"

#include <gtest/gtest.h>

namespace retort::diff {
namespace {

Definition domain(const std::string& sql) { return {.kind = ObjectKind::domain, .name = {"", "d"}, .sql = sql}; }

TEST(TypeParts, DomainWithAllClauses) {
    const DomainParts parts = domain_parts(domain(
        R"(CREATE DOMAIN "x AS y" AS character varying(20)[] COLLATE "C" DEFAULT '{NOT NULL, CONSTRAINT}'::text[])"
        R"( NOT NULL CONSTRAINT "a ""b""" CHECK (((VALUE)::text <> ' CONSTRAINT x CHECK')))"
        R"( CONSTRAINT c CHECK ((VALUE IS NOT NULL)) NOT VALID)"));
    EXPECT_EQ(parts.base, "character varying(20)[]");
    EXPECT_EQ(parts.collation, "\"C\"");
    EXPECT_EQ(parts.default_sql, "'{NOT NULL, CONSTRAINT}'::text[]");
    EXPECT_TRUE(parts.not_null);
    EXPECT_EQ(parts.constraints,
              (std::map<std::string, std::string>{{"a \"b\"", "CHECK (((VALUE)::text <> ' CONSTRAINT x CHECK'))"},
                                                  {"c", "CHECK ((VALUE IS NOT NULL)) NOT VALID"}}));
}

TEST(TypeParts, PlainDomainHasOnlyType) {
    EXPECT_EQ(bare_domain(domain("CREATE DOMAIN d AS text COLLATE \"C\" DEFAULT 'x'::text NOT NULL")).sql,
              "CREATE DOMAIN d AS text COLLATE \"C\"");
}

TEST(TypeParts, CompositeAttributes) {
    const Definition type{.kind = ObjectKind::composite,
                          .name = {"", "c"},
                          .sql = R"(CREATE TYPE c AS (a numeric(10,2), "b, c" text COLLATE "C", d app."Kind"[]))"};
    EXPECT_EQ(
        attributes_of(type),
        (std::vector<Attribute>{{"a", "numeric(10,2)", ""}, {"b, c", "text", "\"C\""}, {"d", "app.\"Kind\"[]", ""}}));
    Schema schema;
    schema.enums[{"app", "Kind"}].name = {"app", "Kind"};
    EXPECT_EQ(components(type, schema).back(), (Type{.sql = {}, .user_type = {"app", "Kind"}, .array = true}));
    EXPECT_EQ(with_components(type, {{{"app", "Kind"}, {"app", "Kind__old"}}}, schema).sql,
              R"(CREATE TYPE c AS (a numeric(10,2), "b, c" text COLLATE "C", d app."Kind__old"[]))");
}

TEST(TypeParts, BaseTypeOfNestedDomain) {
    Schema schema;
    const Definition low{
        .kind = ObjectKind::domain, .name = {"", "low"}, .sql = "CREATE DOMAIN low AS integer NOT NULL"};
    const Definition high{.kind = ObjectKind::domain, .name = {"", "high"}, .sql = "CREATE DOMAIN high AS low"};
    schema.definitions = {{id_of(low), low}, {id_of(high), high}};
    EXPECT_EQ(underlying({.sql = {}, .user_type = {"", "high"}}, schema), (Type{.sql = "integer"}));
    EXPECT_EQ(underlying({.sql = {}, .user_type = {"", "high"}, .array = true}, schema).user_type.name, "high");
}

}  // namespace
}  // namespace retort::diff
