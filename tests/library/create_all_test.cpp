#include "tests/library/place.hpp"
#include "tests/library/sample.hpp"

namespace retort::test {
namespace {

using sample::Entry;
using sample::LaterPerson;
using sample::Note;
using sample::Person;
using sample::Setting;

class CreateAll : public OnBothEngines {};
INSTANTIATE_TEST_SUITE_P(Engines, CreateAll, ::testing::Values(Dialect::postgresql, Dialect::sqlite), dialect_name);

TEST_P(CreateAll, CreatesDeclaredObjects) {
    create_all<Person, Note>(place.url());
    EXPECT_EQ(place.tables(), (Names{"notes", "people"}));
    EXPECT_TRUE((check<Person, Note>(place.url()).empty()));
    place.run("INSERT INTO people (name) VALUES ('Ada')");
    EXPECT_EQ(place.open()->query("SELECT mood FROM people").at(0).at(0), "calm");
}

TEST_P(CreateAll, AcceptsSchemaInsteadOfModels) {
    create_all(place.url(), schema_of<Setting>(GetParam()));
    EXPECT_EQ(place.tables(), (Names{"settings"}));
}

TEST_P(CreateAll, SecondCallChangesNothing) {
    create_all<Person, Note>(place.url());
    place.run("INSERT INTO people (name) VALUES ('Ada')");
    const Schema before = place.open()->introspect();
    create_all<Person, Note>(place.url());
    EXPECT_TRUE(place.open()->introspect() == before);
    EXPECT_EQ(place.open()->query("SELECT name FROM people").size(), 1u);
}

TEST_P(CreateAll, AddsMissingTablesAndKeepsExistingOnes) {
    create_all<Person, Note>(place.url());
    const Schema before = place.open()->introspect();
    create_all<LaterPerson, Setting>(place.url());
    Schema after = place.open()->introspect();
    EXPECT_EQ(after.tables.erase({"", "settings"}), 1u);
    EXPECT_TRUE(after == before);
}

TEST_P(CreateAll, KeepsUndeclaredObjects) {
    place.run("CREATE TABLE other (id integer PRIMARY KEY); CREATE VIEW seen AS SELECT id FROM other");
    create_all<Setting>(place.url());
    EXPECT_EQ(place.tables(), (Names{"other", "settings"}));
    EXPECT_EQ(place.open()->introspect().definitions.size(), 1u);
}

TEST_P(CreateAll, IsAtomic) {
    // The name of an index of notes is used by an index of another table.
    place.run("CREATE TABLE other (id integer); CREATE INDEX notes_person_id_idx ON other (id)");
    const std::string message = error_of([&] { create_all<Person, Note, Setting>(place.url()); });
    EXPECT_NE(message.find("RT038"), std::string::npos) << message;
    EXPECT_NE(message.find("CREATE INDEX"), std::string::npos) << message;
    EXPECT_EQ(place.tables(), (Names{"other"}));
}

TEST_P(CreateAll, DropAllDropsDeclaredObjects) {
    place.run("CREATE TABLE other (id integer PRIMARY KEY)");
    create_all<Person, Note, Setting>(place.url());
    // With rows that reference each other.
    place.run(
        "INSERT INTO people (name) VALUES ('Ada'); INSERT INTO notes (person_id, text) VALUES (1, 'x'); UPDATE people "
        "SET best_note = 1");
    drop_all<Person, Note>(place.url());
    EXPECT_EQ(place.tables(), (Names{"other", "settings"}));
    EXPECT_TRUE(place.open()->introspect().enums.empty());
    drop_all<Person, Note>(place.url());
    EXPECT_EQ(place.tables(), (Names{"other", "settings"}));
}

TEST_P(CreateAll, RejectsSchemaOfOtherDialect) {
    const Dialect other = GetParam() == Dialect::sqlite ? Dialect::postgresql : Dialect::sqlite;
    const std::string message = error_of([&] { create_all(place.url(), schema_of<Setting>(other)); });
    EXPECT_NE(message.find("RT221"), std::string::npos) << message;
    EXPECT_TRUE(place.tables().empty());
}

TEST(CreateAllPostgres, CreatesNamedSchemas) {
    const Place place(Dialect::postgresql);
    create_all<Entry>(place.url());
    EXPECT_EQ(place.tables(), (Names{"audit.entries"}));
    create_all<Entry>(place.url());
    drop_all<Entry>(place.url());
    EXPECT_TRUE(place.tables().empty());
}

TEST(CreateAllPostgres, DropAllFailsForTableWithOtherDependents) {
    const Place place(Dialect::postgresql);
    create_all<Setting, Person, Note>(place.url());
    place.run("CREATE VIEW keys AS SELECT key FROM settings");
    const std::string message = error_of([&] { drop_all<Setting, Person, Note>(place.url()); });
    EXPECT_NE(message.find("view keys depends on table settings"), std::string::npos) << message;
    EXPECT_EQ(place.tables(), (Names{"notes", "people", "settings"}));
}

TEST(CreateAllSqlite, DropAllFailsForTableWithOtherDependents) {
    const Place place(Dialect::sqlite);
    create_all<Setting, Person, Note>(place.url());
    place.run("CREATE VIEW keys AS SELECT key FROM settings");
    const auto drop = [&] { drop_all<Setting, Person, Note>(place.url()); };
    std::string message = error_of(drop);
    EXPECT_NE(message.find("view keys uses it; nothing was dropped [RT295]"), std::string::npos) << message;
    EXPECT_EQ(place.tables(), (Names{"notes", "people", "settings"}));
    place.run("DROP VIEW keys; CREATE TABLE pets (owner integer REFERENCES people (id) ON DELETE CASCADE)");
    message = error_of(drop);
    EXPECT_NE(message.find("table people can't be dropped on " + place.open()->describe() + ": table pets uses it"),
              std::string::npos)
        << message;
    place.run("DROP TABLE pets; CREATE TRIGGER watch AFTER INSERT ON settings BEGIN DELETE FROM notes; END");
    drop();  // with the trigger of its table
    EXPECT_TRUE(place.tables().empty());
}

TEST(Connections, RejectsInvalidUrlImmediately) {
    EXPECT_NE(error_of([] { Connection("mysql://x/y"); }).find("RT030"), std::string::npos);
    EXPECT_NE(error_of([] { Connection(static_cast<const char*>(nullptr)); }).find("RT030"), std::string::npos);
    EXPECT_EQ(Connection("sqlite:a.db").dialect(), Dialect::sqlite);
    EXPECT_EQ(Connection("postgresql+asyncpg://a@b/c").dialect(), Dialect::postgresql);
}

}  // namespace
}  // namespace retort::test
