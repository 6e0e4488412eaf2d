// Foreign-data wrappers, servers and user mappings of a project: secrets are never printed, SQL files may declare them,
// and servers that no file declares stay.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class ForeignServers : public ::testing::Test {
protected:
    ForeignServers() {
        project.configure();
        project.write("models/person.hpp", person());
    }

    void read_sql_files() const {
        std::string text = project.read("retort.toml");
        text.insert(text.find('\n') + 1, "sql = [\"models/**/*.sql\"]\n");
        project.write("retort.toml", text);
    }

    std::string evolve(const std::string& message) const {
        const std::string path = project.must({"revision", "--autogenerate", "-m", message});
        const std::string text = path.empty() ? "" : project.read(path.substr(0, path.size() - 1));
        EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade");
        project.must({"upgrade"});
        const Outcome check = project.retort({"check"});
        EXPECT_EQ(check.status, 0) << check.out << check.err;
        return text;
    }

    Project project{Dialect::postgresql};
};

constexpr const char* server_with_secrets =
    "CREATE FOREIGN DATA WRAPPER w OPTIONS (api_token 'hidden'); CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host "
    "'h', sslpassword 'hidden'); CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'u', password 'hidden', "
    "passfile "
    "'hidden'); CREATE FOREIGN TABLE f (id integer OPTIONS (secret 'hidden')) SERVER s OPTIONS (passcode 'hidden')";

TEST_F(ForeignServers, OptionsThatMayHoldSecretsAreNeverPrinted) {
    const std::string other = project.create_database();
    project.connect(other)->execute(server_with_secrets);
    for (const std::vector<std::string>& command : {std::vector<std::string>{"inspect", other},
                                                    {"inspect", "--format", "json", other},
                                                    {"diff", "live", other},
                                                    {"diff", other, "live"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_CONTAINS(outcome.out, "USER MAPPING FOR PUBLIC SERVER s");
        EXPECT_EQ(count(outcome.out + outcome.err, "hidden"), 0) << outcome.out << outcome.err;
    }
    EXPECT_CONTAINS(project.retort({"diff", "live", other}).out,
                    "-- without options that hold secrets; set them by hand: ALTER USER MAPPING FOR PUBLIC SERVER s "
                    "OPTIONS (ADD passfile '…', ADD password '…')\n"
                    "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\"user\" 'u');");
}

TEST_F(ForeignServers, ADifferenceInASecretIsNone) {
    const std::string other = project.create_database();
    project.connect(other)->execute(server_with_secrets);
    project.sql(server_with_secrets);
    project.sql("ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET password 'other', DROP passfile)");
    EXPECT_EQ(project.must({"diff", "live", other}), "");
    project.sql("ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET user 'v')");
    EXPECT_CONTAINS(project.retort({"diff", "live", other}).out,
                    "ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET \"user\" 'u');");
}

TEST_F(ForeignServers, SqlFilesDeclareThem) {
    read_sql_files();
    project.write("models/far.sql",
                  "CREATE FOREIGN TABLE far (id integer) SERVER s;\n"
                  "CREATE USER MAPPING FOR PUBLIC SERVER s;\nGRANT USAGE ON FOREIGN SERVER s TO pg_monitor;\n"
                  "CREATE SERVER s FOREIGN DATA WRAPPER w;\nCOMMENT ON SERVER s IS 'far';\n"
                  "CREATE FOREIGN DATA WRAPPER w;\n");
    EXPECT_CONTAINS(evolve("server"), "CREATE SERVER s FOREIGN DATA WRAPPER w;\nCOMMENT ON SERVER s IS 'far';");
    project.write("models/far.sql", "CREATE SERVER s FOREIGN DATA WRAPPER w;\nCREATE FOREIGN DATA WRAPPER w;\n");
    const std::string less = evolve("less");
    EXPECT_CONTAINS(less, "DROP FOREIGN TABLE far;");
    // No file declares a user mapping, so that all of them are kept.
    EXPECT_EQ(count(less.substr(0, less.find("-- migrate:down")), "USER MAPPING"), 0) << less;
}

/// A query of the parent would read the foreign table, whose server has no handler in the scratch database.
TEST_F(ForeignServers, TheParentOfAForeignTableIsProvedWithoutRows) {
    read_sql_files();
    project.write("remote.csv", "1,a@x,7\n");
    project.write("models/far.sql",
                  "CREATE EXTENSION file_fdw; CREATE SERVER far FOREIGN DATA WRAPPER file_fdw;\n"
                  "CREATE FOREIGN TABLE remote (x integer) INHERITS (people) SERVER far OPTIONS (filename '" +
                      (project.folder() / "remote.csv").string() + "', format 'csv');\n");
    evolve("people");
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    const std::string text = evolve("age");
    EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade; without rows in people");
    EXPECT_CONTAINS(text, "ALTER TABLE people ADD COLUMN age integer;");
    EXPECT_EQ(count(text, "remote"), 0) << text;
}

/// An UPDATE of the parent would fail: file_fdw can't update, and the proof reaches no server.
TEST_F(ForeignServers, ABackfillOfTheParentFillsLocalRows) {
    read_sql_files();
    project.write("remote.csv", "1,a@x\n");
    project.write("models/far.sql",
                  "CREATE EXTENSION file_fdw; CREATE SERVER far FOREIGN DATA WRAPPER file_fdw;\n"
                  "CREATE FOREIGN TABLE remote () INHERITS (people) SERVER far OPTIONS (filename '" +
                      (project.folder() / "remote.csv").string() + "', format 'csv');\n");
    evolve("people");
    project.sql("INSERT INTO people VALUES (2, 'b@x')");
    project.write("models/person.hpp", person("std::int32_t age;", "column<&Person::age>().backfill_sql(\"id + 40\")"));
    const std::string text = evolve("age");
    EXPECT_CONTAINS(text, "-- without the rows of foreign tables\nUPDATE ONLY people SET age = id + 40;");
    EXPECT_EQ(project.value("SELECT age FROM ONLY people"), "42");
}

/// The queries of the row checks read local rows, also where the wrapper has no handler.
TEST_F(ForeignServers, RowChecksReadNoForeignRows) {
    project.sql(project.must({"models"}));
    project.sql(
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE TABLE younger () INHERITS "
        "(people); CREATE FOREIGN TABLE remote () INHERITS (younger) SERVER s; INSERT INTO younger VALUES (1, 'aa')");
    const std::string model = person();
    std::string changed = model;
    changed.replace(changed.find("varchar(255)"), 12, "varchar(1)");
    project.write("models/person.hpp", changed);
    const Outcome rejected = project.retort({"revision", "--autogenerate", "-m", "short"});
    EXPECT_EQ(rejected.status, 2);
    EXPECT_CONTAINS(rejected.err, "[RT084]");
    EXPECT_EQ(count(rejected.err, "could not check"), 0) << rejected.err;
    EXPECT_EQ(count(rejected.err, "RT034"), 0) << rejected.err;

    project.write("models/person.hpp", person("std::int32_t age;"));
    const Outcome not_null = project.retort({"revision", "--autogenerate", "-m", "age"});
    EXPECT_CONTAINS(not_null.err, "new column people.age is NOT NULL and has no default, but table people has 1 row");
    EXPECT_EQ(count(not_null.err, "could not check"), 0) << not_null.err;
}

TEST_F(ForeignServers, FilesWithoutServersKeepThem) {
    read_sql_files();
    project.write("models/a.sql",
                  "CREATE VIEW v AS SELECT id FROM people;\nCREATE FOREIGN TABLE f (id integer) SERVER s;\n");
    project.sql("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w");
    EXPECT_EQ(count(evolve("view"), "CREATE SERVER"), 0);
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_foreign_server"), "1");
}

TEST_F(ForeignServers, ARoleThatCannotSeeUserMappingsListsThem) {
    const std::string role = "reader_" + project.value("SELECT current_database()");
    project.sql(std::string(server_with_secrets) + "; CREATE ROLE " + role + " LOGIN");
    const std::string url = url_of(project.value("SELECT current_database()"), role);
    const Outcome outcome = project.retort({"inspect", url});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "not compared: user mapping s for PUBLIC\n");
    EXPECT_CONTAINS(outcome.out, "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'h');");
    EXPECT_EQ(count(outcome.out + outcome.err, "hidden"), 0);
    project.sql("DROP ROLE " + role);
}

}  // namespace
}  // namespace retort::test
