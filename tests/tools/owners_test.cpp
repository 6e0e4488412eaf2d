// Owners are compared on request, and an object that a plan recreates keeps its owner.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class Owners : public ::testing::Test {
protected:
    Owners() {
        project.configure();
        project.write("models/person.hpp", person());
        project.sql(project.must({"models"}));
    }

    Project project{Dialect::postgresql};
};

TEST_F(Owners, AreComparedOnRequest) {
    const std::string other = project.create_database();
    project.connect(other)->execute(project.must({"models"}));
    project.connect(other)->execute("ALTER TABLE people OWNER TO pg_monitor");
    EXPECT_EQ(project.must({"diff", "live", other}), "");
    const Outcome requested = project.retort({"diff", "--owners", "live", other});
    EXPECT_EQ(requested.status, 1) << requested.err;
    EXPECT_CONTAINS(requested.out, "ALTER TABLE people OWNER TO pg_monitor;");
    project.configure("[filter]\nowners = true\n");
    EXPECT_CONTAINS(project.retort({"diff", other, "live"}).out, "ALTER TABLE people OWNER TO CURRENT_USER;");
    project.sql("ALTER TABLE people OWNER TO pg_monitor");
    EXPECT_EQ(project.must({"diff", "live", other}), "");
    EXPECT_EQ(project.retort({"check"}).status, 0) << "models declare no owners";
}

TEST_F(Owners, AreNotListedWhereTheyAreCompared) {
    project.sql("CREATE TABLE theirs (id integer); ALTER TABLE theirs OWNER TO pg_monitor");
    EXPECT_CONTAINS(project.retort({"inspect", "live"}).err, "not compared: owner ");
    EXPECT_EQ(count(project.retort({"inspect", "--owners", "live"}).err, "not compared"), 0);
}

/// A SECURITY DEFINER function runs with the privileges of its owner.
TEST_F(Owners, OfRecreatedObjectsAreKept) {
    project.sql(
        "ALTER TABLE people ALTER email TYPE varchar(7); CREATE VIEW emails AS SELECT email FROM people;"
        "CREATE FUNCTION first_email(emails) RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT $1.email';"
        "ALTER VIEW emails OWNER TO pg_monitor; ALTER FUNCTION first_email(emails) OWNER TO pg_read_all_data");
    const std::string file = project.must({"revision", "--autogenerate", "-m", "wider"});
    const std::string text = project.read(file.substr(0, file.find('\n')));
    EXPECT_CONTAINS(text, "verified: upgrade, downgrade, upgrade");
    EXPECT_CONTAINS(text, "ALTER VIEW emails OWNER TO pg_monitor;");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT relowner::regrole FROM pg_class WHERE relname = 'emails'"), "pg_monitor");
    EXPECT_EQ(project.value("SELECT proowner::regrole FROM pg_proc WHERE proname = 'first_email'"), "pg_read_all_data");
}

}  // namespace
}  // namespace retort::test
