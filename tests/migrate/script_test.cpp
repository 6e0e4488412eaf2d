
#include "migrate/runner.hpp"
#include "support.hpp"
#include "tests/support/process.hpp"

namespace retort::migrate::test {
namespace {

class ScriptTest : public testing::TestWithParam<Dialect> {
protected:
    bool postgres() const { return GetParam() == Dialect::postgresql; }

    /// Gives the script to the engine's own shell, as a user would.
    retort::test::Outcome feed(const std::string& script) {
        retort::test::RunOptions options;
        options.input = script;
        const std::string target = place.url().target;
        return retort::test::run(
            postgres() ? std::vector<std::string>{"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-", target}
                       : std::vector<std::string>{"sqlite3", "-bail", target},
            options);
    }

    void run(const std::string& script) {
        const auto outcome = feed(script);
        EXPECT_EQ(outcome.status, 0) << outcome.err << "\n" << script;
    }

    /// The error of a script that must stop.
    std::string rejected(const std::string& script) {
        const auto outcome = feed(script);
        EXPECT_NE(outcome.status, 0) << script;
        return outcome.err;
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
    VersionStore store{GetParam(), "retort_version", "retort_history"};
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
    EXPECT_EQ(tables(), "a b c retort_history retort_version ");
    EXPECT_EQ(store.known_current(*database, chain), Heads{"cccc"});
    const auto history = store.history(*database);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[1].revision, "bbbb");
    EXPECT_FALSE(history[1].duration_ms.has_value());

    run(script(chain, store, "head:aaaa", Direction::down));
    EXPECT_EQ(tables(), "a retort_history retort_version ");
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
               "COMMIT;\nBEGIN;\nCREATE TABLE b (id integer);\nUPDATE retort_version SET version_num = 'bbbb' WHERE "
               "version_num "
               "= 'aaaa';\n");
}

TEST_P(ScriptTest, DowngradeRequiresRange) {
    EXPECT_HAS(error_of([&] { script(chain, store, "base", Direction::down); }), "give both ends: head:base");
}

TEST_P(ScriptTest, StopsUnlessTheDatabaseIsWhereItStarts) {
    run(script(chain, store, "aaaa", Direction::up));
    const auto database = place.connect();
    for (const std::string& wrong :
         {script(chain, store, "head", Direction::up), script(chain, store, "bbbb:cccc", Direction::up),
          script(chain, store, "head:bbbb", Direction::down), stamp_script(chain, store, "bbbb:cccc")}) {
        EXPECT_HAS(rejected(wrong), "this script runs at revision ");
        EXPECT_EQ(tables(), "a retort_history retort_version ") << wrong;
        EXPECT_EQ(store.current(*database), Heads{"aaaa"}) << wrong;
        EXPECT_EQ(store.history(*database).size(), 1U) << wrong;
    }
    const std::string rest = script(chain, store, "aaaa:head", Direction::up);
    run(rest);
    EXPECT_HAS(rejected(rest), postgres() ? "this script runs at revision aaaa, but the database is at cccc"
                                          : "this script runs at revision aaaa");
}

TEST_P(ScriptTest, CreatesNothingPastBase) {
    EXPECT_HAS_NOT(script(chain, store, "aaaa:cccc", Direction::up),
                   postgres() ? "CREATE TABLE retort_history" : "IF NOT EXISTS");
    run(tables_script(store));
    run(tables_script(store));
    EXPECT_EQ(tables(), "retort_history retort_version ");
    run(script(chain, store, "head", Direction::up));
    EXPECT_EQ(store.current(*place.connect()), Heads{"cccc"});
}

TEST_P(ScriptTest, StampReplacesAllRows) {
    run(stamp_script(chain, store, "bbbb"));
    const auto database = place.connect();
    EXPECT_EQ(store.current(*database), Heads{"bbbb"});
    run(stamp_script(chain, store, "aaaa"));
    EXPECT_EQ(store.current(*database), Heads{"aaaa"});
    run(stamp_script(chain, store, "aaaa:cccc"));
    EXPECT_EQ(store.current(*database), Heads{"cccc"});
    run(stamp_script(chain, store, "base"));
    EXPECT_EQ(store.current(*database), Heads{});
    EXPECT_EQ(store.history(*database).size(), 4U);
}

TEST_P(ScriptTest, WithoutHistory) {
    const VersionStore silent(GetParam(), "retort_version", "");
    run(script(chain, silent, "aaaa", Direction::up));
    run(script(chain, silent, "aaaa:head", Direction::up));
    EXPECT_EQ(tables(), "a b c retort_version ");
}

TEST(PostgresScript, RunsWithoutThePrivilegeToCreate) {
    const TestDatabase place(Dialect::postgresql);
    const auto database = place.connect();
    const VersionStore store(Dialect::postgresql, "books.versions", "history");
    const Chain chain({revision("aaaa", {}, "0001", "CREATE TABLE a (id integer);", ""),
                       revision("bbbb", {"aaaa"}, "0002", "INSERT INTO a VALUES (1);", "")});
    database->execute(script(chain, store, "aaaa", Direction::up));
    const std::string role = "script_" + value(*database, "SELECT current_database()");
    database->execute("CREATE ROLE " + role + "; GRANT USAGE ON SCHEMA books TO " + role +
                      "; GRANT ALL ON ALL TABLES IN SCHEMA books, public TO " + role +
                      "; GRANT ALL ON ALL SEQUENCES IN SCHEMA books TO " + role +
                      "; REVOKE CREATE ON SCHEMA public FROM PUBLIC; SET ROLE " + role);
    database->execute(script(chain, store, "aaaa:head", Direction::up));
    EXPECT_EQ(store.current(*database), Heads{"bbbb"});
    database->execute(tables_script(store));
    database->execute("RESET ROLE; DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST(PostgresScript, SettingsOfARevisionEndWithIt) {
    const TestDatabase place(Dialect::postgresql);
    const auto database = place.connect();
    const VersionStore store(Dialect::postgresql, "retort_version", "retort_history");
    const std::string role = "script_" + value(*database, "SELECT current_database()");
    database->execute("CREATE ROLE " + role + "; GRANT CREATE ON SCHEMA public TO " + role);
    const Chain chain(
        {revision("aaaa", {}, "0001",
                  "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a (id integer);", ""),
         revision("bbbb", {"aaaa"}, "0002", "SET LOCAL search_path = pg_catalog;\nSELECT 1;", ""),
         revision("cccc", {"bbbb"}, "0003", "SET ROLE " + role + ";\nCREATE TABLE c ();", ""),
         revision("dddd", {"cccc"}, "0004", "SET SESSION AUTHORIZATION " + role + ";\nCREATE TABLE d ();", ""),
         revision("eeee", {"dddd"}, "0005", "SET ROLE " + role + ";\nCREATE TABLE e ();\nSET search_path = pg_catalog;",
                  "", " transaction:false"),
         revision("ffff", {"eeee"}, "0006", "CREATE TABLE f AS SELECT current_user <> session_user AS other;", "")});
    const std::string text = script(chain, store, "head", Direction::up);
    std::size_t done = 0;  // statement by statement, as psql does
    for (const std::string_view each : database->split(text)) {
        database->execute(each);
        ++done;
    }
    EXPECT_GT(done, 20U);
    EXPECT_EQ(store.current(*database), Heads{"ffff"});
    EXPECT_EQ(value(*database, "SELECT other FROM public.f"), "f");
    EXPECT_EQ(value(*database, "SELECT count(DISTINCT database_user) FROM retort_history"), "1");
    EXPECT_EQ(value(*database, "SHOW search_path"), "\"$user\", public");
    const Chain plain({revision("aaaa", {}, "0001", "CREATE TABLE a (id integer);", "")});
    EXPECT_HAS_NOT(script(plain, store, "head", Direction::up), "RESET");
    database->execute("DROP TABLE c, d, e; DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST(PostgresScript, NamesAMissingHistoryTable) {
    const TestDatabase place(Dialect::postgresql);
    const auto database = place.connect();
    const VersionStore store(Dialect::postgresql, "alembic_version", "retort_history");
    const Chain chain({revision("aaaa", {}, "0001", "", ""), revision("bbbb", {"aaaa"}, "0002", "", "")});
    database->execute(
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('aaaa')");
    try {
        database->execute(script(chain, store, "aaaa:head", Direction::up));
        ADD_FAILURE() << "ran";
    } catch (const introspect::StatementError& error) {
        EXPECT_EQ(error.failure().message, "the history table retort_history does not exist");
    }
}

TEST(PostgresScript, CreatesSchemaOfVersionTable) {
    const TestDatabase place(Dialect::postgresql);
    const VersionStore store(Dialect::postgresql, "auth.alembic_version_auth", "retort_history");
    const Chain chain({revision("aaaa", {}, "0001", "CREATE TABLE a (id integer);", "")});
    const auto database = place.connect();
    database->execute(script(chain, store, "head", Direction::up));
    EXPECT_EQ(store.current(*database), Heads{"aaaa"});
}

}  // namespace
}  // namespace retort::migrate::test
