#include "desired/already_stored.hpp"

#include "desired/normalize.hpp"
#include "emit/plan.hpp"
#include "schema/json.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

/// The schema; its expressions are in the server's spelling when they are read back.
constexpr const char* shop = R"(
    CREATE TYPE state AS ENUM ('new', 'paid');
    CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE,
        note text DEFAULT 'none', CHECK (length(email) > 3));
    CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer (id) ON DELETE CASCADE,
        state state NOT NULL DEFAULT 'new', total numeric(10,2) DEFAULT 0,
        twice numeric GENERATED ALWAYS AS (total * 2) STORED, during int4range, EXCLUDE USING gist (during WITH &&));
    CREATE INDEX ON orders (customer_id, total DESC) WHERE state = 'paid';
    CREATE INDEX ON orders (abs(total));
)";

class AlreadyStored : public testing::Test {
protected:
    AlreadyStored() {
        live->execute(shop);
        stored = live->introspect();
    }

    /// Normalizes with and without the stored schema; both must give the same result.
    void expect_same(const Schema& declared) {
        scratch::ScratchSource none(ScratchOptions{});
        const Schema whole = desired::normalize(declared, live.get());
        Schema short_way = desired::normalize(declared, live.get(), &none, &stored);
        EXPECT_EQ(to_json(short_way), to_json(whole));
        for (const auto& [name, table] : whole.tables)
            for (std::size_t i = 0; i < table.indexes.size(); ++i)
                EXPECT_EQ(short_way.tables.at(name).indexes.at(i).depends_on.list, table.indexes[i].depends_on.list);
    }

    using ScratchOptions = scratch::ScratchOptions;
    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> live = place.connect();
    Schema stored;
    const ObjectName orders{"", "orders"};
    const ObjectName customer{"", "customer"};
};

TEST_F(AlreadyStored, SkipsDatabaseThatEqualsModels) {
    EXPECT_TRUE(desired::without_stored(stored, stored).tables.empty());
    expect_same(stored);
}

TEST_F(AlreadyStored, ChangedExpressionQueriesOnlyItsTable) {
    Schema declared = stored;
    declared.tables.at(customer).checks.at(0).expression = "length( email )>4";
    const Schema requested = desired::without_stored(declared, stored);
    ASSERT_EQ(requested.tables.size(), 1U);
    const Table& table = requested.tables.at(customer);
    EXPECT_EQ(table.checks.size(), 1U);
    EXPECT_FALSE(table.primary_key);
    EXPECT_TRUE(table.uniques.empty());
    EXPECT_FALSE(table.find_column("note")->default_sql);
    expect_same(declared);
}

TEST_F(AlreadyStored, RetypedColumnQueriesWholeTable) {
    Schema declared = stored;
    declared.tables.at(orders).find_column("total")->type.sql = "double precision";
    const Schema requested = desired::without_stored(declared, stored);
    ASSERT_EQ(requested.tables.count(orders), 1U);
    EXPECT_EQ(requested.tables.at(orders).indexes, declared.tables.at(orders).indexes);
    EXPECT_EQ(requested.tables.at(orders).find_column("state")->default_sql, "'new'::state");
    EXPECT_TRUE(requested.tables.contains(customer)) << "the key refers to it";
    EXPECT_TRUE(requested.tables.at(customer).primary_key);
    expect_same(declared);
}

TEST_F(AlreadyStored, ChangedEnumQueriesTablesThatUseIt) {
    Schema declared = stored;
    declared.enums.at({"", "state"}).labels = {"new", "paid", "sent"};
    EXPECT_TRUE(desired::without_stored(declared, stored).tables.contains(orders));
    expect_same(declared);
    declared.enums.at({"", "state"}).labels = {"paid"};
    EXPECT_HAS(error_of([&] {
                   scratch::ScratchSource none(ScratchOptions{});
                   desired::normalize(declared, live.get(), &none, &stored);
               }),
               "invalid input value for enum state: \"new\"");
}

TEST_F(AlreadyStored, NewForeignKeyKeepsReferencedKeys) {
    Schema declared = stored;
    Table& table = declared.tables.at(customer);
    ForeignKey key;
    key.name = "customer_email_fkey";
    key.columns = {"email"};
    key.table = customer;
    key.references = {"email"};
    table.foreign_keys.push_back(key);
    const Schema requested = desired::without_stored(declared, stored);
    ASSERT_EQ(requested.tables.size(), 1U);
    EXPECT_EQ(requested.tables.at(customer).uniques.size(), 1U);
    expect_same(declared);
}

TEST_F(AlreadyStored, QueriesNewTablesAndColumns) {
    Schema declared = stored;
    Column added;
    added.name = "added";
    added.type.sql = "timestamp with time zone";
    added.default_sql = "current_timestamp";
    declared.tables.at(orders).columns.push_back(added);
    Table table;
    table.name.name = "fresh";
    table.columns = {added};
    declared.tables[table.name] = table;
    EXPECT_TRUE(desired::without_stored(declared, stored).tables.contains(table.name));
    expect_same(declared);
}

}  // namespace
}  // namespace retort::migrate::test
