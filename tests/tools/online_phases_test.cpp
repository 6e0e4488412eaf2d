// revision --online: columns that change their type or name get several revisions, during which programs go on.

#include <atomic>
#include <chrono>
#include <thread>

#include "project.hpp"

namespace retort::test {
namespace {

/// A model file with these structs: each is a name, its members, and its rules.
std::string models(const std::string& structs) {
    return "#pragma once\n#include <cstdint>\n#include <optional>\n#include <string>\n#include <retort/model.hpp>\n" +
           structs;
}
std::string record(const std::string& name, const std::string& members, const std::string& rules) {
    return "struct " + name + " {\n" + members + "\nstatic constexpr auto schema() {\nusing namespace retort;\n" +
           "return table(" + rules + ");\n}\n};\n";
}

class OnlinePhases : public ::testing::Test {
protected:
    /// The first revision, of the models, is made and run.
    void begin(const std::string& text) {
        project.configure();
        project.write("models/model.hpp", text);
        project.must({"revision", "-a", "-m", "first"});
        project.must({"upgrade"});
    }

    /// The online revisions of other models; returns the paths.
    std::string change(const std::string& text, const std::vector<std::string>& more = {}) {
        project.write("models/model.hpp", text);
        std::vector<std::string> arguments = {"revision", "-a", "--online", "-m", "change"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome made = project.retort(arguments);
        EXPECT_EQ(made.status, 0) << made.err;
        return made.out;
    }

    /// The live database is what the models create, names included.
    void expect_models() {
        project.must({"check"});
        const std::string goal = project.create_database();
        project.connect(goal)->execute(project.must({"models"}));
        const Outcome diff = project.retort({"diff", "live", goal});
        EXPECT_EQ(diff.status, 0) << diff.out << diff.err;
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_constraint WHERE NOT convalidated"), "0");
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
        EXPECT_EQ(project.value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"), "0");
    }

    /// The first line of a query's result.
    void expect(const std::string& query, const std::string& value) { EXPECT_EQ(project.value(query), value) << query; }

    Project project{Dialect::postgresql};
};

std::string orders(const std::string& total) {
    return models(record("Order", "std::int64_t id;\nstd::string code;\n" + total + " total;",
                         R"("orders",
    column<&Order::id>().primary_key(),
    column<&Order::total>().server_default(7).comment("in cents"),
    index<&Order::total, &Order::id>(),
    unique<&Order::code, &Order::total>(),
    check("total >= 0").named("orders_total_check"))"));
}

TEST_F(OnlinePhases, TypeChange) {
    begin(orders("std::int32_t"));
    project.sql("INSERT INTO orders SELECT i, 'c' || i, i FROM generate_series(1, 1000) i");
    const std::string paths = change(orders("std::int64_t"));
    EXPECT_EQ(paths,
              "migrations/0002_change_expand.sql\nmigrations/0003_change_backfill.sql\n"
              "migrations/0004_change_contract.sql\n");
    EXPECT_CONTAINS(project.read("migrations/0004_change_contract.sql"), "-- verified: upgrade, downgrade, upgrade");
    for (int round = 0; round < 2; ++round) {
        const std::string id = std::to_string(2000 + round * 100);
        project.must({"upgrade", "+1"});
        project.sql("INSERT INTO orders VALUES (" + id + ", 'old" + id + "', 1)");
        project.sql("INSERT INTO orders (id, code) VALUES (" + id + " + 1, 'default" + id + "')");
        project.sql("INSERT INTO orders (id, code, total_new) VALUES (" + id + " + 2, 'new" + id + "', 3)");
        project.sql("UPDATE orders SET total = 40 WHERE id = 4");
        project.sql("UPDATE orders SET total_new = 50 WHERE id = 5");
        project.sql("UPDATE orders SET code = 'six' WHERE id = 6");
        expect(
            "SELECT string_agg(total || '/' || total_new, ' ' ORDER BY id) FROM orders "
            "WHERE id IN (4, 5, 6) OR id >= " +
                id,
            "40/40 50/50 6/6 1/1 7/7 3/3");
        project.must({"upgrade", "+1"});
        expect("SELECT count(*) FROM orders WHERE total IS DISTINCT FROM total_new", "0");
        project.sql("UPDATE orders SET total = 41 WHERE id = 4");
        expect("SELECT total_new FROM orders WHERE id = 4", "41");
        project.must({"upgrade", "+1"});
        expect("SELECT data_type FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'total'",
               "bigint");
        expect("SELECT string_agg(total::text, ' ' ORDER BY id) FROM orders WHERE id IN (4, 5, 6) OR id >= " + id,
               "41 50 6 1 7 3");
        expect_models();
        expect("SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace", "0");
        // Back, with rows that each state writes.
        project.sql("INSERT INTO orders (id, code) VALUES (" + id + " + 3, 'contracted" + id + "')");
        project.must({"downgrade", "-1"});
        expect("SELECT count(*) FROM orders WHERE total IS DISTINCT FROM total_new", "0");
        expect("SELECT total FROM orders WHERE id = " + id + " + 3", "7");
        project.sql("INSERT INTO orders (id, code) VALUES (" + id + " + 4, 'reopened" + id + "')");
        project.must({"downgrade", "-1"});
        project.sql("INSERT INTO orders (id, code, total_new) VALUES (" + id + " + 5, 'expanded" + id + "', 8)");
        project.must({"downgrade", "-1"});
        expect("SELECT count(*) FROM orders", std::to_string(1000 + 6 * (round + 1)));
        expect("SELECT string_agg(total::text, ' ' ORDER BY id) FROM orders WHERE id >= " + id, "1 7 3 7 7 8");
        project.sql("DELETE FROM orders WHERE id = 4");
        project.sql("INSERT INTO orders VALUES (4, 'c4', 4)");
    }
}

std::string users(const std::string& member, const std::string& more = "") {
    return models(record("User", "std::int64_t id;\nstd::string " + member + ";",
                         R"("users",
    column<&User::id>().primary_key(),
    column<&User::)" + member +
                             R"(>().varchar(255).unique())" + more));
}

TEST_F(OnlinePhases, Rename) {
    begin(users("email"));
    project.sql("INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 100) i");
    const std::string renamed = users("mail", R"(.renamed_from("email"))");
    change(renamed);
    EXPECT_CONTAINS(project.read("migrations/0002_change_expand.sql"),
                    "-- Programs may write email or mail from here on.");
    EXPECT_CONTAINS(project.read("migrations/0003_change_backfill.sql"),
                    "-- Programs may use both email and mail from here on.");
    EXPECT_CONTAINS(project.read("migrations/0004_change_contract.sql"),
                    "-- Deploy the programs that use mail before this revision: email is dropped.");
    project.must({"upgrade", "+1"});
    project.sql("INSERT INTO users (id, email) VALUES (101, 'old')");
    project.sql("INSERT INTO users (id, mail) VALUES (102, 'new')");
    project.sql("UPDATE users SET mail = 'seven' WHERE id = 7");
    project.must({"upgrade", "+1"});
    project.sql("UPDATE users SET email = 'eight' WHERE id = 8");
    expect("SELECT count(*) FROM users WHERE email IS DISTINCT FROM mail", "0");
    project.must({"upgrade", "+1"});
    expect("SELECT string_agg(mail, ' ' ORDER BY id) FROM users WHERE id IN (7, 8, 9, 101, 102)",
           "seven eight u9 old new");
    expect_models();
    const Outcome again = project.retort({"revision", "-a", "--online", "-m", "nothing"});
    EXPECT_CONTAINS(again.err, "no difference");
    project.sql("INSERT INTO users VALUES (103, 'last')");
    project.must({"downgrade", "base"});
    project.must({"upgrade"});
    expect_models();
}

TEST_F(OnlinePhases, RenameBackwardsKeepsRows) {
    begin(users("email"));
    change(users("mail", R"(.renamed_from("email"))"));
    project.must({"upgrade"});
    project.sql("INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 100) i");
    project.must({"downgrade", "-1"});
    project.sql("INSERT INTO users (id, email) VALUES (101, 'old')");
    project.must({"downgrade", "-2"});
    expect("SELECT count(email) FROM users", "101");
}

std::string shop(const std::string& type) {
    return models(record("Customer", type + " id;\nstd::optional<" + type + "> parent;\nstd::string name;",
                         R"("customers", column<&Customer::id>().primary_key().identity(),
                  column<&Customer::parent>().references<&Customer::id>())") +
                  record("Order", "std::int64_t id;\n" + type + " customer;",
                         R"("orders", column<&Order::id>().primary_key(),
                  column<&Order::customer>().references<&Customer::id>(on_delete::cascade),
                  index<&Order::customer>())"));
}

TEST_F(OnlinePhases, PrimaryKeyWithForeignKeys) {
    begin(shop("std::int32_t"));
    project.sql("INSERT INTO customers (name, parent) SELECT 'c', NULLIF(i % 10, 0) FROM generate_series(1, 100) i");
    project.sql("INSERT INTO orders SELECT i, i % 100 + 1 FROM generate_series(1, 1000) i");
    change(shop("std::int64_t"));
    for (int round = 0; round < 2; ++round) {
        for (int phase = 0; phase < 3; ++phase) {
            project.must({"upgrade", "+1"});
            project.sql("INSERT INTO customers (name) VALUES ('more')");
            project.sql("INSERT INTO orders SELECT max(o.id) + 1, max(c.id) FROM orders o, customers c");
        }
        expect_models();
        project.sql("DELETE FROM customers WHERE id = 50");
        expect("SELECT count(*) FROM orders WHERE customer = 50", "0");
        for (int phase = 0; phase < 3; ++phase) {
            project.must({"downgrade", "-1"});
            project.sql("INSERT INTO customers (name) VALUES ('less')");
            project.sql("INSERT INTO orders SELECT max(o.id) + 1, max(c.id) FROM orders o, customers c");
        }
    }
    expect("SELECT count(*) || ' ' || max(id) FROM customers", "111 112");
    expect("SELECT count(*) FROM orders WHERE customer IS NULL", "0");
    project.must({"upgrade"});
    project.sql("INSERT INTO customers (id, name) SELECT 3000000000, 'large'");
    project.sql("INSERT INTO orders VALUES (100000, 3000000000)");
    expect_models();
}

TEST_F(OnlinePhases, ProgramsWriteAllTheWhile) {
    begin(orders("std::int32_t"));
    project.sql("INSERT INTO orders SELECT i, 'c' || i, i FROM generate_series(1, 20000) i");
    change(orders("std::int64_t"));
    std::atomic<bool> done = false;
    std::atomic<int> written = 0;
    std::string failure;
    std::thread writer([&] {
        const auto session = project.connect();
        try {
            for (int id = 100000; !done; ++id, ++written)
                session->execute(
                    "INSERT INTO orders (id, code, total) VALUES (" + std::to_string(id) + ", 'w" + std::to_string(id) +
                    "', 3); UPDATE orders SET total = total + 1 WHERE id = " + std::to_string(id % 20000 + 1));
        } catch (const std::exception& error) {
            failure = error.what();
        }
    });
    for (const char* step : {"+1", "+1", "+1"}) project.must({"upgrade", step});
    for (const char* step : {"-1", "-1", "-1"}) project.must({"downgrade", step});
    project.must({"upgrade"});
    done = true;
    writer.join();
    EXPECT_EQ(failure, "");
    EXPECT_GT(written, 10);
    expect("SELECT sum(total) FROM orders", std::to_string(200010000LL + 4LL * written));
    expect_models();
}

TEST_F(OnlinePhases, GoesOnAfterAnInterruption) {
    begin(orders("std::int32_t"));
    project.sql("INSERT INTO orders SELECT i, 'c', i FROM generate_series(1, 100) i");
    change(orders("std::int64_t"));
    project.must({"upgrade", "+1"});
    // A row that the new check rejects makes the backfill fail after its first statements.
    project.sql("ALTER TABLE orders DROP CONSTRAINT orders_total_check");
    project.sql("INSERT INTO orders VALUES (101, 'bad', -1)");
    EXPECT_EQ(project.retort({"upgrade", "+1"}).status, 2);
    project.sql("UPDATE orders SET total = 1 WHERE id = 101");
    project.sql("ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0)");
    project.must({"upgrade"});
    expect_models();
}

TEST_F(OnlinePhases, ContractWaitsForALockAndTriesAgain) {
    begin(orders("std::int32_t"));
    change(orders("std::int64_t"));
    project.must({"upgrade", "+2"});
    const auto reader = project.connect();
    reader->execute("BEGIN; SELECT count(*) FROM orders");
    std::thread end([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1200));
        reader->execute("COMMIT");
    });
    const Outcome run = project.retort({"upgrade"});
    end.join();
    EXPECT_EQ(run.status, 0) << run.err;
    expect_models();
}

TEST_F(OnlinePhases, OtherChangesAreOneMoreRevision) {
    begin(orders("std::int32_t"));
    std::string more = orders("std::int64_t");
    more.replace(more.find("std::string code;"), 17, "std::string code;\nstd::optional<int> age;");
    EXPECT_EQ(change(more, {"--rev-id", "wanted"}),
              "migrations/0002_change_expand.sql\nmigrations/0003_change_backfill.sql\n"
              "migrations/0004_change_contract.sql\nmigrations/0005_change.sql\n");
    EXPECT_CONTAINS(project.must({"heads"}), "wanted");
    EXPECT_EQ(count(project.read("migrations/retort.sum"), "\n"), 5);
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 0);
    project.must({"upgrade"});
    expect_models();
    project.must({"downgrade", "base"});
}

TEST_F(OnlinePhases, JsonListsAllFiles) {
    begin(orders("std::int32_t"));
    const std::string json = change(orders("std::int64_t"), {"--json"});
    for (const char* name : {"0002_change_expand.sql", "0003_change_backfill.sql", "0004_change_contract.sql"})
        EXPECT_CONTAINS(json, name);
    EXPECT_CONTAINS(json, "\"revisions\": [");
}

TEST_F(OnlinePhases, DryRunPrintsAllFiles) {
    begin(orders("std::int32_t"));
    const std::string text = change(orders("std::int64_t"), {"--dry-run"});
    EXPECT_EQ(count(text, "-- migrate:up"), 3);
    EXPECT_EQ(count(text, "\n-- revision: "), 3);
}

TEST_F(OnlinePhases, NoneIsWrittenWhereOneIsThere) {
    begin(orders("std::int32_t"));
    project.write("retort.toml", project.read("retort.toml") + "\n[migrations]\nfile_name = \"{slug}.sql\"\n");
    project.write("migrations/change_contract.sql", "not a revision");
    project.write("models/model.hpp", orders("std::int64_t"));
    EXPECT_EQ(project.retort({"revision", "-a", "--online", "-m", "change", "--output", "migrations"}).status, 2);
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "migrations/change_expand.sql"));
}

TEST_F(OnlinePhases, PlainWithAViewOrAsOneScript) {
    begin(orders("std::int32_t"));
    project.write("models/model.hpp", orders("std::int64_t"));
    const Outcome diff = project.retort({"diff", "--online", "live", "models"});
    EXPECT_CONTAINS(diff.out,
                    "-- rewrites orders, and blocks its reads and writes: its phases take several revisions, which "
                    "'retort revision --online' writes\n");
    project.sql("CREATE VIEW totals AS SELECT total FROM orders");
    EXPECT_EQ(change(orders("std::int64_t"), {"--from", "live"}), "migrations/0002_change.sql\n");
    EXPECT_CONTAINS(project.read("migrations/0002_change.sql"),
                    "-- rewrites orders, and blocks its reads and writes: view totals depends on it\n");
}

TEST_F(OnlinePhases, Kinds) {
    begin(orders("std::int32_t"));
    std::string more = orders("std::int64_t");
    more.replace(more.find("index<"), 6, "index<&Order::code>(), index<");
    project.write("models/model.hpp", more);
    const auto script = [&](const std::string& option) {
        return project.retort({"diff", option, "live", "models"}).out;
    };
    EXPECT_EQ(count(script("--online"), "CONCURRENTLY"), 1);
    EXPECT_EQ(count(script("--online=constraints,keys"), "CONCURRENTLY"), 0);
    EXPECT_EQ(count(script("--online=constraints,keys"), "its phases take"), 0);
    EXPECT_EQ(count(script("--online=indexes"), "CONCURRENTLY"), 1);
    const Outcome unknown = project.retort({"diff", "--online=index", "live", "models"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_CONTAINS(unknown.err, "--online: 'index' is not a kind of change [RT367]");
    EXPECT_CONTAINS(unknown.err,
                    "did you mean 'indexes'? The kinds are indexes, constraints, not-null, keys, enums, "
                    "partitions, type-changes, renames");
    project.write("retort.toml", project.read("retort.toml") + "\n[migrations]\nonline = [\"indexes\"]\n");
    EXPECT_EQ(count(project.retort({"diff", "live", "models"}).out, "CONCURRENTLY"), 1);
    const std::string toml = project.read("retort.toml");
    project.write("retort.toml", toml.substr(0, toml.find("[\"indexes\"]")) + "[\"keys\", \"rename\"]\n");
    const Outcome wrong = project.retort({"diff", "live", "models"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_CONTAINS(wrong.err, "[migrations] online: 'rename' is not a kind of change");
    EXPECT_CONTAINS(wrong.err, "retort.toml:");
}

}  // namespace
}  // namespace retort::test
