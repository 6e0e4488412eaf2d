// The comment for a pull request: escaping and length.

#include "review/page/markdown.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "page_of.hpp"
#include "schema/unicode.hpp"

namespace retort::page {
namespace {

using test::page_of;
using test::start;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(PageMarkdown, EscapesNames) {
    Schema after = start();
    Table table;
    table.name.name = "a|b<script>`x`";
    table.columns = {{.name = "c|\nd", .type = {.sql = "text"}}};
    after.tables[table.name] = table;
    const std::string text = to_markdown(page_of(start(), after));
    EXPECT_FALSE(contains(text, "<script>"));
    EXPECT_TRUE(contains(text, "a\\|b&lt;script\\>\\`x\\`")) << text;
    EXPECT_TRUE(contains(text, "<code>c&#124; d</code>")) << text;
}

TEST(PageMarkdown, ACodeBlockHoldsBackticks) {
    const std::string text =
        to_markdown(page_of(start(), start(), "-- migrate:up\nSELECT '```\n</details>';\n\n-- migrate:down\n"));
    EXPECT_TRUE(contains(text, "````sql\nSELECT '```\n")) << text;
}

TEST(PageMarkdown, FitsTheLimitAndSaysWhatIsLeftOut) {
    std::string file = "-- migrate:up\n";
    for (int i = 0; i < 2000; ++i) file += fmt::format("ALTER TABLE users DROP COLUMN legacy_number_{};\n", i);
    file += "\n-- migrate:down\nSELECT 1;\n";
    Schema after = start();
    after.tables.at({"", "users"}).columns.pop_back();
    const Page page = page_of(start(), after, file);
    const std::string text = to_markdown(page);
    EXPECT_LE(decode_utf8(text).size(), longest_comment);
    EXPECT_TRUE(contains(text,
                         "Left out, since a comment has at most 65536 characters: the diagram, the SQL with its "
                         "hazards"))
        << text;
    EXPECT_TRUE(contains(text, "drops the column users.legacy\\_number\\_0"));
    EXPECT_TRUE(contains(text, "#### 🟡 changed users"));
    for (const std::size_t limit : {200U, 1000U, 3000U, 100000U}) EXPECT_LE(to_markdown(page, limit).size(), limit);
}

TEST(PageMarkdown, AShortReviewHasTheDiagram) {
    Schema after = start();
    after.tables.erase({"", "orders"});
    const std::string text = to_markdown(page_of(start(), after));
    EXPECT_TRUE(contains(text, "```mermaid\nerDiagram\n    t0[\"orders (dropped)\"]")) << text;
    EXPECT_TRUE(contains(text, "    t0 }o--|| t1 : \"user_id (dropped)\"\n")) << text;
    EXPECT_FALSE(contains(text, "Left out"));
}

}  // namespace
}  // namespace retort::page
