// What a page says about tables, scripts, losses and downgrades.

#include "review/page/tables.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "page_of.hpp"
#include "review/page/json.hpp"
#include "review/page/scripts.hpp"
#include "review/page/text.hpp"

namespace retort::page {
namespace {

using test::page_of;
using test::start;

const ObjectName users{"", "users"}, orders{"", "orders"};

const Part* find(const TableChange& table, const std::string& name) {
    for (const Part& each : table.parts)
        if (each.name == name) return &each;
    return nullptr;
}

TEST(PageTables, BeforeAndAfterOfColumns) {
    Schema after = start();
    Table& table = after.tables.at(users);
    table.columns[1].type.sql = "text";
    table.columns[1].nullable = false;
    table.columns[2] = {.name = "age", .type = {.sql = "integer"}};
    const Page page = page_of(start(), after);
    ASSERT_EQ(page.tables.size(), 1U);
    const TableChange& found = page.tables.front();
    EXPECT_EQ(found.change, Change::changed);
    ASSERT_NE(find(found, "email"), nullptr);
    EXPECT_EQ(find(found, "email")->before, "character varying(255)");
    EXPECT_EQ(find(found, "email")->after, "text NOT NULL");
    ASSERT_NE(find(found, "age"), nullptr);
    EXPECT_EQ(find(found, "age")->change, Change::added);
    EXPECT_EQ(find(found, "age")->before, "");
    ASSERT_NE(find(found, "legacy"), nullptr);
    EXPECT_EQ(find(found, "legacy")->change, Change::dropped);
    ASSERT_EQ(found.kept.size(), 1U);
    EXPECT_EQ(found.kept.front().name, "id");
    EXPECT_EQ(found.words.size(), 3U);
    EXPECT_TRUE(page.objects.empty());
}

TEST(PageTables, ARenamedTableAndColumn) {
    Schema after = start();
    auto node = after.tables.extract(users);
    node.key().name = "people";
    node.mapped().name.name = "people";
    node.mapped().transition->renamed_from = "users";
    node.mapped().columns[1].name = "mail";
    node.mapped().columns[1].transition->renamed_from = "email";
    after.tables.insert(std::move(node));
    after.tables.at(orders).foreign_keys[0].table.name = "people";
    const Page page = page_of(start(), after);
    const auto people = std::find_if(page.tables.begin(), page.tables.end(),
                                     [](const TableChange& each) { return each.name.name == "people"; });
    ASSERT_NE(people, page.tables.end());
    EXPECT_EQ(people->earlier, "users");
    ASSERT_NE(find(*people, "mail"), nullptr);
    EXPECT_EQ(find(*people, "mail")->earlier, "email");
    EXPECT_TRUE(page.losses.empty());
}

TEST(PageTables, CreatedAndDroppedTables) {
    Schema after = start();
    after.tables.erase(orders);
    Table audit;
    audit.name.name = "audit";
    audit.columns = {{.name = "what", .type = {.sql = "text"}}};
    after.tables[audit.name] = audit;
    const Page page = page_of(start(), after);
    ASSERT_EQ(page.tables.size(), 2U);
    EXPECT_EQ(page.tables[0].name.name, "audit");
    EXPECT_EQ(page.tables[0].change, Change::added);
    EXPECT_EQ(page.tables[1].change, Change::dropped);
    ASSERT_NE(find(page.tables[1], "orders_user_id_fkey"), nullptr);
    EXPECT_EQ(find(page.tables[1], "orders_user_id_fkey")->before, "FOREIGN KEY (user_id) REFERENCES users (id)");
    EXPECT_EQ(summary(page).losses, "1,200 rows of orders");
    const Downgrade downgrade = downgrade_of(page, diff::Differences{diff::CreateTable{audit}});
    EXPECT_EQ(downgrade.not_restored, std::vector<std::string>{"the rows of table orders are not restored"});
    EXPECT_EQ(downgrade.dropped, std::vector<std::string>{"drops table audit with its rows"});
}

TEST(PageTables, ALineIsThatOfItsOwnTable) {
    Schema after = start();
    Table a, ab;
    a.name.name = "a";
    ab.name.name = "ab";
    a.columns = ab.columns = {{.name = "x", .type = {.sql = "text"}}};
    after.tables[a.name] = a;
    after.tables[ab.name] = ab;
    const Page page = page_of(start(), after);
    ASSERT_EQ(page.tables.size(), 2U);
    EXPECT_EQ(page.tables[0].words, std::vector<std::string>{"new table a (1 column)"});
    EXPECT_EQ(page.tables[1].words, std::vector<std::string>{"new table ab (1 column)"});
}

TEST(PageTables, ObjectsWithoutATable) {
    Schema after = start();
    Enum type;
    type.name.name = "role";
    type.labels = {"a", "b"};
    after.enums[type.name] = type;
    const Page page = page_of(start(), after);
    ASSERT_EQ(page.objects.size(), 1U);
    EXPECT_EQ(page.objects.front().words, "new enum role (a, b)");
    EXPECT_EQ(page.objects.front().after, "CREATE TYPE role AS ENUM ('a', 'b')");
    EXPECT_EQ(page.objects.front().before, "");
}

constexpr const char* file =
    "-- 0002 change\n\n-- migrate:up\n-- because of the law\nALTER TABLE users DROP COLUMN legacy;\n"
    "-- retort: allow drop-table because it is empty\nDROP TABLE orders;\n-- the end\n\n"
    "-- migrate:down\n-- the old values of users.legacy are not restored\nALTER TABLE users ADD COLUMN legacy text;\n";

TEST(PageScripts, StatementsWithTheirCommentsAndHazards) {
    const Page page = page_of(start(), start(), file);
    const Script& up = page.migrations.front().up;
    ASSERT_EQ(up.statements.size(), 2U);
    EXPECT_EQ(up.statements[0].lead, "-- because of the law");
    EXPECT_EQ(up.statements[0].sql, "ALTER TABLE users DROP COLUMN legacy;");
    EXPECT_EQ(up.statements[0].line, 5);
    ASSERT_FALSE(up.statements[0].hazards.empty());
    EXPECT_EQ(up.statements[0].hazards.front().message, "drops the column users.legacy");
    EXPECT_TRUE(up.statements[1].hazards.empty());
    EXPECT_EQ(up.statements[1].allowed.size(), 1U);
    EXPECT_EQ(up.rest, "-- the end");
    EXPECT_EQ(page.migrations.front().down.statements.size(), 1U);
    EXPECT_EQ(comments_on_losses(page.migrations.front().down),
              std::vector<std::string>{"the old values of users.legacy are not restored"});
    EXPECT_TRUE(comments_on_losses(up).empty());
}

TEST(PageSummary, NamesTheWorstHazard) {
    const Summary words = summary(page_of(start(), start(), file));
    EXPECT_TRUE(words.hazardous);
    EXPECT_TRUE(words.hazards.ends_with("; the worst: drops the column users.legacy")) << words.hazards;
    EXPECT_EQ(words.changes, "the schema does not change");
    EXPECT_EQ(words.verified, "not verified");
    EXPECT_FALSE(words.proved);
}

TEST(PageSummary, WithoutADowngrade) {
    const Page page = page_of(start(), start(), "-- migrate:up\nDROP TABLE orders;\n\n-- migrate:down\n");
    EXPECT_FALSE(page.downgrade->exists);
    EXPECT_NE(to_text(page).find("there is none: the upgrade can't be taken back"), std::string::npos);
}

TEST(PageSummary, LossesThatAreNotCounted) {
    Page page = page_of(start(), start());
    page.losses = {{users, "legacy", {}, "no live database is configured"}, {orders, "", 0, ""}};
    EXPECT_EQ(summary(page).losses, "the values of users.legacy (not counted: no live database is configured)");
    EXPECT_TRUE(summary(page).loses);
    page.losses = {{orders, "", 0, ""}};
    EXPECT_EQ(summary(page).losses, "what is dropped holds no rows");
    EXPECT_FALSE(summary(page).loses);
}

TEST(PageJson, HasEverything) {
    Schema after = start();
    after.tables.at(users).columns.pop_back();
    const auto json = nlohmann::json::parse(to_json(page_of(start(), after, file)));
    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["tables"][0]["table"], "users");
    EXPECT_EQ(json["tables"][0]["parts"][0]["before"], "text");
    EXPECT_TRUE(json["tables"][0]["parts"][0]["after"].is_null());
    EXPECT_EQ(json["losses"][0]["column"], "legacy");
    EXPECT_EQ(json["losses"][0]["rows"], 1200);
    EXPECT_EQ(json["migrations"][0]["upgrade"]["statements"][0]["hazards"][0]["code"], "RT431");
    EXPECT_EQ(json["migrations"][0]["upgrade"]["statements"][1]["allowed"][0], "RT430");
    EXPECT_EQ(json["downgrade"]["not_restored"][0], "the old values of users.legacy are not restored");
}

}  // namespace
}  // namespace retort::page
