// With the default schema alone in the filter, the catalog is read in part. The result is that of reading it whole.

#include <gtest/gtest.h>

#include "schema/json.hpp"
#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

class DefaultSchema : public test::PostgresTest {
protected:
    std::string read(std::vector<std::string> included) {
        Filter filter;
        filter.schemas.include = std::move(included);
        return to_json(db().introspect(filter));
    }

    void expect_equal_in_both_ways(const std::string& schema) {
        const std::string alone = read({"default"});
        EXPECT_EQ(alone, read({"default", "a schema that does not exist"}));
        EXPECT_NE(alone.find('"' + schema + '"'), std::string::npos) << alone;
    }

    static constexpr const char* shared =
        "CREATE SCHEMA shared;"
        "CREATE TYPE shared.state AS ENUM ('open', 'closed'); CREATE DOMAIN shared.code AS text CHECK (VALUE <> '');"
        "CREATE SEQUENCE shared.numbers; CREATE COLLATION shared.c FROM \"C\";"
        "CREATE FUNCTION shared.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE FUNCTION shared.twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * i';"
        "CREATE TABLE shared.countries (code text, name text DEFAULT 'none', PRIMARY KEY (code), CHECK (name <> ''));"
        "CREATE INDEX ON shared.countries (lower(name));"
        "CREATE TABLE shared.events (id int, at date DEFAULT now()) PARTITION BY RANGE (id);"
        "CREATE VIEW shared.names AS SELECT name FROM shared.countries;"
        "CREATE POLICY readers ON shared.countries USING (name <> 'none');";
};

TEST_F(DefaultSchema, WithReferencesToAnotherSchema) {
    db().execute(shared);
    db().execute(
        "CREATE TABLE users (id int DEFAULT nextval('shared.numbers'), country text REFERENCES shared.countries,"
        "  s shared.state DEFAULT 'open', c shared.code, name text COLLATE shared.c, n int CHECK (shared.twice(n) > 2),"
        "  d int GENERATED ALWAYS AS (shared.twice(n)) STORED);"
        "CREATE INDEX ON users (shared.twice(n)) WHERE s = 'open';"
        "CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION shared.touch();"
        "CREATE STATISTICS by_country ON country, s FROM users;"
        "CREATE POLICY own ON users USING (EXISTS (SELECT FROM shared.countries WHERE code = country));"
        "CREATE RULE none AS ON DELETE TO users DO INSTEAD UPDATE shared.countries SET name = 'x' WHERE code = "
        "OLD.country;"
        "CREATE TABLE events_1 PARTITION OF shared.events FOR VALUES FROM (0) TO (10);"
        "CREATE TABLE old_countries (left_on date) INHERITS (shared.countries);"
        "CREATE VIEW living AS SELECT u.name, c.name AS country FROM users u JOIN shared.countries c ON c.code = "
        "u.country;"
        "CREATE FUNCTION closed() RETURNS SETOF users LANGUAGE sql BEGIN ATOMIC SELECT * FROM users WHERE s = "
        "'closed'; END");
    expect_equal_in_both_ways("users");
}

TEST_F(DefaultSchema, WithReferencesFromAnotherSchema) {
    db().execute(
        "CREATE TABLE users (id int PRIMARY KEY, name text DEFAULT 'none'); CREATE TYPE state AS ENUM ('open');"
        "CREATE SCHEMA other; CREATE TABLE other.notes (id int REFERENCES users, s state DEFAULT 'open');"
        "CREATE VIEW other.names AS SELECT name FROM users;"
        "CREATE TABLE other.users () INHERITS (public.users);"
        "CREATE SEQUENCE other.numbers OWNED BY NONE");
    expect_equal_in_both_ways("users");
}

TEST_F(DefaultSchema, OfASearchPath) {
    db().execute(shared);
    db().execute("CREATE TABLE users (id int DEFAULT 1 CHECK (id > 0)); SET search_path = shared, public");
    expect_equal_in_both_ways("countries");
}

}  // namespace
}  // namespace retort::introspect
