// Rules of bases, and instances of class templates.

#include "tests/reflect/grammar/inherited.hpp"

#include "tests/reflect/parity.hpp"

namespace retort::reflect {
namespace {

using namespace grammar;

TEST(Inherited, BothReadersMergeTheRulesOfAMember) {
    expect_parity<Ticket, Animal, Dog>({"tests/reflect/grammar/inherited.hpp"});
}

TEST(Inherited, ClausesAreAddedAndTheDerivedStructsOwnHold) {
    const Schema schema = schema_of<Ticket, Animal, Dog>(Dialect::postgresql);
    const Table& tickets = schema.tables.at({"", "tickets"});
    EXPECT_EQ(tickets.find_column("at")->default_sql, "8");
    EXPECT_EQ(tickets.find_column("note")->default_sql, "'-'");
    EXPECT_EQ(to_sql(tickets.find_column("note")->type), "character varying(40)");
    std::vector<std::string> checks;
    for (const Check& check : tickets.checks) checks.push_back(check.expression);
    EXPECT_EQ(checks, (std::vector<std::string>{"at > 0", "at < 100"}));
    ASSERT_EQ(tickets.uniques.size(), 1U);
    EXPECT_EQ(tickets.uniques[0].name, "notes");
    ASSERT_EQ(tickets.indexes.size(), 1U);
    const Table& dogs = schema.tables.at({"", "dogs"});
    EXPECT_EQ(dogs.primary_key->columns, std::vector<std::string>{"id"});
    EXPECT_EQ(dogs.primary_key->name, "dogs_key");
    // SQLite: the only column of the key, and so the row id.
    const Schema sqlite = schema_of<Animal, Dog>(Dialect::sqlite);
    EXPECT_EQ(sqlite.tables.at({"", "dogs"}).primary_key->columns, std::vector<std::string>{"id"});
}

TEST(Instances, OfClassTemplatesAreReadHoweverTheyAreInstantiated) {
    const std::vector<Record> records = read({"tests/reflect/grammar/instances.hpp"});
    const Schema schema = lower(records, Dialect::postgresql);
    ASSERT_EQ(schema.tables.size(), 2U);
    const Table& invoices = schema.tables.at({"", "invoices"});
    EXPECT_EQ(invoices.primary_key->columns, std::vector<std::string>{"id"});
    EXPECT_EQ(to_sql(invoices.find_column("total")->type), "numeric(12,2)");
    EXPECT_TRUE(invoices.find_column("discount")->nullable);
    EXPECT_EQ(to_sql(invoices.find_column("text")->type), "text");
    const Table& limits = schema.tables.at({"", "limits"});
    EXPECT_EQ(to_sql(limits.find_column("value")->type), "integer");
    expect_on_engine(records, Dialect::postgresql);
    expect_on_engine(records, Dialect::sqlite);
}

}  // namespace
}  // namespace retort::reflect
