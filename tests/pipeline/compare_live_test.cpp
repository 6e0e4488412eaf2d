// A live database compared with a declared schema.

#include "pipeline/compare_live.hpp"

#include "diff/rename_candidates.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

class CompareLive : public testing::TestWithParam<Dialect> {
protected:
    /// users (id, `column`), as models declare it.
    Schema declared(const std::string& column) const {
        Schema schema;
        schema.dialect = GetParam();
        Table users;
        users.name.name = "users";
        const char* integer = GetParam() == Dialect::postgresql ? "integer" : "INTEGER";
        const char* text = GetParam() == Dialect::postgresql ? "text" : "TEXT";
        users.columns = {{.name = "id", .type = {.sql = integer}, .nullable = false},
                         {.name = column, .type = {.sql = text}}};
        users.primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}};
        schema.tables[users.name] = users;
        return schema;
    }

    pipeline::Comparison compare(const Schema& schema, const pipeline::LiveOptions& options = {}) {
        scratch::ScratchSource scratch(place.scratch_options());
        return pipeline::compare_live(schema, *database, store, scratch, options);
    }

    void run(const emit::Script& script) {
        const std::string text = emit::to_text(script);
        for (const std::string_view statement : database->split(text)) database->execute(statement);
    }

    TestDatabase place{GetParam()};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{GetParam(), "retort_version", "retort_history"};
};

INSTANTIATE_TEST_SUITE_P(Engines, CompareLive, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(CompareLive, PlanMakesDatabaseMatchModels) {
    const pipeline::Comparison found = compare(declared("name"));
    EXPECT_EQ(found.plan.differences, std::vector<std::string>{"new table users (2 columns, 1 constraint)"});
    EXPECT_TRUE(found.from.tables.empty());
    EXPECT_EQ(found.to.tables.size(), 1U);
    EXPECT_TRUE(database->introspect().tables.empty()) << "comparing does not change the database";
    run(found.plan.script);
    EXPECT_TRUE(compare(declared("name")).empty());
}

TEST_P(CompareLive, VersionTableIsNoDifference) {
    run(compare(declared("name")).plan.script);
    store.create_missing(*database);
    EXPECT_TRUE(compare(declared("name")).empty());
}

TEST_P(CompareLive, SettledRenameIsPlannedAsRename) {
    run(compare(declared("mail")).plan.script);
    pipeline::LiveOptions options;
    options.settle_renames = [](const Schema& live, Schema& desired) {
        const auto rename = diff::find_rename(live, desired, "users.mail", "users.email");
        ASSERT_TRUE(rename.has_value());
        diff::declare(desired, *rename);
    };
    const pipeline::Comparison found = compare(declared("email"), options);
    EXPECT_HAS(emit::to_text(found.plan.script), "RENAME COLUMN mail TO email");
    EXPECT_HAS_NOT(emit::to_text(found.plan.script), "DROP");
}

TEST_P(CompareLive, UndeclaredTableIsDroppedUnlessIgnored) {
    run(compare(declared("name")).plan.script);
    database->execute("CREATE TABLE other (id integer)");
    EXPECT_EQ(compare(declared("name")).plan.differences, std::vector<std::string>{"table other dropped (1 column)"});
    EXPECT_TRUE(compare(declared("name"), {.ignore_undeclared = true}).empty());
}

TEST_P(CompareLive, UndeclaredViewStays) {
    run(compare(declared("name")).plan.script);
    database->execute("CREATE VIEW names AS SELECT name FROM users");
    EXPECT_TRUE(compare(declared("name")).empty());
}

TEST_P(CompareLive, TimesEachPhase) {
    std::vector<Timing> timings;
    compare(declared("name"), {.timings = &timings});
    ASSERT_EQ(timings.size(), 3U);
    EXPECT_EQ(timings[0].phase, "introspection");
    EXPECT_EQ(timings[1].phase, "normalisation");
    EXPECT_EQ(timings[2].phase, "diff and plan");
}

class CompareLivePostgres : public CompareLive {};

INSTANTIATE_TEST_SUITE_P(Engines, CompareLivePostgres, testing::Values(Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(CompareLivePostgres, CommentIsADifferenceUnlessIgnored) {
    run(compare(declared("name")).plan.script);
    database->execute("COMMENT ON TABLE users IS 'by hand'");
    EXPECT_FALSE(compare(declared("name")).empty());
    EXPECT_TRUE(compare(declared("name"), {.ignore_comments = true}).empty());
}

TEST_P(CompareLivePostgres, ListsLiveObjectsThatAreNotCompared) {
    run(compare(declared("name")).plan.script);
    database->execute(
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE later (id integer "
        "GENERATED ALWAYS AS IDENTITY) SERVER s");
    const pipeline::Comparison found = compare(declared("name"));
    EXPECT_TRUE(found.empty());
    ASSERT_EQ(found.not_compared.size(), 1U);
    EXPECT_EQ(found.not_compared.begin()->kind, "foreign table");
}

TEST_P(CompareLivePostgres, ComparesByStructureWithReadOnlyConnectionAndNoScratch) {
    Schema schema = declared("name");
    schema.tables.begin()->second.columns[1].default_sql = "'x'";
    run(compare(schema).plan.script);
    database = introspect::open(place.url(), introspect::Access::read_only);
    scratch::ScratchOptions disabled;
    disabled.none = true;
    scratch::ScratchSource none(disabled);
    const pipeline::Comparison found = pipeline::compare_live(schema, *database, store, none);
    EXPECT_TRUE(found.empty()) << emit::to_text(found.plan.script);
    EXPECT_NE(found.structural, "");
    EXPECT_EQ(compare(schema).structural, "") << "a scratch is used";
}

TEST_P(CompareLivePostgres, RecordsDependentsThatTheFilterExcludes) {
    run(compare(declared("name")).plan.script);
    database->execute("CREATE VIEW legacy AS SELECT name FROM users");
    introspect::Filter filter;
    filter.tables.exclude = {"legacy"};
    store = VersionStore(GetParam(), "retort_version", "retort_history", filter);
    EXPECT_TRUE(compare(declared("name")).empty());
    // Only a plan can drop what the view uses.
    const pipeline::Comparison found = compare(declared("title"));
    EXPECT_FALSE(found.empty());
    EXPECT_TRUE(found.excluded_dependents.contains({{"", "users"}, "name"}));
}

}  // namespace
}  // namespace retort::migrate::test
