// retort adopt on the revision files of Alembic: their texts, and those that Alembic itself prints.

#include <fmt/format.h>

#include "migrate/foreign/alembic.hpp"
#include "migrate/foreign/python.hpp"
#include "project.hpp"
#include "schema/error.hpp"
#include "tests/support/process.hpp"

namespace retort::test {
namespace {

namespace python = migrate::python;
using migrate::AlembicRevision;
using migrate::ForeignFile;

TEST(PythonLines, AreLogicalOnes) {
    const auto lines = python::lines_of(
        "\"\"\"Title\n\nmore\"\"\"\r\n# comment\nx = ('a'  # no\n     \"b\\n\" r'\\d')\n\ndef f():\n    g(1) \\\n      "
        "  + 2\n"
        "\ty = f'{x}'\n");
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 5U);
    EXPECT_EQ((*lines)[0].tokens[0].text, "Title\n\nmore");
    EXPECT_EQ((*lines)[1].number, 5);
    EXPECT_EQ((*lines)[1].tokens[3].text, "ab\n\\d");
    EXPECT_TRUE((*lines)[1].tokens[3].literal);
    EXPECT_EQ((*lines)[3].indent, 4);
    EXPECT_EQ((*lines)[3].tokens.size(), 6U) << "g ( 1 ) + 2";
    EXPECT_EQ((*lines)[4].indent, 8);
    EXPECT_FALSE((*lines)[4].tokens[2].literal);
    EXPECT_FALSE(python::lines_of("x = 'no end\n"));
    EXPECT_FALSE(python::lines_of("x = '''no end\n"));
}

std::string revision(const std::string& id, const std::string& parent, const std::string& up, const std::string& down,
                     const std::string& date = "2026-05-01 10:20:30.5") {
    return fmt::format(
        "\"\"\"step {0}\n\nRevision ID: {0}\nCreate Date: {4}\n\n\"\"\"\nfrom alembic import op\nimport sqlalchemy as "
        "sa\n\nrevision: str = '{0}'\ndown_revision = {1}\nbranch_labels = None\ndepends_on = None\n\n\n"
        "def upgrade() -> None:\n{2}\n\ndef downgrade() -> None:\n{3}\n",
        id, parent, up, down, date);
}

std::string error_of(const std::vector<ForeignFile>& files) {
    try {
        migrate::read_alembic(files, Dialect::postgresql);
    } catch (const Error& error) {
        return error.diagnostics()[0].message;
    }
    return {};
}

TEST(AlembicFiles, AreReadAndNotRun) {
    const std::vector<AlembicRevision> found = migrate::read_alembic(
        {{"v/b.py",
          revision("bbbb", "'aaaa'",
                   "    \"\"\"Adds it.\"\"\"\n    op.execute('''\n        CREATE TABLE t (at text);\n    ''')\n"
                   "    op.execute(sa.text(\"UPDATE t SET at = '\\\\:x' || 1::text\"),)",
                   "    op.drop_table('t')")},
         {"v/a.py", revision("aaaa", "None", "    pass", "    pass")},
         {"v/helpers.py", "def upgrade(): pass\n"},
         {"v/c.py", revision("cccc", "('bbbb',)", "    op.execute('SELECT :x')", "    raise NotImplementedError()")}},
        Dialect::postgresql);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].revision.id, "aaaa");
    EXPECT_EQ(found[0].up, "");
    EXPECT_TRUE(found[0].revision.down_revisions.empty());
    EXPECT_EQ(found[1].revision.message, "step bbbb");
    EXPECT_EQ(found[1].revision.created, "2026-05-01T10:20:30Z");
    EXPECT_EQ(found[1].revision.down_revisions, std::vector<std::string>{"aaaa"});
    EXPECT_EQ(found[1].up, "CREATE TABLE t (at text);\nUPDATE t SET at = ':x' || 1::text;\n");
    EXPECT_FALSE(found[1].down);
    EXPECT_FALSE(found[2].up) << "a bound parameter";
    EXPECT_FALSE(found[2].down);
}

TEST(AlembicFiles, ThatCanNotBeTakenOver) {
    const std::string pass = "    pass";
    EXPECT_CONTAINS(error_of({{"a.py", revision("aaaa", "make_id()", pass, pass)}}), "its down_revision is no text");
    EXPECT_CONTAINS(error_of({{"a.py", revision("a-b", "None", pass, pass)}}), "'a-b' can't be the id");
    EXPECT_CONTAINS(error_of({{"a.py", revision("aaaa", "'gone'", pass, pass)}}), "no file has the id gone");
    EXPECT_CONTAINS(
        error_of({{"a.py", revision("aaaa", "None", pass, pass)}, {"b.py", revision("aaaa", "None", pass, pass)}}),
        "it has the id aaaa of a.py");
    EXPECT_CONTAINS(
        error_of({{"a.py", revision("aaaa", "'bbbb'", pass, pass)}, {"b.py", revision("bbbb", "'aaaa'", pass, pass)}}),
        "its parents lead back to it");
    EXPECT_CONTAINS(error_of({{"a.py", "revision = 'a\n"}}), "a string without an end");
}

TEST(AlembicScripts, AreSplitByRevision) {
    const auto steps = migrate::alembic_steps(
        "BEGIN;\n\nCREATE TABLE alembic_version (version_num VARCHAR(32));\n\n-- Running upgrade  -> aaaa\n\nCREATE "
        "TABLE t (id INTEGER);\n\nINSERT INTO alembic_version (version_num) VALUES ('aaaa');\n\n-- Running upgrade "
        "aaaa "
        "-> bbbb\n\nCOMMIT;\n\nCREATE INDEX CONCURRENTLY i ON t (id);\n\nBEGIN;\n\nINSERT INTO alembic_versions VALUES "
        "(1);\n\nUPDATE alembic_version SET version_num='bbbb';\n\nCOMMIT;\n",
        migrate::Direction::up);
    ASSERT_EQ(steps.size(), 2U);
    const auto section = [&](const std::string& id) {
        return migrate::alembic_section(Dialect::postgresql, steps.at(id), "alembic_version");
    };
    EXPECT_EQ(section("aaaa").sql, "CREATE TABLE t (id INTEGER);\n");
    EXPECT_TRUE(section("aaaa").transaction);
    EXPECT_EQ(section("bbbb").sql,
              "CREATE INDEX CONCURRENTLY i ON t (id);\nBEGIN;\nINSERT INTO alembic_versions VALUES (1);\nCOMMIT;\n");
    EXPECT_FALSE(section("bbbb").transaction);
    EXPECT_EQ(migrate::alembic_steps("-- Running downgrade bbbb -> aaaa\nx\n", migrate::Direction::down).at("bbbb"),
              "x\n");
}

class AdoptAlembic : public BothEngines {
protected:
    void begin(const std::string& current) {
        project.configure();
        project.write("alembic.ini", "[alembic]\nscript_location = %(here)s/db\n");
        project.sql(
            "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY "
            "KEY "
            "(version_num))");
        if (!current.empty()) project.sql("INSERT INTO alembic_version VALUES ('" + current + "')");
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, AdoptAlembic, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(AdoptAlembic, TextsBecomeRevisionsWithTheSameIds) {
    begin("bbbb");
    project.sql("CREATE TABLE users (id integer PRIMARY KEY, mail text); CREATE INDEX users_mail ON users (mail)");
    project.write("db/versions/1.py",
                  revision("aaaa", "None", "    op.execute('CREATE TABLE users (id integer PRIMARY KEY, mail text)')",
                           "    op.execute('DROP TABLE users')"));
    project.write("db/versions/2.py",
                  revision("bbbb", "'aaaa'", "    op.execute('CREATE INDEX users_mail ON users (mail)')",
                           "    op.execute('DROP INDEX users_mail')"));
    project.write("db/versions/3.py",
                  revision("cccc", "'bbbb'", "    op.execute('CREATE TABLE later (id integer PRIMARY KEY)')",
                           "    op.execute('DROP TABLE later')"));
    const Outcome adopted = project.retort({"adopt", "--yes"});
    EXPECT_EQ(adopted.status, 0) << adopted.err;
    EXPECT_EQ(adopted.out,
              "migrations/0001_step_aaaa.sql\nmigrations/0002_step_bbbb.sql\nmigrations/0003_step_cccc.sql\n");
    EXPECT_CONTAINS(adopted.err, "3 revisions of Alembic in db/versions");
    EXPECT_EQ(adopted.err.find("difference"), std::string::npos) << adopted.err;
    EXPECT_CONTAINS(project.read("retort.toml"), "version_table = \"alembic_version\"\n");
    EXPECT_CONTAINS(project.must({"current"}), "bbbb");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT version_num FROM alembic_version"), "cccc");
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.must({"inspect", project.url()}), "");
}

TEST_P(AdoptAlembic, SaysWhatIsDifferentAndWhatIsMissing) {
    begin("aaaa");
    project.sql("CREATE TABLE users (id integer PRIMARY KEY, by_hand text)");
    project.write(
        "db/versions/1.py",
        revision("aaaa", "None", "    op.execute('CREATE TABLE users (id integer PRIMARY KEY)')", "    pass"));
    EXPECT_CONTAINS(project.retort({"adopt", "--dry-run"}).err, "has 1 difference from the schema");
    project.sql("UPDATE alembic_version SET version_num = 'gone'");
    const Outcome gone = project.retort({"adopt", "--yes"});
    EXPECT_EQ(gone.status, 2);
    EXPECT_CONTAINS(gone.err, "is at gone, and no file of db/versions has this id [RT487]");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "migrations/0001_step_aaaa.sql"));
    EXPECT_CONTAINS(project.retort({"adopt", "--yes", "--alembic", "migrations"}).err, "[RT488]");
}

/// Operations of Alembic need Alembic; without it, the database gets a baseline with the id of its revision.
TEST_P(AdoptAlembic, ABaselineWhereAlembicCanNotRun) {
    begin("aaaa");
    project.sql("CREATE TABLE users (id integer PRIMARY KEY)");
    project.write("db/versions/1.py",
                  revision("aaaa", "None", "    op.create_table('users')", "    op.drop_table('users')"));
    project.write("db/env.py", "raise Exception('no engine: postgresql://app:hunter2@db/app')\n");
    const Outcome adopted = project.retort({"adopt", "--yes"});
    EXPECT_EQ(adopted.status, 0) << adopted.err;
    EXPECT_EQ(adopted.out, "migrations/0000_baseline.sql\n");
    EXPECT_CONTAINS(adopted.err, "the revisions of Alembic are not taken over: upgrade() of db/versions/1.py is more");
    EXPECT_EQ((adopted.out + adopted.err).find("hunter2"), std::string::npos);
    EXPECT_CONTAINS(project.read("migrations/0000_baseline.sql"), "-- revision: aaaa\n");
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
}

TEST_P(AdoptAlembic, OperationsAreWhatAlembicPrints) {
    if (run({"sh", "-c", "command -v alembic"}).status != 0) GTEST_SKIP() << "no alembic";
    begin("bbbb");
    project.sql(
        "CREATE TABLE users (id integer NOT NULL, mail varchar(40), PRIMARY KEY (id)); CREATE INDEX users_mail ON "
        "users (mail)");
    project.write("db/env.py",
                  fmt::format("from alembic import context\ncontext.configure(url='{}', literal_binds=True)\nwith "
                              "context.begin_transaction():\n    context.run_migrations()\n",
                              GetParam() == Dialect::postgresql ? "postgresql://" : "sqlite://"));
    project.write(
        "db/versions/1.py",
        revision("aaaa", "None",
                 "    op.create_table('users', sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),\n"
                 "                    sa.Column('mail', sa.String(40)), sa.PrimaryKeyConstraint('id'))",
                 "    op.drop_table('users')"));
    project.write("db/versions/2.py", revision("bbbb", "'aaaa'", "    op.create_index('users_mail', 'users', ['mail'])",
                                               "    raise NotImplementedError('not back')"));
    const Outcome adopted = project.retort({"adopt", "--yes"});
    EXPECT_EQ(adopted.status, 0) << adopted.err;
    EXPECT_EQ(adopted.out, "migrations/0001_step_aaaa.sql\nmigrations/0002_step_bbbb.sql\n");
    EXPECT_CONTAINS(project.read("migrations/0001_step_aaaa.sql"), "CREATE TABLE users (");
    EXPECT_CONTAINS(project.read("migrations/0001_step_aaaa.sql"), "DROP TABLE users;");
    EXPECT_CONTAINS(project.read("migrations/0002_step_bbbb.sql"), "-- no downgrade: NotImplementedError: not back");
    EXPECT_CONTAINS(adopted.err, "0002 step bbbb (bbbb) has no downgrade: NotImplementedError: not back");
    EXPECT_EQ(project.read("migrations/0002_step_bbbb.sql").find("alembic_version"), std::string::npos);
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
}

}  // namespace
}  // namespace retort::test
