#include "schema/json.hpp"

#include <gtest/gtest.h>

#include "schema/error.hpp"

namespace retort {
namespace {

/// One object of every kind, each with a value that is not the default.
Schema everything() {
    Schema schema;
    schema.schemas = {"auth"};
    schema.schema_comments = {{"", "ours"}, {"auth", "who is who"}};
    schema.extensions["citext"] = {"citext", "auth", "case-insensitive"};
    Enum role;
    role.name = {"auth", "user.role"};
    role.labels = {"a", "it's"};
    role.comment = "roles";
    schema.enums[role.name] = role;
    schema.sequences[{"", "s"}] = {{"", "s"}, "integer", {.start = -5, .cycle = true}, {"", "t"}, "c", "seq", true};

    Table table;
    table.name = {"auth", "users"};
    Column id;
    id.name = "id";
    id.type.sql = "bigint";
    id.nullable = false;
    id.identity = Identity{true, {.start = 10, .increment = 2, .minimum = 1, .maximum = 99, .cache = 3}};
    Column kind;
    kind.name = "role";
    kind.type.user_type = role.name;
    kind.type.array = true;
    kind.default_sql = "'{}'";
    kind.comment = "ünïcode \"quoted\"";
    Column sum;
    sum.name = "sum";
    sum.type.sql = "integer";
    sum.generated = Generated{"a + b", true};
    sum.statistics = 100;
    sum.options = {{"n_distinct", "7"}};
    sum.nullable = false;
    sum.not_null = NotNull{"must", true, true, "why"};
    table.columns = {id, kind, sum};
    table.primary_key = PrimaryKey{.name = "users_pkey",
                                   .columns = {"id"},
                                   .without_overlaps = true,
                                   .storage = {{"fillfactor", "60"}},
                                   .tablespace = "fast"};
    table.uniques = {{.name = "u",
                      .columns = {"role"},
                      .nulls_not_distinct = true,
                      .without_overlaps = true,
                      .deferral = Deferral::initially_deferred,
                      .storage = {{"fillfactor", "61"}},
                      .tablespace = "fast"}};
    table.checks = {{.name = "c", .expression = "id > 0", .no_inherit = true, .not_enforced = true}};
    table.foreign_keys = {{.name = "f",
                           .columns = {"id"},
                           .table = {"", "other"},
                           .references = {"id"},
                           .on_delete = Action::restrict_,
                           .on_update = Action::set_null,
                           .match = Match::full,
                           .period = true,
                           .not_enforced = true}};
    table.exclusions = {{.name = "e",
                         .definition = "EXCLUDE USING gist (id WITH =)",
                         .storage = {{"buffering", "on"}},
                         .tablespace = "fast"}};
    Index index;
    index.name = "i";
    index.unique = true;
    index.method = "gin";
    index.parts = {{.column = "id", .descending = true, .nulls = Nulls::last},
                   {.expression = "lower(x)", .statistics = 9}};
    index.predicate = "id > 3";
    index.storage = {{"fillfactor", "70"}};
    table.indexes = {index};
    table.storage = {{"autovacuum_enabled", "false"}};
    table.partition_by = "RANGE (id)";
    table.access_method = "columnar";
    table.clustered_on = "i";
    table.of_type = {"auth", "row"};
    schema.tables[table.name] = table;

    Definition view;
    view.kind = ObjectKind::view;
    view.name = {"", "v"};
    view.sql = "CREATE VIEW v AS SELECT 1";
    view.columns["one"] = {"first", "1", "MAIN", "lz4", 5, {{"n_distinct", "1"}}};
    view.constraint_comments = {{"c", "why"}};
    schema.definitions[id_of(view)] = view;
    schema.privileges->compared = true;
    schema.privileges->grants[{GrantKind::table, table.name, "", "id"}] = {{"", "SELECT", false, false},
                                                                           {"app", "UPDATE", true, true}};
    schema.privileges->grants[{GrantKind::function, {"", "f"}, "integer", ""}] = {{"", "EXECUTE", false, true}};
    *schema.unsupported = {{"cast", {}, "integer to t"}, {"foreign table", {"audit", "remote"}, ""}};
    return schema;
}

TEST(Json, KeepsPrivilegesAndUnsupportedObjects) {
    const Schema schema = everything();
    const Schema read = from_json(to_json(schema), "t.json");
    EXPECT_TRUE(read.privileges->compared);
    EXPECT_EQ(read.privileges->grants, schema.privileges->grants);
    EXPECT_EQ(*read.unsupported, *schema.unsupported);
    Schema silent = schema;
    silent.privileges->compared = false;
    EXPECT_EQ(to_json(silent).find("privileges"), std::string::npos);
}

TEST(Json, RoundTripKeepsEverything) {
    const Schema schema = everything();
    const std::string text = to_json(schema);
    EXPECT_EQ(from_json(text, "t.json"), schema) << text;
    EXPECT_EQ(to_json(from_json(text, "t.json")), text);
    EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(Json, TextThatIsNotUtf8HasNoSnapshot) {
    const auto message = [](const Schema& schema) -> std::string {
        try {
            to_json(schema);
        } catch (const Error& error) {
            return error.what();
        }
        return "no error";
    };
    Schema schema;
    Table table;
    table.name = {"", "notes"};
    table.columns.push_back({.name = "text", .comment = "\x95"});
    schema.tables[table.name] = table;
    EXPECT_EQ(message(schema),
              "tables.notes.columns.text.comment is not valid UTF-8, so the schema has no snapshot [RT296]");
    schema.tables[table.name].columns.front() = {.name = "\xe3"};
    EXPECT_EQ(message(schema),
              "tables.notes.columns.\xEF\xBF\xBD.name is not valid UTF-8, so the schema has no snapshot [RT296]");
    schema.tables.clear();
    schema.tables[{"", "t\xe3"}] = {};
    EXPECT_EQ(message(schema), "tables.t\xEF\xBF\xBD is not valid UTF-8, so the schema has no snapshot [RT296]");
    schema.tables.clear();
    schema.schemas = {"\xc3\xa9", "\xff"};
    EXPECT_EQ(message(schema), "schemas[1] is not valid UTF-8, so the schema has no snapshot [RT296]");
}

/// The comparison of tables ignores it, but a plan needs it when the partition is detached.
TEST(Json, KeepsInheritedPartsOfPartitions) {
    Schema schema;
    Table table;
    table.name = {"", "p"};
    table.partition_of = {"", "m"};
    table.from_parent->primary_key = PrimaryKey{.name = "p_pkey", .columns = {"id"}};
    table.from_parent->indexes.push_back({.name = "p_v_idx", .parts = {{.column = "v"}}});
    schema.tables[table.name] = table;
    const Schema read = from_json(to_json(schema), "t.json");
    EXPECT_EQ(*read.tables.at(table.name).from_parent, *table.from_parent) << to_json(schema);

    *schema.tables.at(table.name).from_parent = {};
    EXPECT_EQ(to_json(schema).find("from_parent"), std::string::npos);
}

TEST(Json, EveryMemberIsSerialized) {
    // Every member must be in the text: without any one of its lines, the text must not read back as the same schema.
    const Schema schema = everything();
    Schema other = schema;
    other.tables.begin()->second.foreign_keys.front().match = Match::simple;
    EXPECT_NE(to_json(other), to_json(schema));
    other = schema;
    other.tables.begin()->second.columns[2].statistics.reset();
    EXPECT_NE(to_json(other), to_json(schema));
    other = schema;
    other.sequences.begin()->second.options.cycle = false;
    EXPECT_NE(to_json(other), to_json(schema));
}

std::string diagnostic_of(const std::string& text) {
    try {
        from_json(text, "t.json");
    } catch (const Error& error) {
        return render(error);
    }
    return "no error";
}

TEST(Json, ReportsLocationInBadSnapshot) {
    EXPECT_NE(diagnostic_of("{\n  \"a\" 1\n}").find("t.json:2:7: error: not valid JSON [RT270]"), std::string::npos)
        << diagnostic_of("{\n  \"a\" 1\n}");
    EXPECT_NE(diagnostic_of("{}").find("it has no \"retort_snapshot\" [RT020]"), std::string::npos)
        << diagnostic_of("{}");
    EXPECT_NE(diagnostic_of(R"({"retort_snapshot": 1})").find("its version is 1"), std::string::npos);
    EXPECT_NE(diagnostic_of(R"({"retort_snapshot": 1e400})").find("a number is out of range"), std::string::npos);
    const std::string text =
        R"({"retort_snapshot": 2, "dialect": "sqlite", "tables": {"t": {"columns": [{"nam": "x"}]}}})";
    EXPECT_NE(diagnostic_of(text).find("at tables.t.columns[0].nam: no such member"), std::string::npos)
        << diagnostic_of(text);
}

}  // namespace
}  // namespace retort
