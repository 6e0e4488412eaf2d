
#include "migrate/runner.hpp"
#include "support.hpp"
#include "tests/support/process.hpp"

namespace retort::migrate::test {
namespace {

class ScriptTest : public testing::TestWithParam<Dialect> {
protected:
    bool postgres() const { return GetParam() == Dialect::postgresql; }

    /// Runs the script with the engine's own shell, as a user would.
    void run(const std::string& script) {
        retort::test::RunOptions options;
        options.input = script;
        const std::string target = place.url().target;
        const auto outcome = retort::test::run(
            postgres() ? std::vector<std::string>{"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-", target}
                       : std::vector<std::string>{"sqlite3", "-bail", target},
            options);
        EXPECT_EQ(outcome.status, 0) << outcome.err << "\n" << script;
    }

    std::string tables() {
        std::string names;
        for (const auto& row :
             place.connect()->query(postgres() ? "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND "
                                                 "relnamespace = 'public'::regnamespace ORDER BY relname COLLATE \"C\""
                                               : "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            names += row[0].value_or("") + " ";
        return names;
    }

    TestDatabase place{GetParam()};
    VersionStore store{GetParam(), "retort_version", "migration_history"};
    Chain chain{{revision("aaaa", {}, "0001", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1) -- no semicolon",
                          "DROP TABLE a"),
                 revision("bbbb", {"aaaa"}, "0002", "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;", "DROP TABLE b",
                          " transaction:false"),
                 revision("cccc", {"bbbb"}, "0003", "CREATE TABLE c (id integer);", "DROP TABLE c;")}};
};

INSTANTIATE_TEST_SUITE_P(Engines, ScriptTest, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(ScriptTest, EqualsRun) {
    run(script(chain, store, "head", Direction::up));
    const auto database = place.connect();
    EXPECT_EQ(tables(), "a b c migration_history retort_version ");
    EXPECT_EQ(store.known_current(*database, chain), Heads{"cccc"});
    const auto history = store.history(*database);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[1].revision, "bbbb");
    EXPECT_FALSE(history[1].duration_ms.has_value());

    run(script(chain, store, "head:aaaa", Direction::down));
    EXPECT_EQ(tables(), "a migration_history retort_version ");
    EXPECT_EQ(store.current(*database), Heads{"aaaa"});

    run(script(chain, store, "aaaa:+1", Direction::up));
    EXPECT_EQ(store.current(*database), Heads{"bbbb"});
    EXPECT_TRUE(Runner(*database, chain, store).downgrade("base").after.empty()) << "a run goes on from there";
}

TEST_P(ScriptTest, IsDeterministic) {
    EXPECT_EQ(script(chain, store, "base:head", Direction::up), script(chain, store, "head", Direction::up));
    EXPECT_EQ(script(chain, store, "head:head", Direction::up), "");
}

TEST_P(ScriptTest, SetsVersionInTransactionOfSection) {
    const std::string text = script(chain, store, "aaaa:bbbb", Direction::up);
    EXPECT_HAS(text,
               "BEGIN;\nCREATE TABLE b (id integer);\nUPDATE retort_version SET version_num = 'bbbb' WHERE version_num "
               "= 'aaaa';\n");
}

TEST_P(ScriptTest, DowngradeRequiresRange) {
    EXPECT_HAS(error_of([&] { script(chain, store, "base", Direction::down); }), "give both ends: head:base");
}

TEST_P(ScriptTest, IncludesStamp) {
    run(stamp_script(chain, store, "bbbb"));
    EXPECT_EQ(store.current(*place.connect()), Heads{"bbbb"});
    run(stamp_script(chain, store, "bbbb:cccc"));
    EXPECT_EQ(store.current(*place.connect()), Heads{"cccc"});
}

TEST(PostgresScript, CreatesSchemaOfVersionTable) {
    const TestDatabase place(Dialect::postgresql);
    const VersionStore store(Dialect::postgresql, "auth.alembic_version_auth", "migration_history");
    const Chain chain({revision("aaaa", {}, "0001", "CREATE TABLE a (id integer);", "")});
    const auto database = place.connect();
    database->execute(script(chain, store, "head", Direction::up));
    EXPECT_EQ(store.current(*database), Heads{"aaaa"});
}

}  // namespace
}  // namespace retort::migrate::test
