// Pictures of schemas.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "page_of.hpp"
#include "review/diagram/layout.hpp"
#include "review/diagram/mermaid.hpp"
#include "review/diagram/svg.hpp"

namespace retort::diagram {
namespace {

using page::test::start;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// 200 tables in four schemas; most reference another.
Schema large() {
    Schema schema;
    for (int i = 0; i < 200; ++i) {
        Table table;
        table.name = {i % 4 == 0 ? "" : fmt::format("part_{}", i % 4), fmt::format("table_{:03}", i)};
        table.columns = {{.name = "id", .type = {.sql = "bigint"}}};
        for (int c = 0; c < 15; ++c)
            table.columns.push_back({.name = fmt::format("column_{}", c), .type = {.sql = "text"}});
        table.primary_key = PrimaryKey{.name = "p", .columns = {"id"}};
        if (i >= 8 && i % 3 != 0) {
            ForeignKey key;
            key.columns = {"column_3"};
            key.table = {i % 4 == 0 ? "" : fmt::format("part_{}", i % 4),
                         fmt::format("table_{:03}", i % 2 == 0 ? i - 4 : i - 8)};
            key.references = {"id"};
            table.foreign_keys = {key};
        }
        schema.tables[table.name] = table;
    }
    return schema;
}

bool overlap(const Frame& a, const Frame& b) {
    return a.corner.x < b.corner.x + b.width && b.corner.x < a.corner.x + a.width &&
           a.corner.y < b.corner.y + b.height && b.corner.y < a.corner.y + a.height;
}

TEST(Diagram, TwoHundredTables) {
    const Picture picture = picture_of(large(), "Tables");
    ASSERT_EQ(picture.boxes.size(), 200U);
    EXPECT_TRUE(picture.grouped);
    const Layout layout = lay_out(picture);
    ASSERT_EQ(layout.boxes.size(), 200U);
    ASSERT_EQ(layout.groups.size(), 4U);
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
        const Frame& box = layout.boxes[i];
        EXPECT_GE(box.corner.x, 0);
        EXPECT_GE(box.corner.y, 0);
        EXPECT_LE(box.corner.x + box.width, layout.width);
        EXPECT_LE(box.corner.y + box.height, layout.height);
        for (std::size_t j = i + 1; j < layout.boxes.size(); ++j)
            EXPECT_FALSE(overlap(box, layout.boxes[j])) << picture.boxes[i].name.name << picture.boxes[j].name.name;
        // Within the frame of its schema, and of no other.
        for (const Frame& group : layout.groups)
            EXPECT_EQ(overlap(box, group), group.schema == picture.boxes[i].name.schema) << group.schema;
    }
    // Only key columns, so that it can be read; neither a column nor a row of tables.
    for (const Box& each : picture.boxes) EXPECT_EQ(each.rows.size() + each.folded, 16U);
    EXPECT_LE(picture.boxes.front().rows.size(), 2U);
    EXPECT_LT(std::max(layout.width, layout.height), 6 * std::min(layout.width, layout.height));
}

TEST(Diagram, IsTheSameEachTime) {
    const Picture picture = picture_of(large(), "Tables");
    const std::string svg = to_svg(picture, true);
    EXPECT_EQ(svg, to_svg(picture, true));
    EXPECT_FALSE(contains(svg, "graphviz"));
    EXPECT_FALSE(contains(svg, "<!--"));
}

TEST(Diagram, EscapesNames) {
    Schema schema = start();
    Table table;
    table.name.name = "<script>\"&'\u202e";
    table.columns = {{.name = "\u05d0\u05d1<b>", .type = {.sql = "text"}}};
    schema.tables[table.name] = table;
    const std::string svg = to_svg(picture_of(schema, "<script>"), true);
    EXPECT_FALSE(contains(svg, "<script>"));
    EXPECT_FALSE(contains(svg, "\u202e"));
    EXPECT_TRUE(contains(svg, "&lt;script&gt;&quot;&amp;&#39;\\u202e"));
    const std::string mermaid = to_mermaid(picture_of(schema, ""));
    EXPECT_TRUE(contains(mermaid, "[\"'script''&'\\u202e\"]") || contains(mermaid, "[\"'script''&''u202e\"]"))
        << mermaid;
    EXPECT_FALSE(contains(mermaid, "<b>"));
}

TEST(Diagram, HasATitleAndADescription) {
    const std::string svg = to_svg(picture_of(start(), "Tables of app"), true);
    EXPECT_TRUE(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg ")) << svg.substr(0, 100);
    EXPECT_TRUE(contains(svg, "<title id=\"erd-title\">Tables of app</title>"));
    EXPECT_TRUE(contains(svg, "<desc id=\"erd-desc\">tables: orders, users. 1 foreign key.</desc>"));
    EXPECT_TRUE(contains(svg, "<title>orders (user_id) → users</title>"));
}

TEST(Diagram, OfNoTables) { EXPECT_TRUE(contains(to_svg(picture_of(Schema{}, "Nothing"), true), "</svg>")); }

TEST(Diagram, MarksWhatDiffers) {
    Schema after = start();
    after.tables.erase({"", "orders"});
    after.tables.at({"", "users"}).columns[1].type.sql = "text";
    const Picture picture = page::test::page_of(start(), after).picture;
    ASSERT_EQ(picture.boxes.size(), 2U);
    EXPECT_EQ(picture.boxes[0].mark, Mark::dropped);
    EXPECT_EQ(picture.boxes[1].mark, Mark::changed);
    ASSERT_EQ(picture.arrows.size(), 1U);
    EXPECT_EQ(picture.arrows[0].mark, Mark::dropped);
    EXPECT_EQ(picture.boxes[1].rows[1].mark, Mark::changed);
}

TEST(Diagram, NeighboursByForeignKeys) {
    Schema after = start();
    after.tables.at({"", "orders"}).columns.push_back({.name = "note", .type = {.sql = "text"}});
    const Picture picture = page::test::page_of(start(), after).picture;
    ASSERT_EQ(picture.boxes.size(), 2U);
    EXPECT_EQ(picture.boxes[0].mark, Mark::changed);
    EXPECT_EQ(picture.boxes[1].mark, Mark::neighbour);
    EXPECT_EQ(picture.arrows.size(), 1U);
}

}  // namespace
}  // namespace retort::diagram
