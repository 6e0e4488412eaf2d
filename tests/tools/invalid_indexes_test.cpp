// Indexes that a failed CREATE INDEX CONCURRENTLY has left.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

constexpr const char* is_valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('uq_note')";

class InvalidIndexes : public ::testing::Test {
protected:
    InvalidIndexes() {
        project.configure();
        declare("");
        project.must({"revision", "--autogenerate", "-m", "people"});
        project.must({"upgrade"});
        project.sql("INSERT INTO people (id, email, note) VALUES (1, 'a', 'same'), (2, 'b', 'same')");
        leave_invalid("uq_note");
    }

    void declare(const std::string& rules) const {
        project.write("models/person.hpp", person("std::optional<std::string> note;", rules));
    }

    void leave_invalid(const std::string& name) const {
        const auto database = project.connect();
        EXPECT_ANY_THROW(database->execute("CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON people (note)"));
        ASSERT_EQ(project.value("SELECT indisvalid FROM pg_index WHERE indexrelid = '" + name + "'::regclass"), "f");
    }

    std::string revision(const std::string& message) const {
        const std::string path = project.must({"revision", "--autogenerate", "-m", message});
        return path.empty() ? "" : project.read(path.substr(0, path.size() - 1));
    }

    Project project{Dialect::postgresql};
};

TEST_F(InvalidIndexes, ADeclaredIndexIsDroppedAndCreated) {
    declare("index<&Person::note>().unique().named(\"uq_note\")");
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 1) << check.err;
    EXPECT_CONTAINS(check.out + check.err, "people: invalid unique index uq_note (note) added by hand");
    EXPECT_CONTAINS(check.out + check.err, "people: new unique index uq_note (note)");

    const Outcome rejected = project.retort({"revision", "--autogenerate", "-m", "unique"});
    EXPECT_EQ(rejected.status, 2);
    EXPECT_CONTAINS(rejected.err, "new unique index uq_note on people: duplicate values in 2 rows [RT084]");

    project.sql("UPDATE people SET note = NULL WHERE id = 2");
    const std::string text = revision("unique");
    EXPECT_CONTAINS(text,
                    "-- uq_note is invalid: CREATE INDEX CONCURRENTLY failed; no downgrade creates it again\n"
                    "DROP INDEX IF EXISTS uq_note;\n");
    EXPECT_CONTAINS(text, "CREATE UNIQUE INDEX uq_note ON people (note);");
    EXPECT_CONTAINS(text, "-- migrate:down\nDROP INDEX uq_note;\n");
    EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade");
    for (const char* turn : {"first", "second"}) {
        project.must({"upgrade"});
        EXPECT_EQ(project.value(is_valid), "t") << turn;
        EXPECT_EQ(project.retort({"check"}).status, 0) << turn;
        project.must({"downgrade", "-1"});
        EXPECT_EQ(project.value(is_valid), "NULL") << turn;
    }
}

TEST_F(InvalidIndexes, AnIndexThatNoModelDeclaresIsDropped) {
    leave_invalid("left_too");
    EXPECT_EQ(project.retort({"check"}).status, 1);
    const std::string text = revision("leave nothing");
    EXPECT_CONTAINS(text, "DROP INDEX IF EXISTS uq_note;");
    EXPECT_CONTAINS(text, "DROP INDEX IF EXISTS left_too;");
    EXPECT_EQ(count(text, "CREATE "), 2) << text;  // in the two comments: "CREATE INDEX CONCURRENTLY failed"
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
    project.must({"downgrade", "-1"});
    project.must({"upgrade"});
}

/// A comparison of two databases creates the index only if it is valid in the second one.
TEST_F(InvalidIndexes, TheSecondDatabaseNeverHasOne) {
    EXPECT_EQ(project.must({"diff", "live", "live"}), "");
    EXPECT_EQ(count(project.must({"inspect", "live"}), "uq_note"), 0);
    const std::string other = project.create_database();
    project.connect(other)->execute(
        "CREATE TABLE people (id bigint PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, "
        "note text)");
    const Outcome to_other = project.retort({"diff", "live", other});
    EXPECT_EQ(count(to_other.out, "INDEX IF EXISTS uq_note"), 1) << to_other.out << to_other.err;
    EXPECT_EQ(count(project.retort({"diff", other, "live"}).out, "uq_note"), 0);
    project.connect(other)->execute("CREATE UNIQUE INDEX uq_note ON people (note)");
    EXPECT_CONTAINS(project.retort({"diff", "live", other}).out, "CREATE UNIQUE INDEX uq_note ON people (note);");
    EXPECT_CONTAINS(project.retort({"diff", other, "live"}).out, "DROP INDEX uq_note;");
}

/// While another session creates the index, only that session knows whether it becomes valid.
TEST_F(InvalidIndexes, AnIndexThatAnotherSessionCreatesIsNotCompared) {
    const auto other = project.connect();
    other->execute("BEGIN; LOCK TABLE people IN SHARE UPDATE EXCLUSIVE MODE");
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 0) << check.out << check.err;
    EXPECT_CONTAINS(check.err, "not compared: invalid index uq_note on people, in use by another session\n");
    EXPECT_EQ(project.retort({"check", "--strict"}).status, 2);
    other->execute("ROLLBACK");
    EXPECT_EQ(project.retort({"check"}).status, 1);
}

TEST_F(InvalidIndexes, AMaterializedViewIsCreatedWithValidOnes) {
    project.sql("DROP INDEX uq_note; CREATE MATERIALIZED VIEW notes AS SELECT note FROM people");
    EXPECT_ANY_THROW(project.sql("CREATE UNIQUE INDEX CONCURRENTLY uq_note ON notes (note)"));
    EXPECT_EQ(count(project.must({"inspect", "live"}), "uq_note"), 0);
    EXPECT_EQ(project.must({"diff", "live", "live"}), "");
    EXPECT_EQ(project.retort({"check", "models", "live"}).status, 0) << "no model declares the view";
}

}  // namespace
}  // namespace retort::test
