// Online plans on a real server: they end in the schema of the plain plan, go on after an interruption, and report rows
// that violate a new constraint.

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class Online : public ::testing::Test {
protected:
    void SetUp() override {
        project.configure();
        goal = project.create_database();
    }

    void create(const std::string& url, const std::string& sql) const { project.connect(url)->execute(sql); }

    /// The script that turns the database into the other one.
    std::string script(const std::vector<std::string>& options, const std::string& from, const std::string& to) const {
        std::vector<std::string> arguments = {"diff", from, to};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 1) << outcome.err;
        return outcome.out;
    }

    /// The only revision: from the database's schema to the goal's and back.
    void write_revision() const {
        project.write("migrations/0001_change.sql",
                      "-- 0001 change\n-- revision: aaaa1111\n-- down_revision: none\n-- dialect: postgresql\n\n"
                      "-- migrate:up transaction:false\n" +
                          script({"--online"}, project.url(), goal) + "\n-- migrate:down transaction:false\n" +
                          script({"--online"}, goal, project.url()));
    }

    Project project{Dialect::postgresql};
    std::string goal;  ///< the URL of a database with the schema after the upgrade
    const std::string orders =
        "CREATE TABLE customers (id integer PRIMARY KEY);"
        "CREATE TABLE orders (id integer PRIMARY KEY, customer integer, code text, total integer);"
        "CREATE INDEX orders_total ON orders (total);";
    const std::string rows =
        "INSERT INTO customers SELECT generate_series(1, 9);"
        "INSERT INTO orders SELECT i, i % 9 + 1, 'c' || i, i FROM generate_series(1, 1000) i;";
    const std::string change =
        "CREATE INDEX orders_code_total ON orders (code, total);"
        "DROP INDEX orders_total; CREATE INDEX orders_total ON orders (total DESC);"
        "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total > 0),"
        " ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers (id),"
        " ALTER COLUMN code SET NOT NULL, ADD CONSTRAINT orders_code_key UNIQUE (code);";
};

TEST_F(Online, UpgradeAndDowngradeEndInTheSameSchemas) {
    create(project.url(), orders + rows);
    create(goal, orders + change);
    write_revision();
    for (int round = 0; round < 2; ++round) {
        project.must({"upgrade"});
        EXPECT_EQ(project.retort({"diff", "live", goal}).status, 0);
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_constraint WHERE NOT convalidated"), "0");
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
        project.must({"downgrade", "base"});
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass"), "1");
        EXPECT_EQ(project.value("SELECT count(*) FROM orders"), "1000");
    }
}

TEST_F(Online, PlainWithoutStatementsThatHaveAnOnlineForm) {
    create(project.url(), orders);
    create(goal, orders +
                     "ALTER TABLE orders ADD COLUMN note text; CREATE TABLE notes (id integer);"
                     "CREATE INDEX notes_id ON notes (id);");
    EXPECT_EQ(script({"--online"}, project.url(), goal), script({}, project.url(), goal));
}

TEST_F(Online, SettingAndOption) {
    create(project.url(), orders);
    create(goal, orders + change);
    const std::string plain = script({}, project.url(), goal), online = script({"--online"}, project.url(), goal);
    EXPECT_EQ(count(plain, "CONCURRENTLY"), 0);
    EXPECT_CONTAINS(online, "CREATE INDEX CONCURRENTLY orders_code_total ON orders (code, total);");
    project.configure("\n[migrations]\nonline = true\n");
    EXPECT_EQ(script({}, project.url(), goal), online);
    EXPECT_EQ(script({"--no-online"}, project.url(), goal), plain);
    const Outcome both = project.retort({"diff", "--online", "--no-online", project.url(), goal});
    EXPECT_EQ(both.status, 2);
}

TEST_F(Online, ViolatingRowIsReportedAndTheRunGoesOn) {
    create(project.url(), orders + rows + "INSERT INTO orders VALUES (1001, 77, 'x', 1);");
    create(goal, orders + change);
    write_revision();
    const Outcome failed = project.retort({"upgrade"});
    EXPECT_EQ(failed.status, 2);
    EXPECT_CONTAINS(failed.err, "violates foreign key constraint \"orders_customer_fkey\"");
    EXPECT_CONTAINS(failed.err, "Key (customer)=(77) is not present in table \"customers\"");
    EXPECT_CONTAINS(failed.err, "correct the cause");
    project.sql("UPDATE orders SET customer = 1 WHERE id = 1001");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"diff", "live", goal}).status, 0);
}

TEST_F(Online, InvalidIndexIsBuiltAgain) {
    create(project.url(), orders + rows + "INSERT INTO orders VALUES (1001, 1, 'c1', 1);");
    create(goal, orders + change);
    write_revision();
    const Outcome failed = project.retort({"upgrade"});
    EXPECT_EQ(failed.status, 2);
    EXPECT_CONTAINS(failed.err, "could not create unique index \"orders_code_key\"");
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "1");
    project.sql("DELETE FROM orders WHERE id = 1001");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"diff", "live", goal}).status, 0);
}

TEST_F(Online, RowsWithNullAreFilledInBatches) {
    create(project.url(),
           "CREATE TABLE t (id integer, n integer); INSERT INTO t SELECT i, NULLIF(i % 3, 0) FROM "
           "generate_series(1, 50000) i");
    create(goal, "CREATE TABLE t (id integer, n integer NOT NULL DEFAULT 7)");
    write_revision();
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"diff", "live", goal}).status, 0);
    EXPECT_EQ(project.value("SELECT count(*) FROM t WHERE n = 7"), "16666");
}

TEST_F(Online, RevisionIsProved) {
    project.write("models/person.hpp", person());
    project.must({"revision", "-a", "-m", "people"});
    project.must({"upgrade"});
    project.sql("INSERT INTO people SELECT i, 'p' || i FROM generate_series(1, 100) i");
    project.write("models/person.hpp", person("std::optional<int> age;",
                                              "index<&Person::age>(), check(\"age > 0\").named(\"age_check\"), "
                                              "check(\"id > 0\").named(\"id_check\")"));
    const Outcome made = project.retort({"revision", "-a", "--online", "-m", "ages"});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_CONTAINS(made.err, "proved: upgrade, downgrade, upgrade");
    const std::string file = project.read("migrations/0002_ages.sql");
    EXPECT_CONTAINS(file, "-- migrate:up transaction:false\n");
    EXPECT_CONTAINS(file, "-- migrate:down transaction:false\n");
    EXPECT_CONTAINS(file, "CREATE INDEX CONCURRENTLY people_age_idx ON people (age);\n");
    EXPECT_CONTAINS(file, "ALTER TABLE people VALIDATE CONSTRAINT id_check;\n");
    EXPECT_CONTAINS(file, "DROP INDEX CONCURRENTLY people_age_idx;\n");
    project.must({"upgrade"});
    project.must({"check"});
    project.must({"downgrade", "-1"});
    project.must({"upgrade"});
    project.must({"check"});
}

TEST_F(Online, SqliteHasNoOnlineForm) {
    Project file(Dialect::sqlite);
    file.configure();
    file.sql("CREATE TABLE t (id integer)");
    file.write("goal.sql", "CREATE TABLE t (id integer); CREATE INDEX t_id ON t (id);");
    const Outcome outcome = file.retort({"diff", "--online", "live", "goal.sql"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_CONTAINS(outcome.err, "--online changes nothing: SQLite");
    EXPECT_CONTAINS(outcome.out, "CREATE INDEX t_id ON t (id);");
}

TEST_F(Online, OptionNeedsAutogenerate) {
    const Outcome outcome = project.retort({"revision", "--online", "-m", "empty"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "--online and --no-online");
}

}  // namespace
}  // namespace retort::test
