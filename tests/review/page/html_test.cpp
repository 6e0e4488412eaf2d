// The HTML page: escaping, landmarks, determinism.

#include "review/page/html.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "page_of.hpp"

namespace retort::page {
namespace {

using test::page_of;
using test::start;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

/// A page with markup, quotes and characters that change the direction of writing in every text.
Page hostile() {
    const std::string evil = "<script>alert('x')</script>\"&{{title}}\u202e";
    Schema after = start();
    Table table;
    table.name = {evil, evil};
    table.columns = {{.name = evil, .type = {.sql = evil}, .comment = evil}};
    table.comment = evil;
    after.tables[table.name] = table;
    Enum type;
    type.name.name = evil;
    type.labels = {evil};
    after.enums[type.name] = type;
    Page page = page_of(start(), after,
                        "-- migrate:up\n-- " + evil + "\nALTER TABLE users DROP COLUMN legacy;\nDROP TABLE \"" +
                            "<script>\";\n\n-- migrate:down\n-- " + evil + "\nSELECT '" + "<script>" + "';\n");
    page.title = page.chosen = page.from = page.to = page.database = evil;
    page.notes = page.blocking = page.row_notes = {evil};
    page.losses = {{table.name, evil, {}, evil}};
    page.downgrade->not_restored = page.downgrade->dropped = page.downgrade->notes = {evil};
    page.migrations.front().remarks = {evil};
    page.migrations.front().verification = migrate::Verification::holds;
    page.migrations.front().verified = evil;
    return page;
}

TEST(PageHtml, EscapesEverything) {
    const std::string html = to_html(hostile());
    EXPECT_EQ(count(html, "<script"), 0U);
    EXPECT_GT(count(html, "&lt;script&gt;"), 20U);
    EXPECT_EQ(count(html, "\u202e"), 0U);
    EXPECT_GT(count(html, "\\u202e"), 10U);
    // Braces are text, and no template.
    EXPECT_GT(count(html, "{{title}}"), 10U);
}

TEST(PageHtml, LoadsNothing) {
    const std::string html = to_html(hostile());
    EXPECT_EQ(count(html, "src="), 0U);
    EXPECT_EQ(count(html, "<link"), 0U);
    EXPECT_EQ(count(html, "url("), 0U);
    EXPECT_EQ(count(html, "@import"), 0U);
    EXPECT_EQ(count(html, "default-src 'none'"), 1U);
    // The only address is the name of SVG's namespace.
    EXPECT_EQ(count(html, "http://"), count(html, "http://www.w3.org/2000/svg"));
    EXPECT_EQ(count(html, "https://"), 0U);
}

TEST(PageHtml, IsBuiltForKeyboardAndScreenReader) {
    Schema after = start();
    after.tables.at({"", "users"}).columns.pop_back();
    const std::string html =
        to_html(page_of(start(), after, "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n"));
    for (const char* part :
         {"<html lang=\"en\"", "<a class=\"skip\" href=\"#content\"", "<main id=\"content\"", "<header>", "<footer>",
          "<nav class=\"contents\" aria-label=\"Contents\"", "<h1>", ":focus-visible", "<caption>", "scope=\"col\"",
          "scope=\"row\"", "role=\"img\"", "<title id=\"erd-title\">", "<desc id=\"erd-desc\">",
          "prefers-color-scheme: dark", "@media print", "width=device-width"})
        EXPECT_GE(count(html, part), 1U) << part;
    EXPECT_EQ(count(html, "<h1>"), 1U);
    // Each id is unique, and each reference to one has its target.
    std::set<std::string> ids;
    const std::regex id(" id=\"([^\"]+)\""), reference("(?:href=\"#|labelledby=\")([^\"]+)\"");
    for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at)
        EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1];
    for (std::sregex_iterator at(html.begin(), html.end(), reference), end; at != end; ++at) {
        std::istringstream words((*at)[1]);
        for (std::string word; words >> word;) EXPECT_TRUE(ids.contains(word)) << word;
    }
}

TEST(PageHtml, IsTheSameEachTime) { EXPECT_EQ(to_html(hostile()), to_html(hostile())); }

}  // namespace
}  // namespace retort::page
