// What == compares, and what same_state compares (docs/decisions/0015-equality-and-state.md).

#include "schema/same_state.hpp"

#include <gtest/gtest.h>

#include "schema/schema.hpp"

namespace retort {
namespace {

Schema users() {
    Schema schema;
    Table& table = schema.tables[{"", "users"}];
    table.name = {"", "users"};
    table.columns = {{.name = "id", .type = {.sql = "bigint"}, .nullable = false, .identity = Identity{}},
                     {.name = "email", .type = {.sql = "text"}}};
    table.primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}};
    table.uniques = {{.name = "users_email_key", .columns = {"email"}}};
    table.indexes = {{.name = "users_email", .parts = {{.expression = "lower(email)"}}}};
    schema.enums[{"", "role"}] = {.name = {"", "role"}, .labels = {"admin"}};
    Definition view{.kind = ObjectKind::view, .name = {"", "v"}, .sql = "CREATE VIEW v AS SELECT id FROM users"};
    schema.definitions[id_of(view)] = view;
    return schema;
}

Table& table_of(Schema& schema) { return schema.tables.at({"", "users"}); }

/// Expects a change that only == sees.
template <class Change>
void expect_only_equality_sees(const char* what, Change&& change) {
    const Schema before = users();
    Schema after = users();
    ASSERT_EQ(before, after);
    change(after);
    EXPECT_FALSE(before == after) << what;
    EXPECT_TRUE(same_state(before, after)) << what;
}

/// Expects a change that both see.
template <class Change>
void expect_both_see(const char* what, Change&& change) {
    const Schema before = users();
    Schema after = users();
    change(after);
    EXPECT_FALSE(before == after) << what;
    EXPECT_FALSE(same_state(before, after)) << what;
}

TEST(SameState, IgnoresDirectivesThatEqualitySees) {
    expect_only_equality_sees("rename of a table", [](Schema& s) { table_of(s).transition->renamed_from = "people"; });
    expect_only_equality_sees("rename of a column",
                              [](Schema& s) { table_of(s).columns[1].transition->renamed_from = "mail"; });
    expect_only_equality_sees("USING of a column",
                              [](Schema& s) { table_of(s).columns[1].transition->using_sql = "lower(email)"; });
    expect_only_equality_sees("backfill of a column",
                              [](Schema& s) { table_of(s).columns[1].transition->backfill_sql = "''"; });
    expect_only_equality_sees("earlier label of an enum",
                              [](Schema& s) { s.enums.at({"", "role"}).transition->old_labels["root"] = "admin"; });
    expect_only_equality_sees("rename of an index",
                              [](Schema& s) { table_of(s).indexes[0].renamed_from = std::string("by_mail"); });
}

TEST(SameState, IgnoresPositionsNamePolicyAndManagementThatEqualitySees) {
    expect_only_equality_sees("position of a table",
                              [](Schema& s) { table_of(s).declared = Position{"user.hpp", 3, 1}; });
    expect_only_equality_sees("position of a unique constraint",
                              [](Schema& s) { table_of(s).uniques[0].declared = Position{"user.hpp", 9, 1}; });
    expect_only_equality_sees("explicit name of a key", [](Schema& s) { table_of(s).primary_key->named = true; });
    expect_only_equality_sees("name of an identity's sequence", [](Schema& s) {
        table_of(s).columns[0].identity->sequence = std::string("users_id_seq");
    });
    expect_only_equality_sees("external table", [](Schema& s) { table_of(s).external = true; });
    expect_only_equality_sees("adopted view", [](Schema& s) { s.definitions.begin()->second.adopted = true; });
    expect_only_equality_sees("privileges", [](Schema& s) { s.privileges->compared = true; });
}

TEST(SameState, IgnoresDependenciesThatEqualitySees) {
    expect_only_equality_sees("dependency of a view", [](Schema& s) {
        s.definitions.begin()->second.depends_on.add(column_id({"", "users"}, "id"));
    });
}

TEST(SameState, SeesEveryLevelOfASchema) {
    expect_both_see("dialect", [](Schema& s) { s.dialect = Dialect::sqlite; });
    expect_both_see("schema", [](Schema& s) { s.schemas.insert("auth"); });
    expect_both_see("comment of a schema", [](Schema& s) { s.schema_comments[""] = "ours"; });
    expect_both_see("extension", [](Schema& s) { s.extensions["citext"].name = "citext"; });
    expect_both_see("label", [](Schema& s) { s.enums.at({"", "role"}).labels.push_back("guest"); });
    expect_both_see("sequence", [](Schema& s) { s.sequences[{"", "q"}].name = {"", "q"}; });
    expect_both_see("order of columns", [](Schema& s) { std::swap(table_of(s).columns[0], table_of(s).columns[1]); });
    expect_both_see("type of a column", [](Schema& s) { table_of(s).columns[1].type.sql = "citext"; });
    expect_both_see("identity", [](Schema& s) { table_of(s).columns[0].identity->always = true; });
    expect_both_see("identity removed", [](Schema& s) { table_of(s).columns[0].identity.reset(); });
    expect_both_see("column of a unique constraint", [](Schema& s) { table_of(s).uniques[0].columns = {"id"}; });
    expect_both_see("primary key removed", [](Schema& s) { table_of(s).primary_key.reset(); });
    expect_both_see("expression of an index",
                    [](Schema& s) { table_of(s).indexes[0].parts[0].expression = "upper(email)"; });
    expect_both_see("text of a view", [](Schema& s) { s.definitions.begin()->second.sql += " WHERE id > 0"; });
    expect_both_see("name of a view", [](Schema& s) {
        auto entry = s.definitions.extract(s.definitions.begin());
        entry.key().name.name = "w";
        s.definitions.insert(std::move(entry));
    });
}

}  // namespace
}  // namespace retort
