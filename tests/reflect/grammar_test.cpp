#include "tests/reflect/parity.hpp"

#include "tests/reflect/grammar/columns.hpp"
#include "tests/reflect/grammar/enums.hpp"
#include "tests/reflect/grammar/indexes.hpp"
#include "tests/reflect/grammar/keys.hpp"
#include "tests/reflect/grammar/sharing.hpp"
#include "tests/reflect/grammar/tables.hpp"
#include "tests/reflect/grammar/types.hpp"

namespace retort::reflect {
namespace {

using namespace grammar;

TEST(Grammar, Types) {
    expect_parity<Scalars, Library, Strings, Arrays, Overrides, Strict>({"tests/reflect/grammar/types.hpp"});
}
TEST(Grammar, Strings) {
    const Schema schema = schema_of<Strings>(Dialect::postgresql);
    const Table& table = schema.tables.at({"", "strings"});
    for (const char* name : {"folder", "number", "name"}) EXPECT_TRUE(table.find_column(name)->nullable) << name;
    EXPECT_EQ(to_sql(table.find_column("file")->type), "text");
    EXPECT_EQ(to_sql(table.find_column("text")->type), "character varying(20)");
    EXPECT_EQ(to_sql(table.find_column("number")->type), "integer");
    EXPECT_EQ(table.find_column("letter")->default_sql, "''''");
}
TEST(Grammar, Columns) {
    expect_parity<Defaults, Counted, Auto, Inserted, grammar::Generated, Renamed>(
        {"tests/reflect/grammar/columns.hpp"});
}
TEST(Grammar, Keys) { expect_parity<Node, Tag, Rowid, Leaf, Booking>({"tests/reflect/grammar/keys.hpp"}); }
TEST(Grammar, Indexes) { expect_parity<Document>({"tests/reflect/grammar/indexes.hpp"}); }
TEST(Grammar, Tables) {
    expect_parity<Tenant, Event, grammar::Cache, Shard, Region, OnlySqlite, ByExpression>(
        {"tests/reflect/grammar/tables.hpp"});
}
TEST(Grammar, Sharing) {
    expect_parity<Author, Book, Revision<OfAuthors>, Revision<OfBooks>, Legacy>({"tests/reflect/grammar/sharing.hpp"});
}
TEST(Grammar, Enums) { expect_parity<Task, Day>({"tests/reflect/grammar/enums.hpp"}); }

TEST(Grammar, EnumIsTypeOnlyIfColumnUsesIt) {
    const std::vector<Record> records = read({"tests/reflect/grammar/enums.hpp"});
    const auto has = [](const Schema& schema, const char* name) { return schema.enums.contains({"", name}); };
    const Schema days = schema_of<Day>(Dialect::postgresql);
    EXPECT_FALSE(has(days, "rank")) << "stored as an integer and as text";
    EXPECT_TRUE(has(days, "weather")) << "a column names it";
    EXPECT_TRUE(has(days, "season"));
    EXPECT_TRUE(schema_of<Day>(Dialect::sqlite).enums.empty());
    EXPECT_FALSE(has(lower(records, Dialect::postgresql), "rank"));
    EXPECT_TRUE(has(lower(records, Dialect::postgresql), "http_method")) << "one column of three has it";
}

}  // namespace
}  // namespace retort::reflect
