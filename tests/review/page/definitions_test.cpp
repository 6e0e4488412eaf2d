// Parts of tables in one line.

#include "review/page/definitions.hpp"

#include <gtest/gtest.h>

namespace retort::page {
namespace {

TEST(PageDefinitions, Columns) {
    Column column{.name = "c", .type = {.sql = "integer"}, .nullable = false};
    EXPECT_EQ(definition(column), "integer NOT NULL");
    column.default_sql = "7";
    column.collation = "\"C\"";
    column.comment = "it's";
    EXPECT_EQ(definition(column), "integer COLLATE \"C\" NOT NULL DEFAULT 7 COMMENT 'it''s'");
    column = {.name = "g", .type = {.sql = "text"}};
    column.generated = Generated{.expression = "a || b"};
    EXPECT_EQ(definition(column), "text GENERATED ALWAYS AS (a || b) STORED");
}

TEST(PageDefinitions, Constraints) {
    Unique unique;
    unique.columns = {"a", "order"};
    unique.nulls_not_distinct = true;
    EXPECT_EQ(definition(diff::Constraint(unique)), "UNIQUE NULLS NOT DISTINCT (a, \"order\")");
    Check check;
    check.expression = "a > 0";
    check.not_valid = true;
    EXPECT_EQ(definition(diff::Constraint(check)), "CHECK (a > 0) NOT VALID");
    ForeignKey key;
    key.columns = {"a"};
    key.table = {"auth", "users"};
    key.references = {"id"};
    key.on_delete = Action::cascade;
    key.deferral = Deferral::initially_deferred;
    EXPECT_EQ(definition(diff::Constraint(key)),
              "FOREIGN KEY (a) REFERENCES auth.users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED");
}

TEST(PageDefinitions, Indexes) {
    Index index;
    index.unique = true;
    index.method = "gin";
    index.parts = {{.column = "a", .descending = true}, {.expression = "lower(b)"}};
    index.predicate = "a IS NOT NULL";
    EXPECT_EQ(definition(index), "UNIQUE USING gin (a DESC, (lower(b))) WHERE a IS NOT NULL");
}

}  // namespace
}  // namespace retort::page
