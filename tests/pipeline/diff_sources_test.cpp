// Two sources of any kind compared with each other.

#include "pipeline/diff_sources.hpp"

#include "diff/rename_candidates.hpp"
#include "pipeline/source_reader.hpp"
#include "tests/pipeline/project.hpp"

namespace retort::migrate::test {
namespace {

using pipeline::Source;
using Kind = pipeline::Source::Kind;

class DiffSources : public testing::TestWithParam<Dialect> {
protected:
    DiffSources() {
        project.declared.dialect = GetParam();
        project.configured = GetParam();
    }

    /// A .sql file with this content.
    Source sql_file(const std::string& sql) {
        const std::string path = folder_.file(std::to_string(++files_) + ".sql");
        write(path, sql);
        return {.kind = Kind::sql_file, .name = path};
    }

    /// A database with the schema of a script.
    Source database(const std::string& sql) {
        databases_.push_back(std::make_unique<TestDatabase>(GetParam()));
        databases_.back()->connect()->execute(sql);
        return {.kind = Kind::database,
                .name = "database " + std::to_string(databases_.size()),
                .url = databases_.back()->url()};
    }

    Source snapshot(const Source& of) { return {.kind = Kind::snapshot, .name = "a.json", .snapshot = read(of)}; }

    /// The revision files, with one that runs `up`.
    Source migrations(const std::string& up) {
        write(project.folder.file("0001.sql"),
              format_revision(revision("aaaaaaaaaaaa", {}, "0001", up, "DROP TABLE users;")));
        return {.kind = Kind::migrations, .name = "migrations"};
    }

    /// The models, with the schema of a script.
    Source models(const std::string& sql) {
        project.declared = read(database(sql));
        return {.kind = Kind::models, .name = "models"};
    }

    Schema read(const Source& source) {
        return pipeline::SourceReader(project, GetParam(), {&source}, false).read(source);
    }

    pipeline::Comparison diff(const Source& from, const Source& to, const pipeline::DiffOptions& options = {}) {
        return pipeline::diff_sources(from, to, project, options);
    }

    TestProject project{TestDatabase(GetParam()).scratch_options()};

private:
    TemporaryFolder folder_;
    int files_ = 0;
    std::vector<std::unique_ptr<TestDatabase>> databases_;
};

INSTANTIATE_TEST_SUITE_P(Engines, DiffSources, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

const std::string older = "CREATE TABLE users (id integer NOT NULL PRIMARY KEY, mail text);\n";
const std::string newer = older + "CREATE TABLE teams (id integer NOT NULL PRIMARY KEY, name text DEFAULT 'none');\n";

TEST_P(DiffSources, EveryKindOfOneSchemaIsEqual) {
    const std::vector<Source> sources = {models(newer), migrations(newer), database(newer), sql_file(newer),
                                         snapshot(database(newer))};
    for (const Source& from : sources)
        for (const Source& to : sources) {
            const pipeline::Comparison found = diff(from, to);
            EXPECT_TRUE(found.empty()) << from.name << " → " << to.name << "\n" << emit::to_text(found.plan.script);
        }
}

TEST_P(DiffSources, EveryKindGivesTheSameDifferences) {
    const std::vector<Source> sources = {models(newer), migrations(newer), database(newer), sql_file(newer),
                                         snapshot(database(newer))};
    const std::vector<std::string> expected = {"new table teams (2 columns, 1 constraint)"};
    const Source from = database(older);
    for (const Source& to : sources) EXPECT_EQ(diff(from, to).plan.differences, expected) << to.name;
}

TEST_P(DiffSources, PlanTurnsFirstSourceIntoSecond) {
    const Source from = database(older), to = sql_file(newer);
    const auto connection = introspect::open(*from.url);
    const std::string script = emit::to_text(diff(from, to).plan.script);
    for (const std::string_view statement : connection->split(script)) connection->execute(statement);
    EXPECT_TRUE(diff(from, to).empty());
    EXPECT_EQ(diff(to, sql_file(older)).plan.differences,
              std::vector<std::string>{"table teams dropped (2 columns, 1 constraint)"});
}

TEST_P(DiffSources, BuildsOnlySourcesWithoutADatabase) {
    const Source file = sql_file(newer);
    diff(database(older), snapshot(database(newer)));
    EXPECT_TRUE(project.activities.empty());
    diff(database(older), file);
    EXPECT_EQ(project.activities, std::vector<std::string>{"building " + file.name + " on a scratch database"});
}

TEST_P(DiffSources, ScratchOfAFileIsAtTheHeadOfTheRevisions) {
    migrations(older);
    const Source file = sql_file(newer);
    pipeline::SourceReader reader(project, GetParam(), {&file}, true);
    EXPECT_EQ(project.version_store(GetParam()).current(reader.database(file)), Heads{"aaaaaaaaaaaa"});
    EXPECT_EQ(reader.read(file).tables.size(), 2U) << "without the version and history tables";
}

TEST_P(DiffSources, SidesAreReportedBeforeRenamesAreSettled) {
    std::vector<std::string> calls;
    pipeline::DiffOptions options;
    options.sides_read = [&](const pipeline::Comparison& sides) {
        calls.push_back("sides_read");
        EXPECT_EQ(sides.from.tables.size(), 1U);
        EXPECT_EQ(sides.to.tables.size(), 1U);
        EXPECT_TRUE(sides.plan.empty());
    };
    options.settle_renames = [&](const Schema& from, Schema& to) {
        calls.push_back("settle_renames");
        const auto rename = diff::find_rename(from, to, "users.mail", "users.email");
        ASSERT_TRUE(rename.has_value());
        diff::declare(to, *rename);
    };
    const Source to = sql_file("CREATE TABLE users (id integer NOT NULL PRIMARY KEY, email text);");
    const pipeline::Comparison found = diff(database(older), to, options);
    EXPECT_EQ(calls, (std::vector<std::string>{"sides_read", "settle_renames"}));
    EXPECT_HAS(emit::to_text(found.plan.script), "RENAME COLUMN mail TO email");
}

TEST_P(DiffSources, NamesOfConstraintsAreComparedOnlyWithoutModels) {
    const auto with_check = [](const std::string& name) {
        return "CREATE TABLE t (id integer, CONSTRAINT " + name + " CHECK (id > 0));";
    };
    const Source from = database(with_check("one"));
    EXPECT_FALSE(diff(from, database(with_check("two"))).empty());
    const Source declared = models(with_check("two"));
    project.declared.tables.begin()->second.checks.front().named = false;
    EXPECT_TRUE(diff(from, declared).empty());
}

TEST_P(DiffSources, DialectIsThatOfASourceElseTheRequestedElseTheConfigured) {
    const Dialect other = GetParam() == Dialect::sqlite ? Dialect::postgresql : Dialect::sqlite;
    const Source file{.kind = Kind::sql_file, .name = "a.sql"};
    const Source live{.kind = Kind::database, .name = "live", .url = TestDatabase(GetParam()).url()};
    project.configured = other;
    EXPECT_EQ(pipeline::common_dialect(project, {}, file, &live), GetParam());
    EXPECT_EQ(pipeline::common_dialect(project, GetParam(), file, &file), GetParam());
    EXPECT_EQ(pipeline::common_dialect(project, {}, file), other);
    project.configured.reset();
    migrations(older);
    EXPECT_HAS(error_of([&] { pipeline::common_dialect(project, {}, file); }), "the dialect of 'a.sql' is unknown");
    EXPECT_HAS(
        error_of([&] { pipeline::common_dialect(project, other, file, &live); }),
        "'live' is " + std::string(to_string(GetParam())) + ", but --dialect is " + std::string(to_string(other)));
}

TEST(DialectOfSources, OfRevisionFilesIsUsedLast) {
    TestProject project({});
    const Source migrations{.kind = Kind::migrations, .name = "migrations"};
    EXPECT_HAS(error_of([&] { pipeline::common_dialect(project, {}, migrations); }), "[RT208]");
    Revision first = revision("aaaaaaaaaaaa", {}, "0001", "SELECT 1;", "SELECT 1;");
    first.dialect = Dialect::sqlite;
    write(project.folder.file("0001.sql"), format_revision(first));
    EXPECT_EQ(pipeline::common_dialect(project, {}, migrations), Dialect::sqlite);
}

TEST(DialectOfSources, SourcesOfTwoEnginesAreNotComparable) {
    TestProject project({});
    const Source sqlite{.kind = Kind::database, .name = "a", .url = sql::parse_url("sqlite:a.db", "a")};
    const Source postgres{.kind = Kind::snapshot, .name = "b", .snapshot = Schema{}};
    EXPECT_HAS(
        error_of([&] { pipeline::diff_sources(sqlite, postgres, project); }),
        "'a' is sqlite and 'b' is postgresql: they can't be compared [RT269]\n  hint: name two sources of one dialect");
}

class DiffSourcesPostgres : public DiffSources {};

INSTANTIATE_TEST_SUITE_P(Engines, DiffSourcesPostgres, testing::Values(Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(DiffSourcesPostgres, RejectsPlanThatAnExcludedViewBlocks) {
    const Source from = database(older + "CREATE VIEW legacy AS SELECT mail FROM users;");
    project.filter.tables.exclude = {"legacy"};
    const Source to = sql_file("CREATE TABLE users (id integer NOT NULL PRIMARY KEY, mail varchar(20));");
    EXPECT_HAS(error_of([&] { diff(from, to); }), "column users.mail changes its type, but view legacy");
}

TEST_P(DiffSourcesPostgres, ViewStaysPopulatedThoughADumpSaysOtherwise) {
    const std::string view = "CREATE MATERIALIZED VIEW v AS SELECT id FROM users";
    EXPECT_TRUE(diff(database(older + view), sql_file(older + view + " WITH NO DATA;")).empty());
}

TEST_P(DiffSourcesPostgres, ListsInheritanceThatNoAlterTableCanChange) {
    const auto with_parents = [](const std::string& parents) {
        return "CREATE TABLE a (id integer); CREATE TABLE b (n text); CREATE TABLE c () INHERITS (" + parents + ");";
    };
    const pipeline::Comparison found = diff(database(with_parents("a, b")), database(with_parents("b, a")));
    const Unsupported expected{"order of the parents of", {"", "c"}, ""};
    EXPECT_TRUE(found.not_compared.contains(expected)) << found.not_compared.size();
}

}  // namespace
}  // namespace retort::migrate::test
