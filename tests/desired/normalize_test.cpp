#include "desired/normalize.hpp"

#include "schema/json.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

Column column(const std::string& name, const std::string& type, bool nullable = false,
              std::optional<std::string> default_sql = {}) {
    Column made;
    made.name = name;
    made.type.sql = type;
    made.nullable = nullable;
    made.default_sql = std::move(default_sql);
    made.declared = Position{"user.hpp", 7, 5};
    return made;
}

/// A schema as declared by a model: no expression is in the form in which an engine stores it.
Schema declared(Dialect dialect) {
    Schema schema;
    schema.dialect = dialect;
    Table users;
    users.name.name = "users";
    users.declared = Position{"user.hpp", 3, 8};
    users.columns = {column("id", "integer"), column("name", "character varying(20)", true, "'nobody'"),
                     column("age", "integer", false, "1+1")};
    users.columns[1].transition->renamed_from = "title";
    users.primary_key = PrimaryKey{};
    users.primary_key->name = "users_pkey";
    users.primary_key->columns = {"id"};
    Check check;
    check.name = "users_name_check";
    check.expression = "name in ('a','b')";
    check.declared = Position{"user.hpp", 12, 9};
    users.checks = {check};
    Index index;
    index.name = "users_age_idx";
    index.parts = {IndexPart{}};
    index.parts[0].column = "age";
    index.predicate = "name is not null";
    index.named = true;
    index.renamed_from = std::string("old_idx");
    users.indexes = {index};
    schema.tables[users.name] = users;
    return schema;
}

Schema with_enum() {
    Schema schema = declared(Dialect::postgresql);
    Enum role;
    role.name.name = "user_role";
    role.labels = {"patient", "admin"};
    role.transition->old_labels["Admin"] = "admin";
    schema.enums[role.name] = role;
    Column of_role = column("role", "", false, "'patient'");
    of_role.type.user_type.name = "user_role";
    schema.tables.begin()->second.columns.push_back(of_role);
    return schema;
}

std::string catalog(introspect::Database& database) {
    return value(database,
                 "SELECT (SELECT count(*) FROM pg_class) || ' ' || (SELECT count(*) FROM pg_type) || ' ' || (SELECT "
                 "count(*) FROM pg_namespace)");
}

class NormalizePostgres : public testing::Test {
protected:
    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> live = place.connect();
};

TEST_F(NormalizePostgres, UsesLiveServerAndLeavesNoTrace) {
    const std::string before = catalog(*live);
    const Schema stored = desired::normalize(with_enum(), live.get());
    EXPECT_EQ(catalog(*live), before);
    EXPECT_FALSE(live->in_transaction());
    EXPECT_EQ(value(*live, "SHOW search_path"), "\"$user\", public");

    const Table& users = stored.tables.at({"", "users"});
    EXPECT_EQ(users.find_column("name")->default_sql, "'nobody'::character varying");
    EXPECT_EQ(users.find_column("role")->default_sql, "'patient'::user_role");
    EXPECT_EQ(users.find_column("role")->type.user_type.name, "user_role");
    ASSERT_EQ(users.checks.size(), 1U);
    EXPECT_HAS(users.checks[0].expression, "= ANY");
}

TEST_F(NormalizePostgres, TemporaryTablesAndScratchDatabaseAgree) {
    const auto scratch = place.scratch();
    EXPECT_EQ(to_json(desired::normalize(with_enum(), live.get())),
              to_json(desired::normalize(with_enum(), nullptr, scratch.get())));
}

TEST_F(NormalizePostgres, IgnoresExistingObjects) {
    const Schema alone = desired::normalize(with_enum(), live.get());
    live->execute(
        "CREATE TYPE user_role AS ENUM ('x'); CREATE TABLE users (role user_role); CREATE TABLE other (i integer)");
    EXPECT_EQ(to_json(desired::normalize(with_enum(), live.get())), to_json(alone));
    EXPECT_EQ(desired::normalize(with_enum(), live.get()).tables.size(), 1U);
}

TEST_F(NormalizePostgres, WorksWithEmptySearchPath) {
    live->execute("SET search_path = ''");
    EXPECT_EQ(desired::normalize(with_enum(), live.get()).tables.size(), 1U);
}

TEST_F(NormalizePostgres, ForeignKeyMayReferenceExternalTable) {
    Schema schema = with_enum();
    Table account;
    account.name.name = "account";
    account.external = true;
    account.columns = {column("id", "integer")};
    account.primary_key = PrimaryKey{};
    account.primary_key->name = "account_pkey";
    account.primary_key->columns = {"id"};
    ForeignKey key;
    key.name = "users_id_fkey";
    key.columns = {"id"};
    key.table = account.name;
    key.references = {"id"};
    schema.tables.begin()->second.foreign_keys = {key};
    schema.tables[account.name] = account;
    const Schema stored = desired::normalize(schema, live.get());
    EXPECT_TRUE(*stored.tables.at(account.name).external);
    EXPECT_EQ(stored.tables.at({"", "users"}).foreign_keys.size(), 1U);
}

TEST_F(NormalizePostgres, NamedSchemasUseScratchDatabase) {
    Schema schema = declared(Dialect::postgresql);
    schema.schemas = {"app"};
    Table table = schema.tables.begin()->second;
    schema.tables.clear();
    table.name.schema = "app";
    schema.tables[table.name] = table;
    EXPECT_FALSE(desired::fits_temporary(schema));
    EXPECT_HAS(error_of([&] { desired::normalize(schema, live.get()); }), "[RT037]");
    const auto scratch = place.scratch();
    const Schema stored = desired::normalize(schema, live.get(), scratch.get());
    EXPECT_EQ(stored.tables.at({"app", "users"}).find_column("name")->default_sql, "'nobody'::character varying");
}

TEST_F(NormalizePostgres, UsesScratchDatabaseWithoutTemporaryPrivilege) {
    const std::string name = value(*live, "SELECT current_database()");
    live->execute("REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
    live->execute("CREATE ROLE role_" + name);
    live->execute("SET ROLE role_" + name);
    const std::string message = error_of([&] { desired::normalize(with_enum(), live.get()); });
    const auto scratch = place.scratch();
    EXPECT_EQ(desired::normalize(with_enum(), live.get(), scratch.get()).tables.size(), 1U);
    live->execute("RESET ROLE; DROP ROLE role_" + name);
    EXPECT_HAS(message, "rejects temporary tables: permission denied");
    EXPECT_HAS(message, "scratch_url");
    EXPECT_HAS(message, "[RT037]");
}

TEST_F(NormalizePostgres, ReportsAllServerErrorsAtModelLocations) {
    Schema schema = with_enum();
    Table& users = schema.tables.begin()->second;
    users.checks[0].expression = "nmae in ('a','b')";
    users.find_column("age")->default_sql = "'many'";
    const std::string message = error_of([&] { desired::normalize(schema, live.get()); });
    EXPECT_HAS(message,
               "user.hpp:7:5: error: PostgreSQL rejects the default of users.age: invalid input syntax for type "
               "integer: \"many\" [RT180]");
    EXPECT_HAS(message,
               "user.hpp:12:9: error: PostgreSQL rejects the check constraint users_name_check on users: column "
               "\"nmae\" does not exist [RT180]");
    EXPECT_FALSE(live->in_transaction());
}

TEST_F(NormalizePostgres, ScratchDatabaseReportsSameErrors) {
    Schema schema = with_enum();
    schema.tables.begin()->second.find_column("age")->type.sql = "intger";
    const auto scratch = place.scratch();
    EXPECT_HAS(error_of([&] { desired::normalize(schema, nullptr, scratch.get()); }),
               "user.hpp:7:5: error: PostgreSQL rejects the type of users.age: type \"intger\" does not exist");
}

TEST(NormalizeSqlite, ReadsBackStoredForm) {
    Schema schema = declared(Dialect::sqlite);
    const Schema stored = desired::normalize(schema, nullptr);
    ASSERT_EQ(stored.tables.size(), 1U);
    const Table& users = stored.tables.begin()->second;
    EXPECT_EQ(users.columns.size(), 3U);
    EXPECT_EQ(users.checks.size(), 1U);
    EXPECT_EQ(users.indexes.size(), 1U);
}

TEST(NormalizeSqlite, ReportsEngineErrors) {
    Schema schema = declared(Dialect::sqlite);
    schema.tables.begin()->second.checks[0].expression = "nmae in ('a','b')";
    EXPECT_HAS(error_of([&] { desired::normalize(schema, nullptr); }),
               "user.hpp:12:9: error: SQLite rejects the check constraint users_name_check on users: no such column: "
               "nmae");
}

TEST(NormalizeSqlite, ShowsSourceLineOfModel) {
    const TemporaryFolder folder;
    write(folder.file("m.hpp"), "one\n    check(\"nmae\");\n");
    Schema schema = declared(Dialect::sqlite);
    Check& check = schema.tables.begin()->second.checks[0];
    check.expression = "nmae";
    check.declared = Position{folder.file("m.hpp"), 2, 5};
    EXPECT_HAS(error_of([&] { desired::normalize(schema, nullptr); }), "    2 |     check(\"nmae\");\n      |     ^");
}

class NormalizeBoth : public testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Engines, NormalizeBoth, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(NormalizeBoth, CarriesOverFactsNotStoredInDatabase) {
    const TestDatabase place(GetParam());
    const auto live = place.connect();
    Schema schema = declared(GetParam());
    schema.tables.begin()->second.external = true;
    const Schema stored = desired::normalize(schema, live.get());
    const Table& users = stored.tables.at({"", "users"});
    EXPECT_TRUE(*users.external);
    EXPECT_EQ(users.declared->line, 3);
    EXPECT_EQ(users.find_column("name")->transition->renamed_from, "title");
    EXPECT_EQ(users.find_column("name")->declared->line, 7);
    ASSERT_EQ(users.indexes.size(), 1U);
    EXPECT_TRUE(*users.indexes[0].named);
    EXPECT_EQ(*users.indexes[0].renamed_from, "old_idx");
    ASSERT_EQ(users.checks.size(), 1U);
    EXPECT_EQ(users.checks[0].declared->line, 12);
    EXPECT_FALSE(*users.checks[0].named);
    EXPECT_FALSE(*users.primary_key->named);
}

}  // namespace
}  // namespace retort::migrate::test
