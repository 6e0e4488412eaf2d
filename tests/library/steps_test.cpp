// Steps in C++ that revisions call.

#include "tests/library/place.hpp"
#include "tests/library/revisions.hpp"

namespace retort::test {
namespace {

const std::string people = "CREATE TABLE people (id integer PRIMARY KEY, name varchar(40) NOT NULL);";

class Steps : public OnBothEngines {
protected:
    std::string value(const std::string& sql) const {
        const auto rows = place.open()->query(sql);
        return rows.empty() ? "none" : rows.front().at(0).value_or("NULL");
    }
    /// Runs it on the program's own connection.
    std::string failed(const Revisions& revisions, const MigrationOptions& options) const {
        const std::string error = error_of([&] { upgrade(session.connection(), revisions, options); });
        EXPECT_FALSE(session.in_transaction());
        return error;
    }

    const Session session{place.url()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Steps, ::testing::Values(Dialect::postgresql, Dialect::sqlite), dialect_name);

TEST_P(Steps, RunAtTheirPlace) {
    const Revisions revisions = revisions_of({people + "\nINSERT INTO people VALUES (1, 'ada');\n"
                                                       "-- migrate:step upper\n"
                                                       "INSERT INTO people VALUES (2, 'bob');\n"
                                                       "--  migrate:step count \n"});
    std::string counted;
    MigrationOptions options;
    options.steps["upper"] = [](const Connection& connection) {
        run_sql(connection, "UPDATE people SET name = upper(name)");
    };
    options.steps["count"] = [&](const Connection& connection) {
        counted = run_sql(connection, "SELECT count(*) FROM people WHERE name IN ('ADA', 'bob')");
    };
    upgrade(place.url(), revisions, options);
    EXPECT_EQ(counted, "2");
    EXPECT_EQ(value("SELECT name FROM people WHERE id = 1"), "ADA");
    EXPECT_EQ(value("SELECT name FROM people WHERE id = 2"), "bob");
}

TEST_P(Steps, GetTheProgramsConnection) {
    MigrationOptions options;
    bool same = false;
    options.steps["look"] = [&](const Connection& connection) {
        same = connection.sqlite_handle() == session.sqlite() && connection.postgres_connection() == session.postgres();
        EXPECT_TRUE(session.in_transaction());
    };
    upgrade(session.connection(), revisions_of({people + "\n-- migrate:step look"}), options);
    EXPECT_TRUE(same);
}

TEST_P(Steps, FailureRollsTheRevisionBack) {
    MigrationOptions options;
    options.steps["fill"] = [](const Connection& connection) {
        run_sql(connection, "INSERT INTO people VALUES (7, 'Gil')");
        throw std::runtime_error("the disk of names is full");
    };
    const Revisions revisions = revisions_of({people, "INSERT INTO people VALUES (1, 'a');\n-- migrate:step fill"});
    const std::string error = failed(revisions, options);
    EXPECT_HAS(error, "migrations/0002.sql:7:1: error: the step 'fill' of 0002 step 2 (r2) failed: the disk of names");
    EXPECT_HAS(error, "[RT352]");
    EXPECT_HAS(error, "nothing was committed: the database is as it was before this revision");
    EXPECT_EQ(value("SELECT count(*) FROM people"), "0");
    EXPECT_EQ(ids(current(place.url(), revisions)), Names{"r1"});

    options.steps["fill"] = [](const Connection&) { throw 7; };
    EXPECT_HAS(failed(revisions, options), "it threw an object that is no std::exception");
    options.steps["fill"] = [](const Connection& connection) { run_sql(connection, "INSERT INTO nobody VALUES (1)"); };
    EXPECT_HAS(failed(revisions, options), "nobody");
    options.steps["fill"] = [](const Connection&) {};
    upgrade(session.connection(), revisions, options);
    EXPECT_EQ(value("SELECT count(*) FROM people"), "1");
}

TEST_P(Steps, MustBeRegisteredBeforeAnythingRuns) {
    MigrationOptions options;
    options.steps["fill_slugs"] = [](const Connection&) {};
    const Revisions revisions = revisions_of({people, "-- migrate:step fill_slug"});
    const std::string error = failed(revisions, options);
    EXPECT_HAS(error, "migrations/0002.sql:6:1: error: the program has not registered the step 'fill_slug'");
    EXPECT_HAS(error, "[RT347]");
    EXPECT_HAS(error, "did you mean 'fill_slugs'?");
    EXPECT_TRUE(place.tables().empty());
}

TEST_P(Steps, OfRevisionsThatHaveRunAreNotNeeded) {
    MigrationOptions options;
    options.steps["once"] = [](const Connection&) {};
    upgrade(place.url(), revisions_of({people + "\n-- migrate:step once"}), options);
    upgrade(place.url(), revisions_of({people + "\n-- migrate:step once", "CREATE TABLE more (id integer);"}));
    EXPECT_EQ(place.tables().size(), 4u);
}

TEST_P(Steps, NeedATransaction) {
    MigrationOptions options;
    options.steps["fill"] = [](const Connection&) {};
    const std::string error = failed(revisions_of({"-- migrate:step fill"}, " transaction:false"), options);
    EXPECT_HAS(error, "the step 'fill' of 0001 step 1 (r1) is in a transaction:false section");
    EXPECT_HAS(error, "[RT348]");
    EXPECT_TRUE(place.tables().empty());
}

TEST_P(Steps, StandBetweenStatements) {
    MigrationOptions options;
    options.steps["fill"] = [](const Connection&) {};
    const std::string error = failed(revisions_of({people, "SELECT 1\n-- migrate:step fill\n, 2;"}), options);
    EXPECT_HAS(error, "migrations/0002.sql:7:1: error: a step inside a statement of 0002 step 2 (r2)");
    EXPECT_HAS(error, "[RT349]");
    EXPECT_TRUE(place.tables().empty());

    int ran = 0;
    options.steps["fill"] = [&](const Connection&) { ++ran; };
    upgrade(place.url(),
            revisions_of({people + "\n/* not now:\n-- migrate:step fill\n*/\n"
                                   "SELECT '\n  -- migrate:step fill';\n -- migrate:step fill"}),
            options);
    EXPECT_EQ(ran, 1) << "not in a block comment, not in a text; once between statements";
}

TEST_P(Steps, EndNoTransaction) {
    const Revisions revisions = revisions_of({people, "INSERT INTO people VALUES (1, 'a');\n-- migrate:step fill"});
    MigrationOptions options;
    for (const char* end : {"COMMIT", "ROLLBACK"})
        for (const bool begins_another : {false, true}) {
            options.steps["fill"] = [&](const Connection& connection) {
                run_sql(connection, end);
                if (begins_another) run_sql(connection, "BEGIN");
            };
            const std::string error = failed(revisions, options);
            EXPECT_HAS(error, "the step 'fill' of 0002 step 2 (r2) ended the transaction of the revision");
            EXPECT_HAS(error, "[RT351]");
            EXPECT_HAS(error, "what ran up to that end may be committed");
            EXPECT_EQ(error.find("nothing was committed"), std::string::npos) << error;
            EXPECT_EQ(ids(current(place.url(), revisions)), Names{"r1"});
            run_sql(session.connection(), "DELETE FROM people");
        }
}

TEST_P(Steps, MayUseSavepoints) {
    MigrationOptions options;
    options.steps["try"] = [](const Connection& connection) {
        run_sql(connection, "SAVEPOINT mine");
        EXPECT_THROW(run_sql(connection, "INSERT INTO people VALUES (1, NULL)"), std::runtime_error);
        run_sql(connection, "ROLLBACK TO SAVEPOINT mine");
    };
    upgrade(session.connection(), revisions_of({people + "\n-- migrate:step try"}), options);
    EXPECT_EQ(place.tables().size(), 3u);
}

TEST(PostgresSteps, MayNotIgnoreAnError) {
    const Place place(Dialect::postgresql);
    MigrationOptions options;
    options.steps["fill"] = [](const Connection& connection) {
        try {
            run_sql(connection, "INSERT INTO nobody VALUES (1)");
        } catch (const std::runtime_error&) {
        }
    };
    const std::string error =
        error_of([&] { upgrade(place.url(), revisions_of({people + "\n-- migrate:step fill"}), options); });
    EXPECT_HAS(error, "ignored an error of the server");
    EXPECT_HAS(error, "[RT351]");
    EXPECT_HAS(error, "nothing was committed");
    EXPECT_TRUE(place.tables().empty());
}

}  // namespace
}  // namespace retort::test
