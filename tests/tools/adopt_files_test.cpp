// retort adopt on a folder of SQL files that another tool runs.

#include <fmt/format.h>

#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

/// A folder of a tool with three migrations, of which the database has two.
struct Tool {
    std::string name;
    std::map<std::string, std::string> files;
    std::string table;             ///< SQL that makes the tool's table; empty: it has none
    std::vector<std::string> ids;  ///< of the revisions
    std::string setting;           ///< in retort.toml
    bool downgrades = true;
};

const std::string one = "CREATE TABLE a (id integer);\n";
const std::string two = "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\n";
const std::string three = "CREATE TABLE c (id integer);\n";

Tool numbered() {
    return {"numbered",
            {{"sql/migrations/1_a.sql", one},
             {"sql/migrations/2-b.sql", "BEGIN;\n" + two + "COMMIT;\n"},
             {"sql/migrations/10_c.sql", three},
             {"sql/migrations/seed.sql", "SELECT 1;"}},
            "",
            {"1", "2", "10"},
            "",
            false};
}

Tool flyway() {
    return {
        "flyway",
        {{"db/migration/V1__a.sql", one},
         {"db/migration/V1.1__b_two.sql", two},
         {"db/migration/V2__c.sql", three},
         {"db/migration/U1__a.sql", "DROP TABLE a;"},
         {"db/migration/U1.1__b.sql", "DROP TABLE b;"},
         {"db/migration/U2__c.sql", "DROP TABLE c;"},
         {"db/migration/R__view.sql", "SELECT 1;"}},
        "CREATE TABLE flyway_schema_history (installed_rank integer, version varchar(50), type varchar(20), success "
        "boolean); INSERT INTO flyway_schema_history VALUES (1, '1', 'SQL', true), (2, '1.1', 'SQL', true), (3, '2', "
        "'SQL', true), (4, '2', 'UNDO_SQL', true), (5, NULL, 'SQL', true)",
        {"1", "1_1", "2"},
        "exclude_tables = [\"flyway_schema_history\"]"};
}

Tool goose() {
    const auto file = [](const std::string& up, const std::string& down) {
        return "-- +goose Up\n-- +goose StatementBegin\n" + up + "-- +goose StatementEnd\n\n-- +goose Down\n" + down +
               "\n";
    };
    return {"goose",
            {{"db/migrations/00001_a.sql", file(one, "DROP TABLE a;")},
             {"db/migrations/00002_b.sql", "-- +goose NO TRANSACTION\n" + file(two, "DROP TABLE b;")},
             {"db/migrations/20260101000000_c.sql", file(three, "DROP TABLE c;")}},
            "CREATE TABLE goose_db_version (id integer, version_id bigint, is_applied boolean); INSERT INTO "
            "goose_db_version VALUES (1, 0, true), (2, 1, true), (3, 2, true)",
            {"00001", "00002", "20260101000000"},
            "exclude_tables = [\"goose_db_version\"]"};
}

Tool golang_migrate() {
    return {"golang-migrate",
            {{"db/migrations/000001_a.up.sql", one},
             {"db/migrations/000001_a.down.sql", "DROP TABLE a;"},
             {"db/migrations/000002_b.up.sql", two},
             {"db/migrations/000002_b.down.sql", "DROP TABLE b;"},
             {"db/migrations/000003_c.up.sql", three},
             {"db/migrations/000003_c.down.sql", "DROP TABLE c;"}},
            "CREATE TABLE schema_migrations (version bigint, dirty boolean); INSERT INTO schema_migrations VALUES (2, "
            "false)",
            {"000001", "000002", "000003"},
            "exclude_tables = [\"schema_migrations\"]"};
}

Tool dbmate() {
    const auto file = [](const std::string& up, const std::string& down) {
        return "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n";
    };
    return {"dbmate",
            {{"db/migrations/20260101000000_a.sql", file(one, "DROP TABLE a;")},
             {"db/migrations/20260102000000_b.sql", file(two, "DROP TABLE b;")},
             {"db/migrations/20260103000000_c.sql", file(three, "DROP TABLE c;")}},
            "CREATE TABLE schema_migrations (version varchar(128)); INSERT INTO schema_migrations VALUES "
            "('20260101000000'), ('20260102000000')",
            {"20260101000000", "20260102000000", "20260103000000"},
            "exclude_tables = [\"schema_migrations\"]"};
}

Tool supabase() {
    return {
        "supabase",
        {{"supabase/migrations/20260101000000_a.sql", one},
         {"supabase/migrations/20260102000000_b.sql", two},
         {"supabase/migrations/20260103000000_c.sql", three}},
        "CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text); INSERT "
        "INTO supabase_migrations.schema_migrations VALUES ('20260101000000'), ('20260102000000')",
        {"20260101000000", "20260102000000", "20260103000000"},
        "exclude_schemas = [\"supabase_migrations\"]",
        false};
}

class AdoptFiles : public ::testing::TestWithParam<std::tuple<Dialect, Tool (*)()>> {
protected:
    AdoptFiles() : tool(std::get<1>(GetParam())()), project(std::get<0>(GetParam())) {
        project.configure();
        project.sql("CREATE TABLE a (id integer); CREATE TABLE b (id integer); INSERT INTO b VALUES (7)");
        for (const auto& [path, text] : tool.files) project.write(path, text);
    }
    void SetUp() override {
        if (tool.name == "supabase" && project.dialect() == Dialect::sqlite) GTEST_SKIP() << "Supabase is PostgreSQL";
        if (!tool.table.empty()) project.sql(tool.table);
    }

    void expect_adopted(const Outcome& adopted) {
        ASSERT_EQ(adopted.status, 0) << adopted.err;
        EXPECT_CONTAINS(adopted.err, fmt::format("found: 3 migrations of {} in ", tool.name));
        EXPECT_EQ(count(adopted.err, "found: "), 1) << adopted.err;
        EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), tool.ids[1]);
        EXPECT_EQ(project.value("SELECT id FROM b"), "7");
        EXPECT_TRUE(project.read("retort.toml").find(tool.setting) != std::string::npos);
        const Outcome check =
            project.retort({"check", "migrations", "live", "--allow", "pending", "--allow", "unknown"});
        EXPECT_EQ(check.status, 0) << check.out << check.err;
        project.must({"upgrade"});
        EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), tool.ids[2]);
        EXPECT_EQ(project.value("SELECT count(*) FROM c"), "0");
        const std::string other = project.create_database();
        project.must({"upgrade", "--database", other});
        EXPECT_EQ(project.must({"inspect", other}), project.must({"inspect", project.url()}));
        if (!tool.downgrades) return;
        project.must({"downgrade", "base", "--database", other});
        EXPECT_EQ(project.must({"inspect", other}), "");
    }

    Tool tool;
    Project project;
};

INSTANTIATE_TEST_SUITE_P(Tools, AdoptFiles,
                         ::testing::Combine(::testing::Values(Dialect::postgresql, Dialect::sqlite),
                                            ::testing::Values(numbered, flyway, goose, golang_migrate, dbmate,
                                                              supabase)),
                         [](const auto& each) {
                             std::string name = std::get<1>(each.param)().name;
                             std::erase(name, '-');
                             return fmt::format("{}_{}", to_string(std::get<0>(each.param)), name);
                         });

TEST_P(AdoptFiles, AreConverted) {
    const auto before = project.files();
    expect_adopted(project.retort({"adopt", "--yes"}));
    for (const auto& [path, text] : tool.files) EXPECT_EQ(project.read(path), text);
    EXPECT_EQ(before.count("migrations"), 0U);
}

TEST_P(AdoptFiles, AreChangedInPlace) {
    for (const char* other : {"sql/migrations/seed.sql", "db/migration/R__view.sql"}) {
        if (!tool.files.contains(other)) continue;
        EXPECT_CONTAINS(project.retort({"adopt", "--yes", "--in-place"}).err, "is no versioned migration");
        std::filesystem::remove(project.folder() / other);
    }
    expect_adopted(project.retort({"adopt", "--yes", "--in-place"}));
    EXPECT_CONTAINS(project.read("retort.toml"), "directory = \"");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "migrations"));
}

class AdoptedFolder : public BothEngines {
protected:
    AdoptedFolder() {
        project.configure();
        project.write("migrations/0001_a.sql", one);
        project.write("migrations/0002_b.sql", two);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, AdoptedFolder, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(AdoptedFolder, IsTheMigrationsFolder) {
    const std::string adopted = project.must({"adopt", "--yes"});
    EXPECT_EQ(adopted, "migrations/0001_a.sql\nmigrations/0002_b.sql\n");
    EXPECT_EQ(project.must({"current"}), "") << "the database is empty";
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM b"), "1");
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
}

TEST_P(AdoptedFolder, IsFoundByTheSchema) {
    project.sql("CREATE TABLE a (id integer); CREATE TABLE other (id integer)");
    const Outcome unknown = project.retort({"adopt", "--yes"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_CONTAINS(unknown.err, "[RT487]");
    EXPECT_EQ(project.retort({"adopt", "--yes", "--stamp", "0009"}).status, 2);
    project.must({"adopt", "--yes", "--stamp", "0001"});
    EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), "0001");
    EXPECT_EQ(project.value("SELECT count(*) FROM other"), "0");
}

TEST_P(AdoptedFolder, HasOneSource) {
    project.write("db/migrations/0001_a.sql", one);
    const Outcome several = project.retort({"adopt", "--yes"});
    EXPECT_EQ(several.status, 2);
    EXPECT_CONTAINS(several.err, "[RT480]");
    EXPECT_EQ(project.retort({"adopt", "--yes", "--files", "db/migrations", "--dry-run"}).status, 0);
}

TEST_P(AdoptedFolder, IsReadWhole) {
    const auto rejects = [&](const std::string& path, const std::string& text, const std::string& part) {
        project.write(path, text);
        const auto before = project.files();
        const Outcome outcome = project.retort({"adopt", "--yes"});
        EXPECT_EQ(outcome.status, 2);
        EXPECT_CONTAINS(outcome.err, part);
        EXPECT_EQ(project.files(), before);
        std::filesystem::remove(project.folder() / path);
    };
    rejects("migrations/2_again.sql", "SELECT 1;", "[RT488]");
    rejects("migrations/0003_c.sql", "\nCREATE TABLE b (id integer);\n", "migrations/0003_c.sql:2:");
}

TEST_P(AdoptedFolder, FitsTheTableOfItsTool) {
    project.sql("CREATE TABLE schema_migrations (version text); INSERT INTO schema_migrations VALUES ('0002')");
    EXPECT_CONTAINS(project.retort({"adopt", "--yes"}).err, "[RT486]");
    project.sql("INSERT INTO schema_migrations VALUES ('0001'), ('0009')");
    EXPECT_CONTAINS(project.retort({"adopt", "--yes"}).err, "has version 0009, of which there is no file");
}

}  // namespace
}  // namespace retort::test
