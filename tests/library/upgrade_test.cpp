// retort::upgrade, current, pending and require_head: a program that migrates its own database.

#include <thread>

#include "migrate/runner.hpp"
#include "tests/library/place.hpp"
#include "tests/library/revisions.hpp"

namespace retort::test {
namespace {

const std::vector<std::string> two = {
    "CREATE TABLE people (id integer PRIMARY KEY, name varchar(40));",
    "INSERT INTO people (id, name) VALUES (1, 'Ada');\nALTER TABLE people ADD COLUMN mail varchar(80);"};

class Upgrade : public OnBothEngines {
protected:
    std::string value(const std::string& sql) const {
        const auto rows = place.open()->query(sql);
        return rows.empty() ? "none" : rows.front().at(0).value_or("NULL");
    }
    /// The columns of the history table that depend neither on the time nor on the process.
    static std::vector<introspect::Row> books(introspect::Database& database) {
        return database.query(
            "SELECT revision, number, name, file, file_sha256, checksum, direction, outcome, application,\n"
            "       retort_version FROM retort_history ORDER BY id");
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Upgrade, ::testing::Values(Dialect::postgresql, Dialect::sqlite), dialect_name);

TEST_P(Upgrade, FromEmptyAndFromOlder) {
    const Revisions first = revisions_of({two[0]});
    const Revisions both = revisions_of(two);
    const UpgradeResult created = upgrade(place.url(), first);
    EXPECT_EQ(ids(created.applied), Names{"r1"});
    EXPECT_EQ(created.before, Names{});
    EXPECT_EQ(created.after, Names{"r1"});
    EXPECT_EQ(ids(current(place.url(), both)), Names{"r1"});
    EXPECT_EQ(ids(pending(place.url(), both)), Names{"r2"});

    const UpgradeResult upgraded = upgrade(place.url(), both);
    EXPECT_EQ(ids(upgraded.applied), Names{"r2"});
    EXPECT_EQ(upgraded.before, Names{"r1"});
    EXPECT_EQ(upgraded.after, Names{"r2"});
    EXPECT_EQ(value("SELECT mail FROM people"), "NULL");
    EXPECT_EQ(current(place.url(), both), std::vector<RevisionInfo>{both.head()});
    EXPECT_EQ(pending(place.url(), both), std::vector<RevisionInfo>{});
    require_head(place.url(), both);

    const UpgradeResult again = upgrade(place.url(), both);
    EXPECT_TRUE(again.applied.empty());
    EXPECT_EQ(again.before, again.after);
}

TEST_P(Upgrade, WritesTheBooksOfTheCommand) {
    const Revisions both = revisions_of(two);
    MigrationOptions options;
    options.application = "notes";
    upgrade(place.url(), both, options);
    const Place other(GetParam());
    const auto database = other.open();
    const migrate::VersionStore store(GetParam(), "retort_version", "retort_history");
    const migrate::Chain chain({migrate::parse_revision(revision_text(1, two[0]), "0001.sql"),
                                migrate::parse_revision(revision_text(2, two[1]), "0002.sql")});
    migrate::RunOptions run;
    run.caller = migrate::this_process("notes");
    migrate::Runner(*database, chain, store, run).upgrade("head");
    EXPECT_EQ(books(*place.open()), books(*database));
    EXPECT_EQ(books(*database).size(), 2u);
    // The command goes on where the program has stopped, and the other way round.
    migrate::Runner(*place.open(), chain, store).downgrade("r1");
    EXPECT_EQ(ids(pending(place.url(), both)), Names{"r2"});
}

TEST_P(Upgrade, UsesTheConfiguredTables) {
    MigrationOptions options;
    options.version_table = "app_version";
    options.history_table = "";
    upgrade(place.url(), revisions_of(two), options);
    EXPECT_EQ(value("SELECT version_num FROM app_version"), "r2");
    EXPECT_EQ(place.tables(), (Names{"app_version", "people"}));
    EXPECT_TRUE(pending(place.url(), revisions_of(two), options).empty());
    options.version_table = "a.b.c";
    EXPECT_HAS(error_of([&] { upgrade(place.url(), revisions_of(two), options); }), "RT076");
}

TEST_P(Upgrade, ReadsWithoutChanges) {
    EXPECT_EQ(ids(pending(place.url(), revisions_of(two))), (Names{"r1", "r2"}));
    EXPECT_TRUE(current(place.url(), revisions_of(two)).empty());
    EXPECT_TRUE(place.tables().empty());
}

TEST_P(Upgrade, RequireHeadNamesWhatIsMissing) {
    upgrade(place.url(), revisions_of({two[0]}));
    const std::string behind = error_of([&] { require_head(place.url(), revisions_of(two)); });
    EXPECT_HAS(behind, "[RT350]");
    EXPECT_HAS(behind,
               "is behind this program: it is at 0001 step 1 (r1), and 1 revision has not run: 0002 step 2 (r2)");
    const Place empty(GetParam());
    EXPECT_HAS(error_of([&] { require_head(empty.url(), revisions_of(two)); }),
               "it is at base, and 2 revisions have not run");
}

TEST_P(Upgrade, RejectsANewerDatabase) {
    upgrade(place.url(), revisions_of(two));
    const Revisions older = revisions_of({two[0]});
    const auto expect = [](const std::string& text) {
        EXPECT_HAS(text, "[RT071]");
        EXPECT_HAS(text, "contains revision r2, but no revision of this program does");
        EXPECT_HAS(text,
                   "a newer version of the program has upgraded the database, which this one knows up to 0001 "
                   "step 1 (r1)");
    };
    expect(error_of([&] { require_head(place.url(), older); }));
    expect(error_of([&] { upgrade(place.url(), older); }));
    expect(error_of([&] { (void)pending(place.url(), older); }));
    EXPECT_EQ(value("SELECT version_num FROM retort_version"), "r2");
}

TEST_P(Upgrade, RejectsRevisionsOfAnotherEngine) {
    const char* other = GetParam() == Dialect::sqlite ? "postgresql" : "sqlite";
    std::string text = revision_text(1, two[0]);
    text.insert(text.find("\n\n-- migrate:up"), std::string("\n-- dialect: ") + other);
    const Revisions revisions({{"migrations/0001.sql", text}});
    EXPECT_HAS(error_of([&] { upgrade(place.url(), revisions); }), "RT069");
    EXPECT_TRUE(place.tables().empty());
}

TEST_P(Upgrade, FailureKeepsEarlierRevisions) {
    const Session session(place.url());
    const Revisions revisions =
        revisions_of({two[0], "CREATE TABLE more (id integer);\nINSERT INTO nobody VALUES (1);"});
    const std::string error = error_of([&] { upgrade(session.connection(), revisions); });
    EXPECT_HAS(error, "migrations/0002.sql:7:");
    EXPECT_HAS(error, "[RT070]");
    EXPECT_HAS(error, "the database is as it was before this revision");
    EXPECT_FALSE(session.in_transaction());
    EXPECT_EQ(ids(current(place.url(), revisions)), Names{"r1"});
    EXPECT_EQ(place.tables(), (Names{"people", "retort_history", "retort_version"}));
}

TEST_P(Upgrade, RejectsAnOpenTransaction) {
    const Session session(place.url());
    run_sql(session.connection(), "BEGIN");
    run_sql(session.connection(), "CREATE TABLE mine (id integer)");
    const std::string error = error_of([&] { upgrade(session.connection(), revisions_of(two)); });
    EXPECT_HAS(error, "RT353");
    EXPECT_TRUE(session.in_transaction());
    EXPECT_EQ(ids(pending(session.connection(), revisions_of(two))), (Names{"r1", "r2"})) << "reading is allowed";
    run_sql(session.connection(), "COMMIT");
    EXPECT_EQ(place.tables(), Names{"mine"});
}

TEST_P(Upgrade, ReportsProgress) {
    Names seen;
    MigrationOptions options;
    options.progress = [&](const MigrationProgress& progress) {
        const bool started = progress.event == MigrationProgress::Event::started;
        seen.push_back((started ? "started " : "finished ") + progress.revision.title());
    };
    upgrade(place.url(), revisions_of(two), options);
    EXPECT_EQ(seen, (Names{"started 0001 step 1 (r1)", "finished 0001 step 1 (r1)", "started 0002 step 2 (r2)",
                           "finished 0002 step 2 (r2)"}));
}

TEST_P(Upgrade, StopsBetweenStatements) {
    const Session session(place.url());
    MigrationOptions options;
    bool first_done = false;
    options.progress = [&](const MigrationProgress& progress) {
        first_done = first_done || progress.event == MigrationProgress::Event::finished;
    };
    options.stop = [&] { return first_done; };
    EXPECT_HAS(error_of([&] { upgrade(session.connection(), revisions_of(two), options); }), "RT299");
    EXPECT_FALSE(session.in_transaction());
    EXPECT_EQ(ids(current(place.url(), revisions_of(two))), Names{"r1"});
}

TEST_P(Upgrade, PassesOnExceptionsOfCallbacks) {
    const Session session(place.url());
    MigrationOptions options;
    int asked = 0;
    options.stop = [&]() -> bool {
        if (++asked == 2) throw std::logic_error("from stop");  // inside the first revision's transaction
        return false;
    };
    EXPECT_THROW(upgrade(session.connection(), revisions_of(two), options), std::logic_error);
    EXPECT_FALSE(session.in_transaction());
    EXPECT_TRUE(place.tables().empty());

    options.stop = nullptr;
    options.progress = [](const MigrationProgress& progress) {
        if (progress.event == MigrationProgress::Event::finished) throw std::logic_error("from progress");
    };
    EXPECT_THROW(upgrade(session.connection(), revisions_of(two), options), std::logic_error);
    EXPECT_EQ(ids(current(place.url(), revisions_of(two))), Names{"r1"}) << "the revision had been committed";
    upgrade(session.connection(), revisions_of(two));
}

/// Eight programs start at once, each with its own connection.
TEST_P(Upgrade, AtOnceRunsEachRevisionOnce) {
    std::vector<std::string> upgrades = two;
    for (int i = 3; i <= 8; ++i) upgrades.push_back("CREATE TABLE t" + std::to_string(i) + " (id integer);");
    const Revisions revisions = revisions_of(upgrades);
    for (const bool with_url : {true, false}) {
        const Place shared(GetParam());
        std::vector<std::string> errors(8);
        std::vector<std::size_t> applied(8);
        std::vector<std::thread> programs;
        for (std::size_t i = 0; i < errors.size(); ++i)
            programs.emplace_back([&, i] {
                try {
                    const Session session(shared.url());
                    const Connection connection = with_url ? Connection(shared.url()) : session.connection();
                    applied[i] = upgrade(connection, revisions).applied.size();
                    require_head(connection, revisions);
                } catch (const std::exception& error) {
                    errors[i] = error.what();
                }
            });
        for (std::thread& each : programs) each.join();
        std::size_t all = 0;
        for (std::size_t i = 0; i < errors.size(); ++i) {
            EXPECT_EQ(errors[i], "") << i;
            all += applied[i];
        }
        EXPECT_EQ(all, upgrades.size());
        EXPECT_EQ(shared.open()->query("SELECT revision FROM retort_history WHERE outcome = 'done'").size(),
                  upgrades.size());
    }
}

TEST(Revisions, ChecksTheChain) {
    const auto error = [](const std::vector<std::string>& texts) {
        std::vector<RevisionFile> files;
        for (const std::string& text : texts) files.push_back({"migrations/x.sql", text});
        return error_of([&] { Revisions revisions(files); });
    };
    const auto file = [](const std::string& id, const std::string& down) {
        return "-- revision: " + id + "\n-- down_revision: " + down + "\n-- migrate:up\n-- migrate:down\n";
    };
    EXPECT_HAS(error({}), "RT345");
    EXPECT_HAS(error({"SELECT 1;"}), "RT061");
    EXPECT_HAS(error({file("a", "none"), file("a", "none")}), "RT063");
    EXPECT_HAS(error({file("b", "a")}), "RT064");
    EXPECT_HAS(error({file("a", "b"), file("b", "a")}), "RT065");
    EXPECT_HAS(error({file("a", "none"), file("b", "a"), file("c", "a")}), "RT066");
}

TEST(Revisions, ListsThem) {
    const Revisions revisions = revisions_of(two);
    EXPECT_EQ(ids(revisions.list()), (Names{"r1", "r2"}));
    EXPECT_EQ(revisions.head(), (RevisionInfo{"r2", "0002", "step 2", "migrations/0002.sql"}));
    EXPECT_EQ(revisions.head().title(), "0002 step 2 (r2)");
}

}  // namespace
}  // namespace retort::test
