#include "migrate/sample_rows.hpp"

#include "migrate/proof.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

/// The number of rows that are inserted into `table` of a new database with this schema.
class SampleRowsTest : public testing::Test {
protected:
    std::size_t rows(const std::string& sql, const std::string& table) {
        database = scratch->create();
        database->execute(sql);
        const Schema schema = database->introspect();
        const Counterparts later(schema, schema);
        SampleRows sample(*database, schema, later);
        sample.insert({{"", table}});
        const std::size_t count = sample.counts().at({"", table});
        EXPECT_EQ(value(*database, "SELECT count(*) FROM " + quote(table)), std::to_string(count));
        return count;
    }

    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<scratch::Scratch> scratch = place.scratch();
    std::unique_ptr<introspect::Database> database;
};

TEST_F(SampleRowsTest, EveryBuiltInTypeHasAValue) {
    EXPECT_EQ(rows("CREATE TABLE t (a smallint NOT NULL, b bigint NOT NULL, c numeric(10,2) NOT NULL, d real NOT NULL,"
                   " e money NOT NULL, f varchar(2) NOT NULL, g char(3) NOT NULL, h boolean NOT NULL, i bytea NOT NULL,"
                   " j date NOT NULL, k timestamptz(0) NOT NULL, l time NOT NULL, m interval NOT NULL, n uuid NOT NULL,"
                   " o jsonb NOT NULL, p inet NOT NULL, q cidr NOT NULL, r macaddr NOT NULL, s tsvector NOT NULL,"
                   " t point NOT NULL, u bit(4) NOT NULL, v varbit(4) NOT NULL, w int4range NOT NULL,"
                   " x tstzmultirange NOT NULL, y integer[] NOT NULL, z \"char\" NOT NULL, xx xml, yy pg_lsn NOT NULL)",
                   "t"),
              3U);
}

TEST_F(SampleRowsTest, ValuesSatisfyChecksAndDomains) {
    EXPECT_EQ(rows("CREATE DOMAIN code AS text CHECK (VALUE ~ '^[A-Z]{2}$');"
                   "CREATE TYPE pair AS (a integer, b text);"
                   "CREATE TABLE t (state text NOT NULL CHECK (state IN ('open', 'closed')),"
                   " low integer NOT NULL CHECK (low > 4000), high integer NOT NULL, CHECK (high > low + 1),"
                   " name text NOT NULL CHECK (length(name) >= 12), country code NOT NULL, p pair NOT NULL)",
                   "t"),
              3U);
}

TEST_F(SampleRowsTest, ReferencedTablesGetRowsFirst) {
    EXPECT_EQ(rows("CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k text NOT NULL UNIQUE);"
                   "CREATE TABLE b (a bigint NOT NULL REFERENCES a, k text NOT NULL REFERENCES a (k), "
                   "up integer REFERENCES b (id), id integer NOT NULL UNIQUE, "
                   "self integer NOT NULL REFERENCES b (id))",
                   "b"),
              3U);
    EXPECT_EQ(value(*database, "SELECT count(*) FROM a"), "3");
}

TEST_F(SampleRowsTest, RowsFitPartitions) {
    EXPECT_EQ(rows("CREATE TABLE t (k text NOT NULL, n integer NOT NULL) PARTITION BY LIST (k);"
                   "CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('east') PARTITION BY RANGE (n);"
                   "CREATE TABLE t2 PARTITION OF t1 FOR VALUES FROM (4000) TO (5000)",
                   "t"),
              3U);
}

TEST_F(SampleRowsTest, ATableThatNoRowSatisfiesHasNone) {
    EXPECT_EQ(rows("CREATE TABLE t (a integer NOT NULL CHECK (a > 5 AND a < 5))", "t"), 0U);
}

/// Proofs with rows.
class ProofWithRows : public testing::Test {
protected:
    Schema schema_of(const std::string& sql) {
        const auto made = scratch->create();
        made->execute(sql);
        return made->introspect();
    }

    Proof proved(const std::string& before, const std::string& after, const std::string& up, const std::string& down) {
        return prove(schema_of(before), schema_of(after), revision("aaaa", {}, "0001", up, down), *scratch);
    }

    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<scratch::Scratch> scratch = place.scratch();
    const std::string t = "CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL);";
    const std::string wider = "CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL, note text);";
    const std::string add = "ALTER TABLE t ADD COLUMN note text;", drop = "ALTER TABLE t DROP COLUMN note;";
};

TEST_F(ProofWithRows, TheVerifiedLineNamesNoTableWhoseRowsTookPart) {
    EXPECT_EQ(proved(t, wider, add, drop).verified, "upgrade, downgrade, upgrade");
}

TEST_F(ProofWithRows, ATriggerThatFailsOnAnUpdateIsFound) {
    const std::string fires =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.nothing := 1; RETURN NEW; END';"
        "CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();";
    EXPECT_HAS(error_of([&] { proved(t + fires, wider + fires, add + "UPDATE t SET note = name;", drop); }),
               "record \"new\" has no field \"nothing\"");
}

TEST_F(ProofWithRows, AChangedValueIsAnError) {
    const std::string message = error_of([&] { proved(t, wider, add + "UPDATE t SET name = 'x';", drop); });
    EXPECT_HAS(message, "the upgrade of 0001 step 0001 (aaaa) changes values that both schemas can hold: t.name");
    EXPECT_HAS(message, "[RT286]");
}

TEST_F(ProofWithRows, AValueThatTheDowngradeLosesIsAnError) {
    EXPECT_HAS(error_of([&] { proved(t, wider, add, drop + "DELETE FROM t;"); }),
               "the downgrade of 0001 step 0001 (aaaa) changes values that both schemas can hold: t.id, t.name");
}

TEST_F(ProofWithRows, RowsThatANewConstraintRejectsTakeNoPart) {
    const std::string add_check = "ALTER TABLE t ADD CONSTRAINT c CHECK (id < 0 AND id > 0);";
    EXPECT_EQ(proved(t, t + add_check, add_check, "ALTER TABLE t DROP CONSTRAINT c;").verified,
              "upgrade, downgrade, upgrade; without rows in t");
}

TEST_F(ProofWithRows, ATableForWhichNoRowCanBeMadeIsNamed) {
    const std::string never = "ALTER TABLE t ADD CONSTRAINT never CHECK (id > 5 AND id < 5);";
    EXPECT_EQ(proved(t + never, wider + never, add, drop).verified, "upgrade, downgrade, upgrade; without rows in t");
}

TEST_F(ProofWithRows, ValuesSatisfyANewCheckToo) {
    const std::string add_check = "ALTER TABLE t ADD CONSTRAINT c CHECK (id > 70 AND name <> id::text);";
    EXPECT_EQ(proved(t, t + add_check, add_check, "ALTER TABLE t DROP CONSTRAINT c;").verified,
              "upgrade, downgrade, upgrade");
}

TEST_F(ProofWithRows, ValuesFitTheNewTypeToo) {
    const std::string type = "CREATE TYPE mood AS ENUM ('sad', 'glad');";
    EXPECT_EQ(proved(t, type + "CREATE TABLE t (id integer PRIMARY KEY, name mood NOT NULL);",
                     type + "ALTER TABLE t ALTER COLUMN name TYPE mood USING name::mood;",
                     "ALTER TABLE t ALTER COLUMN name TYPE text; DROP TYPE mood;")
                  .verified,
              "upgrade, downgrade, upgrade");
}

TEST_F(ProofWithRows, ATableThatTheUpgradeCreatesHasRowsWhenItIsDropped) {
    const std::string create = "CREATE TABLE n (id integer NOT NULL REFERENCES t);";
    const std::string refuse = "DO $$BEGIN IF EXISTS (SELECT FROM n) THEN RAISE EXCEPTION 'n has rows'; END IF; END$$;";
    EXPECT_EQ(proved(t, t + create, create, "DROP TABLE n;").verified, "upgrade, downgrade, upgrade");
    EXPECT_HAS(error_of([&] { proved(t, t + create, create, refuse + "DROP TABLE n;"); }), "n has rows");
}

TEST_F(ProofWithRows, ANewTableMayTakeTheNameOfARenamedOne) {
    Schema after = schema_of(
        "CREATE TABLE n (id integer PRIMARY KEY, name text NOT NULL);"
        "CREATE TABLE t (id integer REFERENCES n)");
    after.tables.at({"", "n"}).transition->renamed_from = "t";
    const Proof proof = prove(schema_of(t), after,
                              revision("aaaa", {}, "0001",
                                       "ALTER TABLE t RENAME TO n; ALTER TABLE n RENAME CONSTRAINT t_pkey TO n_pkey;"
                                       "CREATE TABLE t (id integer REFERENCES n);",
                                       "DROP TABLE t; ALTER TABLE n RENAME CONSTRAINT n_pkey TO t_pkey;"
                                       "ALTER TABLE n RENAME TO t;"),
                              *scratch);
    EXPECT_EQ(proof.verified, "upgrade, downgrade, upgrade");
}

TEST_F(ProofWithRows, RowsOfANewTableThatChangeOthersTakeNoPart) {
    const std::string create =
        "CREATE TABLE n (id integer NOT NULL REFERENCES t);"
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE t SET name = ''x''; RETURN NEW; END';"
        "CREATE TRIGGER tr AFTER INSERT ON n FOR EACH ROW EXECUTE FUNCTION f();";
    EXPECT_EQ(proved(t, t + create, create, "DROP TABLE n; DROP FUNCTION f();").verified,
              "upgrade, downgrade, upgrade; without rows in n");
}

TEST_F(ProofWithRows, ATriggerMayChangeValues) {
    const std::string fires =
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.name := ''x''; RETURN NEW; END';"
        "CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();";
    EXPECT_EQ(proved(t + fires, wider + fires, add + "UPDATE t SET note = name;", drop).verified,
              "upgrade, downgrade, upgrade");
}

}  // namespace
}  // namespace retort::migrate::test
