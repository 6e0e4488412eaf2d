#include "tests/reflect/parity.hpp"

#include <algorithm>
#include <stdexcept>

#include "tests/reflect/grammar/corners.hpp"
#include "tests/reflect/grammar/engines.hpp"
#include "tests/support/postgres.hpp"

namespace retort::reflect {
namespace {

using namespace grammar;

const std::vector<std::string> corners = {"tests/reflect/grammar/corners.hpp"};
const std::vector<std::string> engines = {"tests/reflect/grammar/engines.hpp"};

/// Creates a tablespace. It belongs to the whole server and is kept for other runs of this test.
void make_tablespace() {
    try {
        const auto server = introspect::open(sql::parse_url(test::server_url(), "RETORT_TEST_PG"));
        server->execute("SET allow_in_place_tablespaces = on");
        server->execute("CREATE TABLESPACE retort_grammar LOCATION ''");
    } catch (const introspect::StatementError& error) {
        const std::string state = error.failure().sqlstate;
        if (state != "42710" && state != "23505") throw;  // it exists, or is being created concurrently
    }
}

const Table& table(const Schema& schema, const std::string& name) { return schema.tables.at({"", name}); }

template <class T>
const T& named(const std::vector<T>& list, const std::string& name) {
    for (const T& each : list)
        if (each.name == name) return each;
    throw std::runtime_error("nothing is called " + name);
}

TEST(Corners, BothReadersAndBothEngines) {
    make_tablespace();
    expect_parity<Other, Placed, Acting, Hen, Egg, Excluding, Numbered, Listed, Lengthy>(corners);
}

TEST(Corners, EngineSpecificClauses) { expect_parity<Either>(engines); }

TEST(Corners, SchemaHasTablespacesAndKeyClauses) {
    const Schema schema = schema_of<Other, Placed>();
    const Table& placed = table(schema, "placed");
    EXPECT_EQ(placed.tablespace, "retort_grammar");
    EXPECT_EQ(named(placed.indexes, "placed_name_idx").tablespace, "retort_grammar");
    EXPECT_EQ(named(placed.indexes, "placed_parent_idx").tablespace, "");
    EXPECT_EQ(placed.primary_key->name, "pk_placed");
    EXPECT_EQ(placed.primary_key->deferral, Deferral::initially_immediate);
    EXPECT_EQ(named(placed.uniques, "uq_placed_name").deferral, Deferral::initially_deferred);
    EXPECT_TRUE(named(placed.uniques, "placed_code_key").nulls_not_distinct);
    EXPECT_TRUE(named(placed.checks, "placed_amount_check").no_inherit);
    EXPECT_FALSE(named(placed.checks, "placed_amount_check").not_valid);
    EXPECT_TRUE(named(placed.checks, "ck_small").not_valid);
    EXPECT_TRUE(named(placed.checks, "ck_different").no_inherit);
    EXPECT_TRUE(named(placed.checks, "placed_limit__check").not_valid);
    EXPECT_TRUE(named(placed.foreign_keys, "fk_parent").not_valid);
    EXPECT_TRUE(named(placed.foreign_keys, "placed_second_parent_fkey").not_valid);

    const Schema lite = schema_of<Other, Placed>(Dialect::sqlite);
    EXPECT_EQ(table(lite, "placed").tablespace, "");
    for (const Check& check : table(lite, "placed").checks)
        EXPECT_FALSE(check.no_inherit || check.not_valid) << check.name;
}

TEST(Corners, EveryClauseOfAColumnCanBeForOneEngine) {
    const Schema postgres = schema_of<Either>(Dialect::postgresql);
    const Schema sqlite = schema_of<Either>(Dialect::sqlite);
    const auto there = [&](const char* name) -> const Column& { return *table(postgres, "either").find_column(name); };
    const auto here = [&](const char* name) -> const Column& { return *table(sqlite, "either").find_column(name); };
    EXPECT_TRUE(there("id").identity && there("id").identity->always);
    EXPECT_EQ(there("id").identity->options.start, 5);
    EXPECT_TRUE(here("id").autoincrement);
    EXPECT_EQ(table(postgres, "either").find_column("name"), nullptr);
    EXPECT_EQ(table(sqlite, "either").find_column("full_name"), nullptr);
    EXPECT_NE(table(sqlite, "either").find_column("fullname"), nullptr);
    EXPECT_EQ(table(postgres, "either").indexes.size(), 2u);
    EXPECT_EQ(to_sql(there("brief").type), "character varying(10)");
    EXPECT_EQ(to_sql(here("brief").type), "TEXT");
    EXPECT_EQ(to_sql(there("code").type), "character(3)");
    EXPECT_EQ(to_sql(there("price").type), "numeric(10,2)");
    EXPECT_NE(there("sorted").collation, here("sorted").collation);
    EXPECT_EQ(there("count").default_sql, "1");
    EXPECT_EQ(here("count").default_sql, "2");
    EXPECT_EQ(there("again").default_sql, "3");
    EXPECT_EQ(here("again").default_sql, std::nullopt);
    EXPECT_EQ(there("made").default_sql, "now()");
    EXPECT_EQ(here("made").default_sql, "'2000-01-01'");
    EXPECT_TRUE(there("twice").generated->stored);
    EXPECT_FALSE(here("twice").generated->stored);
    EXPECT_EQ(there("note").comment, "for one");
    EXPECT_FALSE(there("maybe").nullable);
    EXPECT_TRUE(here("maybe").nullable);
    EXPECT_EQ(there("kept").transition->renamed_from, "kept_there");
    EXPECT_EQ(here("kept").transition->renamed_from, "kept_here");
    EXPECT_EQ(there("light").type.user_type, (ObjectName{"", "light"}));
    EXPECT_EQ(to_sql(here("light").type), "INTEGER");
    EXPECT_EQ(there("noted").transition->using_sql, "upper(noted)");
    EXPECT_EQ(here("noted").transition->using_sql, "");
    EXPECT_EQ(table(postgres, "either").transition->renamed_from, "neither");
    EXPECT_EQ(table(sqlite, "either").transition->renamed_from, "");
    EXPECT_TRUE(table(sqlite, "either").strict);
    EXPECT_FALSE(table(postgres, "either").strict);
    EXPECT_EQ(table(postgres, "either").storage.at("fillfactor"), "80");

    const auto expressions = [](const Table& of) {
        std::vector<std::string> all;
        for (const Check& check : of.checks) all.push_back(check.expression);
        std::sort(all.begin(), all.end());
        return all;
    };
    EXPECT_EQ(expressions(table(postgres, "either")),
              (std::vector<std::string>{"count >= 0", "limited < 10", "limited > 0"}));
    EXPECT_EQ(expressions(table(sqlite, "either")),
              (std::vector<std::string>{"count >= -1", "limited < 20", "limited > 0"}));
    EXPECT_EQ(table(postgres, "either").foreign_keys.at(0).on_delete, Action::cascade);
    EXPECT_EQ(table(sqlite, "either").foreign_keys.at(0).on_delete, Action::set_null);
    EXPECT_EQ(table(postgres, "either").uniques.size(), 1u);
    EXPECT_EQ(table(sqlite, "either").uniques.size(), 0u);
}

struct Rejected {
    std::int64_t id;
    std::uint64_t counter;
    std::string_view title;

    static constexpr auto schema() { return retort::table("refused", retort::column<&Rejected::id>().primary_key()); }
};
BOOST_DESCRIBE_STRUCT(Rejected, (), (id, counter, title))

TEST(Corners, InProgramReaderReportsErrorsWithHints) {
    try {
        (void)schema_of<Rejected>();
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 2u);
        const std::string text = render(error);
        for (const char* part : {"unsigned 64-bit integer fits no integer type", "numeric(20)", "does not own its text",
                                 "std::string", "Rejected::counter", "Rejected::title"})
            EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
    }
}

TEST(Corners, GeneratedNamesEqualPostgresqls) {
    const Schema schema = schema_of<Lengthy>();
    const Table& ours = schema.tables.begin()->second;
    test::FreshDatabase database;
    const std::string table = ours.name.name;
    database.run("CREATE TABLE " + table + R"( (
        id integer PRIMARY KEY,
        the_quite_unreasonably_long_name_of_the_first_column integer NOT NULL UNIQUE REFERENCES )" +
                 table + R"( CHECK (the_quite_unreasonably_long_name_of_the_first_column > 0),
        the_quite_unreasonably_long_name_of_the_second_column integer NOT NULL UNIQUE REFERENCES )" +
                 table + R"( CHECK (the_quite_unreasonably_long_name_of_the_second_column > 0),
        "größe_ä_ö_ü_ß_ä_ö_ü_ß_ä_ö_ü_ß_ä" integer NOT NULL UNIQUE,
        CHECK (id > 0), CHECK (id > 1), CHECK (id > the_quite_unreasonably_long_name_of_the_first_column));
        CREATE INDEX ON )" +
                 table + R"( (the_quite_unreasonably_long_name_of_the_first_column, id);
        CREATE INDEX ON )" +
                 table + R"( (the_quite_unreasonably_long_name_of_the_second_column, id);
        CREATE INDEX ON )" +
                 table + " ((id + 1), (id + 2), abs(id))");
    std::vector<std::string> named;
    const auto add = [&](const auto& list) {
        for (const auto& each : list) named.push_back(each.name);
    };
    named.push_back(ours.primary_key->name);
    add(ours.uniques);
    add(ours.checks);
    add(ours.foreign_keys);
    add(ours.indexes);
    std::sort(named.begin(), named.end());
    std::vector<std::string> theirs = database.column(
        "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace UNION SELECT relname FROM "
        "pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace");
    std::sort(theirs.begin(), theirs.end());
    EXPECT_EQ(named, theirs);
}

}  // namespace
}  // namespace retort::reflect
