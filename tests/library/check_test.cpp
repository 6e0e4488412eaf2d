#include "tests/library/place.hpp"
#include "tests/library/sample.hpp"

namespace retort::test {
namespace {

using sample::Entry;
using sample::LaterNote;
using sample::LaterPerson;
using sample::Note;
using sample::Person;
using sample::Setting;

class Check : public OnBothEngines {};
INSTANTIATE_TEST_SUITE_P(Engines, Check, ::testing::Values(Dialect::postgresql, Dialect::sqlite), dialect_name);

TEST_P(Check, ReportsEverythingForEmptyDatabase) {
    const Differences found = check<Person, Note>(place.url());
    ASSERT_FALSE(found.empty());
    EXPECT_NE(to_string(found).find("new table people"), std::string::npos) << to_string(found);
    EXPECT_NE(to_string(found).find("new table notes"), std::string::npos) << to_string(found);
    EXPECT_TRUE(place.tables().empty()) << "check made something";
}

TEST_P(Check, SqlResolvesDifferences) {
    create_all<Person, Note>(place.url());
    place.run("INSERT INTO people (name) VALUES ('Ada')");
    const Differences found = check<LaterPerson, LaterNote>(place.url());
    const std::string text = to_string(found);
    EXPECT_NE(text.find("new column people.mail"), std::string::npos) << text;
    EXPECT_NE(text.find("column people.name: type"), std::string::npos) << text;
    place.run(found.sql);
    const Differences left = check<LaterPerson, LaterNote>(place.url());
    EXPECT_TRUE(left.empty()) << to_string(left);
    EXPECT_EQ(place.open()->query("SELECT name FROM people").at(0).at(0), "Ada");
}

TEST_P(Check, RequireThrowsAllDifferences) {
    create_all<Person, Note, Setting>(place.url());
    EXPECT_NO_THROW((require<Person, Note, Setting>(place.url())));
    place.run("DROP TABLE settings");
    place.run("ALTER TABLE notes ADD COLUMN extra integer");
    place.run("CREATE TABLE other (id integer PRIMARY KEY)");
    try {
        require<Person, Note, Setting>(place.url());
        FAIL() << "nothing was thrown";
    } catch (const DifferenceError& error) {
        const std::string what = error.what();
        for (const char* part : {"RT090", "column notes.extra dropped", "new table settings", "table other dropped"})
            EXPECT_NE(what.find(part), std::string::npos) << part << " is not in\n" << what;
        EXPECT_EQ(error.differences().changes.size(), 3u);
        EXPECT_NE(error.differences().sql.find("CREATE TABLE settings"), std::string::npos);
    }
}

TEST_P(Check, IgnoresUndeclaredTablesOnRequest) {
    create_all<Person, Note>(place.url());
    create_all<Setting>(place.url());
    EXPECT_FALSE(check<Setting>(place.url()).empty());
    CheckOptions shared;
    shared.ignore_undeclared = true;
    const Differences settings = check<Setting>(place.url(), shared);
    EXPECT_TRUE(settings.empty()) << to_string(settings);
    const Differences people = check<Person, Note>(place.url(), shared);
    EXPECT_TRUE(people.empty()) << to_string(people);
    place.run("DROP TABLE settings");
    EXPECT_FALSE(check<Setting>(place.url(), shared).empty());
}

TEST_P(Check, IgnoresVersionAndHistoryTables) {
    create_all<Setting>(place.url());
    place.run(
        "CREATE TABLE retort_version (version_num varchar(32)); "
        "CREATE TABLE retort_history (revision text, direction text, applied_at text, checksum text)");
    EXPECT_TRUE(check<Setting>(place.url()).empty());
    place.run("ALTER TABLE retort_version RENAME TO alembic_version");
    EXPECT_TRUE(check<Setting>(place.url()).empty()) << "no plan drops a version table of Alembic";
    place.run("ALTER TABLE alembic_version RENAME TO other_version");
    EXPECT_FALSE(check<Setting>(place.url()).empty());
    CheckOptions options;
    options.version_table = "other_version";
    EXPECT_TRUE(check<Setting>(place.url(), options).empty());
}

TEST_P(Check, IgnoresObjectsNotDeclaredInModels) {
    create_all<Setting>(place.url());
    place.run("CREATE VIEW seen AS SELECT key FROM settings");
    EXPECT_TRUE(check<Setting>(place.url()).empty());
}

TEST_P(Check, ReportsUnreachableDatabase) {
    const char* url =
        GetParam() == Dialect::sqlite ? "sqlite:/nowhere/at/all.db" : "postgresql://nobody@127.0.0.1:1/none";
    if (GetParam() == Dialect::postgresql) {
        EXPECT_NE(error_of([&] { require<Setting>(url); }).find("RT031"), std::string::npos);
    } else {
        EXPECT_NE(error_of([&] { create_all<Setting>(url); }).find("RT212"), std::string::npos);
        // A missing file counts as an empty database and is not created.
        EXPECT_FALSE(check<Setting>(place.url()).empty());
        EXPECT_THROW((void)read_file(place.url().substr(7)), std::runtime_error);
    }
}

TEST(CheckPostgres, IgnoresComments) {
    const Place place(Dialect::postgresql);
    create_all<Person, Note>(place.url());
    place.run(
        "COMMENT ON TABLE people IS 'People.'; COMMENT ON COLUMN people.name IS 'as printed'; COMMENT ON TYPE mood IS "
        "'x'");
    const Differences found = check<Person, Note>(place.url());
    EXPECT_TRUE(found.empty()) << to_string(found);
}

TEST(CheckPostgres, ComparesStructurallyWithoutScratchDatabase) {
    const Place place(Dialect::postgresql);
    create_all<Person, Note>(place.url());
    EXPECT_EQ((check<LaterPerson, LaterNote>(place.url()).structural), "");
    place.run("CREATE SCHEMA audit");
    CheckOptions options;
    options.scratch_url = "none";
    EXPECT_NE(check<Entry>(place.url(), options).structural, "") << "temporary tables are in no named schema";
    place.run("DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$");
    const std::string role = "library_" + place.open()->query("SELECT current_database()").at(0).at(0).value();
    place.run("CREATE ROLE " + role + " LOGIN; GRANT pg_read_all_data TO " + role);
    std::string url = place.url();
    url.replace(url.find("//") + 2, url.find('@') - url.find("//") - 2, role);
    const Differences found = check<LaterPerson, LaterNote>(url, options);
    EXPECT_NE(found.structural, "") << to_string(found);
    EXPECT_NE(to_string(found).find("new column people.mail"), std::string::npos) << to_string(found);
    const Differences same = check<Person, Note>(url, options);
    EXPECT_TRUE(same.empty()) << to_string(same);
    place.run("DROP ROLE " + role);
}

TEST(CheckPostgres, NamedSchemasUseScratchDatabase) {
    const Place place(Dialect::postgresql);
    CheckOptions options;
    options.scratch_url = server_url();
    create_all<Entry>(place.url());
    EXPECT_TRUE(check<Entry>(place.url(), options).empty());
    place.run("ALTER TABLE audit.entries DROP CONSTRAINT entries_what_check");
    const Differences found = check<Entry>(place.url(), options);
    ASSERT_EQ(found.changes.size(), 1u) << to_string(found);
    EXPECT_NE(found.changes[0].find("entries_what_check"), std::string::npos) << to_string(found);
}

struct Folded {
    std::int64_t id;
    std::string name;

    static constexpr auto schema() {
        return table("folded", column<&Folded::id>().primary_key(), column<&Folded::name>().check("fold(name) <> ''"));
    }
};
BOOST_DESCRIBE_STRUCT(Folded, (), (id, name))

TEST(CheckSqlite, LoadsExtensions) {
    const Place place(Dialect::sqlite);
    introspect::OpenOptions with_extension;
    with_extension.extensions = {RETORT_TEST_EXTENSION};
    introspect::open(sql::parse_url(place.url(), "test"), introspect::Access::read_write, with_extension)
        ->execute("CREATE TABLE folded (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (fold(name) <> ''))");
    CheckOptions options;
    options.extensions = {RETORT_TEST_EXTENSION};
    EXPECT_EQ(to_string(check<Folded>(place.url(), options)), place.open()->describe() + " matches the models\n");
    // A table that the database has as the models say is not stored again; any other is.
    EXPECT_TRUE(check<Folded>(place.url()).empty());
    place.run("DROP TABLE folded");
    const std::string without = error_of([&] { (void)check<Folded>(place.url()); });
    EXPECT_NE(without.find("no such function: fold"), std::string::npos) << without;
}

}  // namespace
}  // namespace retort::test
