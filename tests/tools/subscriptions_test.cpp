// Subscriptions of a project: their connection is never printed, and no scratch database connects to a publisher.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class Subscriptions : public ::testing::Test {
protected:
    Subscriptions() {
        project.configure();
        project.write("models/person.hpp", person());
    }

    /// A database with a subscription can't be dropped. Those of other databases are in pg_subscription, too.
    ~Subscriptions() override {
        for (const std::string& name : {std::string("s"), std::string("live")})
            if (project.value("SELECT count(*) FROM pg_subscription JOIN pg_database d ON d.oid = subdbid WHERE "
                              "d.datname = current_database() AND subname = '" +
                              name + "'") == "1")
                project.sql("ALTER SUBSCRIPTION " + name + " DISABLE; ALTER SUBSCRIPTION " + name +
                            " SET (slot_name = NONE); DROP SUBSCRIPTION " + name);
    }

    void read_sql_files() const {
        std::string text = project.read("retort.toml");
        text.insert(text.find('\n') + 1, "sql = [\"models/**/*.sql\"]\n");
        project.write("retort.toml", text);
    }

    Project project{Dialect::postgresql};
};

TEST_F(Subscriptions, TheConnectionIsNeitherPrintedNorCompared) {
    project.sql(
        "CREATE SUBSCRIPTION live CONNECTION 'host=/nowhere password=hidden' PUBLICATION p WITH (connect = false)");
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"inspect", "live"}, {"inspect", "--format", "json", "live"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_CONTAINS(outcome.out, "CREATE SUBSCRIPTION live CONNECTION '' PUBLICATION p WITH (connect = false)");
        EXPECT_EQ(count(outcome.out + outcome.err, "hidden"), 0);
        EXPECT_EQ(count(outcome.out + outcome.err, "nowhere"), 0);
    }
    project.write("snapshot.json", project.must({"inspect", "--format", "json", "live"}));
    project.sql("ALTER SUBSCRIPTION live CONNECTION 'host=/elsewhere'");
    EXPECT_EQ(project.must({"diff", "snapshot.json", "live"}), "");
}

TEST_F(Subscriptions, SqlFilesDeclareThemWithoutAConnection) {
    read_sql_files();
    project.write("models/s.sql", "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p;\n");
    const Outcome rejected = project.retort({"check"});
    EXPECT_EQ(rejected.status, 2);
    EXPECT_CONTAINS(
        rejected.err,
        "models/s.sql:1:1: error: a subscription is declared without a connection to its publisher [RT181]");
    project.write("models/s.sql",
                  "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p, q WITH (connect = false, binary = true);\n");
    const std::string path = project.must({"revision", "--autogenerate", "-m", "subscribe"});
    const std::string text = project.read(path.substr(0, path.size() - 1));
    EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade");
    EXPECT_CONTAINS(text,
                    "-- disabled, and without its connection; afterwards by hand: ALTER SUBSCRIPTION s CONNECTION '…'; "
                    "ALTER SUBSCRIPTION s ENABLE; ALTER SUBSCRIPTION s REFRESH PUBLICATION\n");
    project.must({"upgrade"});
    project.sql("ALTER SUBSCRIPTION s CONNECTION 'host=/nowhere'");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    // Without a declared one, the files say nothing about subscriptions.
    project.write("models/s.sql", "CREATE VIEW v AS SELECT id FROM people;\n");
    EXPECT_EQ(count(project.retort({"check"}).out, "SUBSCRIPTION"), 0);
}

}  // namespace
}  // namespace retort::test
