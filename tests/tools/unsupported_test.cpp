// Unsupported objects of a database are reported, and are an error with --strict;
// privileges are compared on request.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class NotCompared : public ::testing::Test {
protected:
    NotCompared() {
        project.configure();
        project.write("models/person.hpp", person());
        project.sql(project.must({"models"}));
    }

    void hold_what_has_no_words() {
        project.sql(
            "CREATE SCHEMA audit; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
            "CREATE FOREIGN TABLE audit.remote (id integer GENERATED ALWAYS AS IDENTITY) SERVER s;"
            "CREATE FOREIGN TABLE later (id integer GENERATED ALWAYS AS IDENTITY) SERVER s;"
            "CREATE FOREIGN TABLE audit.later (id integer GENERATED ALWAYS AS IDENTITY) SERVER s");
    }

    Project project{Dialect::postgresql};
};

TEST_F(NotCompared, IsReportedOnStandardError) {
    hold_what_has_no_words();
    for (const std::vector<std::string>& command : {std::vector<std::string>{"check"},
                                                    {"diff", "live", "live"},
                                                    {"revision", "--autogenerate", "-m", "x"},
                                                    {"inspect", "live"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
        EXPECT_CONTAINS(outcome.err, "not compared: foreign table audit.remote\n");
        EXPECT_CONTAINS(outcome.err, "not compared: foreign table later\n");
        EXPECT_CONTAINS(outcome.err, "not compared: foreign table audit.later\n");
        EXPECT_EQ(count(outcome.out, "remote"), 0);
    }
}

/// An object that only one side can represent is neither dropped nor created, and its triggers are not either.
TEST_F(NotCompared, IsLeftAloneIfOnlyOneSideCanRepresentIt) {
    const std::string server = "CREATE FOREIGN DATA WRAPPER w;\nCREATE SERVER s FOREIGN DATA WRAPPER w;\n";
    project.write("a.sql", server + "CREATE FOREIGN TABLE f (id integer) SERVER s;\n");
    project.write("b.sql", server +
                               "CREATE FOREIGN TABLE f (id integer GENERATED ALWAYS AS IDENTITY) SERVER s;\n"
                               "CREATE TRIGGER t BEFORE INSERT ON f FOR EACH ROW EXECUTE FUNCTION "
                               "suppress_redundant_updates_trigger();\n");
    for (const auto& [from, to] : {std::pair("a.sql", "b.sql"), std::pair("b.sql", "a.sql")}) {
        const Outcome outcome = project.retort({"diff", from, to});
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_CONTAINS(outcome.err, "not compared: foreign table f\n");
    }
}

TEST_F(NotCompared, ReportsInheritanceThatAlterTableCannotChange) {
    const std::string shared =
        "CREATE TABLE a (x integer); CREATE TABLE b (y integer); CREATE TABLE c () INHERITS (a, b);";
    project.write("a.sql", shared + "CREATE TABLE d (x integer) INHERITS (a);\n");
    project.write("b.sql",
                  "CREATE TABLE a (x integer); CREATE TABLE b (y integer); CREATE TABLE c () INHERITS (b, a); CREATE "
                  "TABLE d () INHERITS (a);\n");
    const Outcome outcome = project.retort({"diff", "a.sql", "b.sql"});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_CONTAINS(outcome.err, "not compared: order of the parents of c\n");
    EXPECT_CONTAINS(outcome.err, "not compared: inheritance of column x in d\n");
    const Outcome same = project.retort({"diff", "--strict", "a.sql", "a.sql"});
    EXPECT_EQ(same.status, 0) << same.err;
    const Outcome strict = project.retort({"diff", "--strict", "a.sql", "b.sql"});
    EXPECT_EQ(strict.status, 2);
    EXPECT_CONTAINS(strict.err, "2 objects are not compared [RT056]");
}

TEST_F(NotCompared, IsErrorWithStrict) {
    EXPECT_EQ(project.retort({"check", "--strict"}).status, 0);
    hold_what_has_no_words();
    for (const std::vector<std::string>& command : {std::vector<std::string>{"check", "--strict"},
                                                    {"diff", "--strict", "live", "live"},
                                                    {"revision", "--autogenerate", "--strict", "-m", "x"},
                                                    {"inspect", "--strict", "live"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 2) << outcome.out << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_CONTAINS(outcome.err, "3 objects are not compared [RT056]");
        EXPECT_CONTAINS(outcome.err, "note: foreign table audit.remote");
    }
}

TEST_F(NotCompared, ExcludedObjectsAreNotReported) {
    hold_what_has_no_words();
    project.configure("[filter]\nexclude_schemas = [\"audit\"]\nexclude_kinds = [\"foreign_*\"]\n");
    const Outcome outcome = project.retort({"check", "--strict"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "not compared"), 0);
}

/// Objects that are not owned by the most frequent owner: one line per role.
TEST_F(NotCompared, OwnersIfMixed) {
    EXPECT_EQ(count(project.retort({"check"}).err, "owner"), 0);
    const std::string role = "owner_" + project.value("SELECT current_database()");
    const std::string me = project.value("SELECT current_user");
    project.sql("CREATE ROLE " + role +
                "; CREATE SCHEMA theirs; CREATE TABLE theirs.a (id serial); CREATE TABLE theirs.b (id integer);"
                "ALTER TABLE theirs.a OWNER TO " +
                role + "; ALTER TABLE theirs.b OWNER TO " + role +
                "; CREATE TYPE mood AS ENUM (); CREATE TYPE sort AS ENUM (); CREATE TYPE kind AS ENUM ()");
    const Outcome check = project.retort({"check"});
    EXPECT_CONTAINS(check.err, "not compared: owner " + role +
                                   " of table theirs.a and 1 more (most objects belong to " + me + ")\n");
    EXPECT_EQ(count(check.err, "not compared"), 1) << check.err;
    EXPECT_CONTAINS(project.retort({"check", "--strict"}).err, "[RT056]");
    for (const char* filter : {"exclude_kinds = [\"owner\"]", "exclude_schemas = [\"theirs\"]"}) {
        project.configure("[filter]\n" + std::string(filter) + "\n");
        EXPECT_EQ(count(project.retort({"check"}).err, "owner"), 0) << filter;
    }
    project.sql("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
}

TEST_F(NotCompared, NonDefaultExtensionVersions) {
    project.sql("CREATE EXTENSION pg_trgm");
    EXPECT_EQ(count(project.retort({"inspect", "live"}).err, "not compared"), 0);
    project.sql("DROP EXTENSION pg_trgm; CREATE EXTENSION pg_trgm VERSION '1.3'");
    const std::string offered =
        project.value("SELECT default_version FROM pg_available_extensions WHERE name = 'pg_trgm'");
    EXPECT_CONTAINS(project.retort({"inspect", "live"}).err,
                    "not compared: extension version pg_trgm 1.3, the server's default is " + offered + "\n");
}

TEST_F(NotCompared, PrivilegesOnRequest) {
    const std::string other = project.create_database();
    project.connect(other)->execute(project.must({"models"}));
    project.connect(other)->execute("GRANT SELECT ON people TO pg_monitor");
    EXPECT_EQ(project.must({"diff", "live", other}), "");
    const Outcome requested = project.retort({"diff", "--privileges", "live", other});
    EXPECT_EQ(requested.status, 1);
    EXPECT_CONTAINS(requested.out, "GRANT SELECT ON TABLE people TO pg_monitor;");
    project.configure("[filter]\nprivileges = true\n");
    EXPECT_CONTAINS(project.retort({"diff", other, "live"}).out, "REVOKE SELECT ON TABLE people FROM pg_monitor;");
    project.sql("GRANT SELECT ON people TO pg_monitor");
    EXPECT_EQ(project.must({"diff", "live", other}), "");
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "GRANT SELECT ON TABLE people TO pg_monitor;");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

/// A view that depends on a retyped column is recreated with its privileges, even if privileges
/// are not compared.
TEST_F(NotCompared, RecreatedObjectKeepsPrivileges) {
    project.sql(
        "ALTER TABLE people ALTER email TYPE varchar(7);"
        "CREATE VIEW emails AS SELECT email FROM people; GRANT SELECT ON emails TO pg_monitor");
    const std::string file = project.must({"revision", "--autogenerate", "-m", "wider"});
    EXPECT_CONTAINS(project.read(file.substr(0, file.find('\n'))), "DROP VIEW emails;");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT has_table_privilege('pg_monitor', 'emails', 'SELECT')"), "t");
}

}  // namespace
}  // namespace retort::test
