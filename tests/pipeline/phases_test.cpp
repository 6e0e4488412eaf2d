// The phases of columns that change their type or name: each is proved on a real server, from the schema of the phase
// before it, and the last one ends in the schema of the plain plan.

#include "emit/phases.hpp"

#include "diff/compare.hpp"
#include "diff/constraint_names.hpp"
#include "emit/online.hpp"
#include "migrate/proof.hpp"
#include "plan/postgres/phase_limits.hpp"
#include "tests/migrate/support.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

using emit::Phase;

/// "table.column": the change of a schema, as SQL on the first one.
struct Change {
    std::string before;
    std::string after;                                  ///< the whole second schema
    std::vector<std::array<std::string, 3>> renames{};  ///< table, old and new column
    std::function<void(Schema&)> edit{};                ///< of the second schema
};

class PhasesTest : public ::testing::Test {
protected:
    static Schema read(const std::string& sql) {
        FreshDatabase database;
        const auto session = database.open();
        session->execute(sql);
        Schema schema = session->introspect();
        diff::treat_names_as_explicit(schema);
        return schema;
    }

    static migrate::Revision revision(const std::string& name, const emit::Script& up, const emit::Script& down) {
        migrate::Revision made;
        made.id = "aaaa1111";
        made.message = name;
        made.dialect = Dialect::postgresql;
        made.up = {emit::to_text(up), up.transactional, 0};
        made.down = {emit::to_text(down), down.transactional, 0};
        return migrate::parse_revision(migrate::format_revision(made), "");
    }

    void plan(const Change& change, const plan::OnlineKinds& kinds) {
        from = read(change.before);
        to = read(change.after);
        for (const auto& [table, old_name, name] : change.renames)
            to.tables.at({"", table}).find_column(name)->transition->renamed_from = old_name;
        if (change.edit) change.edit(to);
        phases = emit::phases(from, to, kinds);
        rest = emit::online_plan(last(), to, emit::Direction::up, emit::ForeignKeys::off, kinds);
    }
    const Schema& last() const { return phases.empty() ? from : phases.back().to; }

    /// The phases of the change and what is left after them, all proved with rows.
    void prove(const Change& change, const plan::OnlineKinds& kinds = plan::all_online_kinds()) {
        plan(change, kinds);
        const auto scratch = migrate::test::TestDatabase(Dialect::postgresql).scratch();
        for (const Phase& each : phases)
            verified[each.name] =
                migrate::prove(each.from, each.to, revision(each.name, each.up, each.down), *scratch).verified;
        const emit::Plan down = emit::online_plan(to, last(), emit::Direction::down, emit::ForeignKeys::off, kinds);
        migrate::prove(last(), to, revision("rest", rest.script, down.script), *scratch);
    }

    /// The same, where the phases are all that differs.
    void prove_whole(const Change& change) {
        prove(change);
        EXPECT_EQ(phases.size(), 3U);
        EXPECT_TRUE(rest.empty()) << emit::to_text(rest.script);
        for (const auto& [name, line] : verified) EXPECT_EQ(line, "upgrade, downgrade, upgrade") << name;
    }

    /// There are no phases, and the plain statement has a comment with the reason.
    void expect_plain(const Change& change, const std::string& reason) {
        plan(change, plan::all_online_kinds());
        EXPECT_TRUE(phases.empty()) << reason;
        EXPECT_NE(emit::to_text(rest.script).find(reason), std::string::npos) << emit::to_text(rest.script);
    }

    Schema from, to;
    std::vector<Phase> phases;
    std::map<std::string, std::string> verified;
    emit::Plan rest;
};

TEST_F(PhasesTest, TypeWithAllThatIsOnIt) {
    prove_whole(
        {"CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 7, m text);"
         "CREATE INDEX t_n ON t (n) WHERE n > 3; CREATE UNIQUE INDEX t_n_m ON t ((n + 1), m);"
         "ALTER TABLE t ADD CONSTRAINT big CHECK (n > 0), ADD UNIQUE (m, n), ALTER n SET STATISTICS 50;"
         "COMMENT ON COLUMN t.n IS 'a number'; COMMENT ON CONSTRAINT big ON t IS 'positive';"
         "COMMENT ON INDEX t_n IS 'an index'; GRANT SELECT (n), UPDATE (n) ON t TO PUBLIC;",
         "CREATE TABLE t (id integer PRIMARY KEY, n bigint NOT NULL DEFAULT 7, m text);"
         "CREATE INDEX t_n ON t (n) WHERE n > 3; CREATE UNIQUE INDEX t_n_m ON t ((n + 1), m);"
         "ALTER TABLE t ADD CONSTRAINT big CHECK (n > 0), ADD UNIQUE (m, n), ALTER n SET STATISTICS 50;"
         "COMMENT ON COLUMN t.n IS 'a number'; COMMENT ON CONSTRAINT big ON t IS 'positive';"
         "COMMENT ON INDEX t_n IS 'an index'; GRANT SELECT (n), UPDATE (n) ON t TO PUBLIC;"});
}

TEST_F(PhasesTest, TextToInteger) {
    prove_whole(
        {"CREATE TABLE t (id integer PRIMARY KEY, n text);", "CREATE TABLE t (id integer PRIMARY KEY, n integer);"});
}

TEST_F(PhasesTest, DeclaredConversion) {
    prove_whole({"CREATE TABLE t (id integer PRIMARY KEY, n text NOT NULL);",
                 "CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL);",
                 {},
                 [](Schema& to) { to.tables.at({"", "t"}).find_column("n")->transition->using_sql = "length(t.n)"; }});
}

TEST_F(PhasesTest, Rename) {
    prove_whole(
        {"CREATE TABLE users (id integer PRIMARY KEY, email varchar(255) NOT NULL UNIQUE DEFAULT 'x');"
         "CREATE INDEX by_email ON users (lower(email)); ALTER TABLE users ADD CHECK (email <> '');",
         "CREATE TABLE users (id integer PRIMARY KEY, mail varchar(255) NOT NULL DEFAULT 'x');"
         "CREATE INDEX by_email ON users (lower(mail));"
         "ALTER TABLE users ADD CONSTRAINT users_email_check CHECK (mail <> ''),"
         " ADD CONSTRAINT users_email_key UNIQUE (mail);",
         {{"users", "email", "mail"}}});
}

TEST_F(PhasesTest, RenameAndType) {
    prove_whole({"CREATE TABLE t (id integer PRIMARY KEY, old_n integer);",
                 "CREATE TABLE t (id integer PRIMARY KEY, n bigint);",
                 {{"t", "old_n", "n"}}});
}

TEST_F(PhasesTest, RenamedKeysAndTheirNames) {
    const auto schema = [](const std::string& id, const std::string& code) {
        return "CREATE TABLE t (" + id + " integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, " + code +
               " text UNIQUE); CREATE INDEX ON t (" + code + ", " + id + "); CREATE TABLE r (t integer REFERENCES t);";
    };
    prove_whole(
        {schema("old_id", "old_code"), schema("id", "code"), {{"t", "old_id", "id"}, {"t", "old_code", "code"}}});
    EXPECT_EQ(phases.back().to.tables.at({"", "t"}).uniques.at(0).name, "t_code_key");
}

TEST_F(PhasesTest, RenamedSerialColumn) {
    prove({"CREATE TABLE t (old_id serial PRIMARY KEY, n text);",
           "CREATE TABLE t (id serial PRIMARY KEY, n text);",
           {{"t", "old_id", "id"}}});
    EXPECT_EQ(phases.size(), 3U);
}

TEST_F(PhasesTest, PrimaryKeyAndForeignKeys) {
    const auto schema = [](const std::string& type) {
        return "CREATE TABLE customers (id " + type + " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, parent " + type +
               " REFERENCES customers (id), note text);"
               "CREATE TABLE orders (id serial PRIMARY KEY, customer " +
               type +
               " NOT NULL REFERENCES customers (id) ON DELETE CASCADE, other integer REFERENCES customers (id));"
               "COMMENT ON CONSTRAINT customers_pkey ON customers IS 'key'; CREATE INDEX ON orders (customer);";
    };
    prove_whole({schema("integer"), schema("bigint")});
}

TEST_F(PhasesTest, KeyOfSeveralColumnsInAnotherSchema) {
    const auto schema = [](const std::string& type) {
        return "CREATE SCHEMA app; CREATE TABLE app.\"T\" (a " + type +
               ", \"B c\" text, PRIMARY KEY (a, \"B c\"));"
               "CREATE TABLE r (x " +
               type + ", y text, FOREIGN KEY (x, y) REFERENCES app.\"T\" (a, \"B c\"));";
    };
    prove_whole({schema("integer"), schema("bigint")});
}

TEST_F(PhasesTest, SerialColumn) {
    prove({"CREATE TABLE t (id serial PRIMARY KEY, n text);", "CREATE TABLE t (id bigserial PRIMARY KEY, n text);"});
    EXPECT_EQ(phases.size(), 3U);
}

TEST_F(PhasesTest, OtherChangesFollow) {
    prove(
        {"CREATE TABLE t (id integer PRIMARY KEY, n integer, m text); CREATE INDEX t_n ON t (n);"
         "CREATE INDEX gone ON t (n, id);",
         "CREATE TABLE t (id integer PRIMARY KEY, n bigint NOT NULL DEFAULT 3, m text, more date);"
         "CREATE INDEX t_n ON t (n, more); CREATE INDEX fresh ON t (n); CREATE TABLE other (id integer);"});
    EXPECT_EQ(phases.size(), 3U);
    EXPECT_FALSE(rest.empty());
}

TEST_F(PhasesTest, TypesThatNeedNoRewriteStayPlain) {
    prove({"CREATE TABLE t (a varchar(10), b varchar(10), c numeric(10,2), d timestamp(3));",
           "CREATE TABLE t (a varchar(20), b text, c numeric(12,2), d timestamp);"});
    EXPECT_TRUE(phases.empty());
    EXPECT_EQ(emit::to_text(rest.script).find("-- "), std::string::npos);
}

TEST(PhaseLimits, TypesThatRewriteTheTable) {
    const auto rewrites = [](const char* from, const char* to) {
        Column before, after;
        before.type.sql = from;
        after.type.sql = to;
        return plan::postgres::rewrites_table(before, after);
    };
    for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
             {"integer", "bigint"},
             {"text", "integer"},
             {"character varying(20)", "character varying(10)"},
             {"text", "character varying(10)"},
             {"numeric(10,2)", "numeric(12,3)"},
             {"numeric", "numeric(10,2)"},
             {"numeric(12,2)", "numeric(10,2)"},
             {"character(3)", "character(5)"},
             {"json", "jsonb"},
             {"timestamp(6) without time zone", "timestamp(3) without time zone"},
             {"integer[]", "bigint[]"}})
        EXPECT_TRUE(rewrites(from, to)) << from << " to " << to;
    for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
             {"character varying(10)", "character varying(20)"},
             {"character varying(10)", "character varying"},
             {"character varying(10)", "text"},
             {"text", "character varying"},
             {"numeric(10,2)", "numeric(12,2)"},
             {"numeric(10,2)", "numeric"},
             {"cidr", "inet"},
             {"timestamp(3) without time zone", "timestamp without time zone"},
             {"bigint", "bigint"}})
        EXPECT_FALSE(rewrites(from, to)) << from << " to " << to;
}

TEST_F(PhasesTest, ShorterTextAndRoundedNumbers) {
    prove_whole({"CREATE TABLE t (id integer PRIMARY KEY, a varchar(20), c numeric(10,2), j json);",
                 "CREATE TABLE t (id integer PRIMARY KEY, a varchar(10), c numeric(10,1), j jsonb);"});
}

TEST_F(PhasesTest, DependentsThatKeepTheStatementPlain) {
    const std::string t = "CREATE TABLE t (id integer PRIMARY KEY, n integer, m integer);";
    const std::string u = "CREATE TABLE t (id integer PRIMARY KEY, n bigint, m integer);";
    const auto expect_with = [&](const std::string& more, const std::string& reason) {
        expect_plain({t + more, u + more}, "-- rewrites t, and blocks its reads and writes: " + reason + "\n");
    };
    expect_with("CREATE VIEW v AS SELECT n FROM t;", "view v depends on it");
    expect_with("CREATE POLICY p ON t USING (n > 0);", "policy p on t depends on it");
    expect_with("CREATE STATISTICS s ON n, m FROM t;", "statistics object s depends on it");
    expect_with("CREATE PUBLICATION p FOR TABLE t (id, n);", "publication p depends on it");
    expect_with("ALTER TABLE t ADD g bigint GENERATED ALWAYS AS (n + 1) STORED;",
                "the generated column g depends on it");
    expect_with("ALTER TABLE t ADD CONSTRAINT x EXCLUDE (n WITH =);", "the exclusion constraint x is on it");
    expect_with("CREATE INDEX i ON t (n); CLUSTER t USING i;",
                "the index i is the table's replica identity or CLUSTER ON");
    expect_with("ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
                "row-level security is forced, and hides rows from the backfill");
    expect_with("CREATE TABLE c () INHERITS (t);", "the table is part of an inheritance hierarchy");
    expect_with(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER g BEFORE UPDATE OF n ON t FOR EACH ROW EXECUTE FUNCTION f();",
        "trigger g on t depends on it");
}

TEST_F(PhasesTest, ColumnsThatStayPlain) {
    const std::string rewrites = "-- rewrites t, and blocks its reads and writes: ";
    expect_plain({"CREATE TABLE t (k integer, n integer) PARTITION BY LIST (k);",
                  "CREATE TABLE t (k integer, n bigint) PARTITION BY LIST (k);"},
                 "the table is partitioned");
    expect_plain({"CREATE TABLE t (n integer[]);", "CREATE TABLE t (n bigint[]);"},
                 rewrites + "arrays are converted by a function that exists for the time of one statement\n");
    expect_plain({"CREATE TABLE t (n text);", "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (n e);"},
                 rewrites + "its type is created or changed in the same migration\n");
    expect_plain({"CREATE TABLE t (id integer, n integer);",
                  "CREATE TABLE t (id integer, n bigint GENERATED ALWAYS AS IDENTITY);"},
                 rewrites + "the column becomes an identity column, or none\n");
    expect_plain({"CREATE TABLE t (id integer PRIMARY KEY, n integer);",
                  "CREATE TABLE t (id bigint, n integer, PRIMARY KEY (id, n));"},
                 rewrites + "the primary key changes in the same migration\n");
    expect_plain({"CREATE TABLE t (n text, m text);",
                  "CREATE TABLE t (n integer, m text);",
                  {},
                  [](Schema& to) { to.tables.at({"", "t"}).find_column("n")->transition->using_sql = "length(m)"; }},
                 rewrites + "its conversion reads the column m\n");
    const std::string pair = "CREATE TABLE t (id integer PRIMARY KEY);";
    expect_plain(
        {pair + "CREATE TABLE r (x integer REFERENCES t) PARTITION BY LIST (x);",
         "CREATE TABLE t (id bigint PRIMARY KEY); CREATE TABLE r (x integer REFERENCES t) PARTITION BY LIST (x);"},
        rewrites + "r is partitioned, and its foreign key r_x_fkey can't be NOT VALID\n");
    expect_plain({"CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t;",
                  "CREATE TABLE t (b integer); CREATE VIEW v AS SELECT b AS a FROM t;",
                  {{"t", "a", "b"}}},
                 "-- breaks the programs that use t.a: view v depends on it\n");
}

TEST_F(PhasesTest, NamesFitAndAreFree) {
    const std::string table(60, 't'), column(60, 'c');
    const auto schema = [&](const std::string& type) {
        return "CREATE TABLE " + table + " (id integer PRIMARY KEY, " + column + " " + type + ", " +
               column.substr(0, 59) + "_new text); CREATE INDEX " + std::string(63, 'i') + " ON " + table + " (" +
               column + "); CREATE FUNCTION " + std::string(29, 't') + "_" + std::string(28, 'c') +
               "_sync() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";
    };
    prove_whole({schema("integer"), schema("bigint")});
    for (const auto& [name, each] : phases[1].to.tables)
        for (const Column& one : each.columns) EXPECT_LE(one.name.size(), 63U);
}

TEST_F(PhasesTest, OnlyTheKindsThatAreChosen) {
    const Change change{"CREATE TABLE t (id integer PRIMARY KEY, n integer, a text);",
                        "CREATE TABLE t (id integer PRIMARY KEY, n bigint, b text);",
                        {{"t", "a", "b"}}};
    plan(change, {plan::OnlineKind::renames});
    ASSERT_EQ(phases.size(), 3U);
    EXPECT_NE(emit::to_text(phases[0].up).find("ADD COLUMN b"), std::string::npos);
    EXPECT_EQ(emit::to_text(phases[0].up).find("ADD COLUMN n_new"), std::string::npos);
    EXPECT_EQ(emit::to_text(rest.script), "ALTER TABLE t ALTER COLUMN n TYPE bigint;\n");
    plan(change, {plan::OnlineKind::indexes});
    EXPECT_TRUE(phases.empty());
}

}  // namespace
}  // namespace retort::test
