#include "review/page/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "review/diagram/mermaid.hpp"
#include "review/report_text.hpp"
#include "schema/name.hpp"
#include "sql/printable.hpp"

namespace retort::page {

namespace {

std::string inline_text(std::string_view text) { return review::markdown_escaped(sql::printable(text)); }

/// Text of a cell as code, which Markdown and HTML leave as it is.
std::string code(std::string_view text) {
    if (text.empty()) return "";
    std::string out = "<code>";
    for (const char c : sql::printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '|': out += "&#124;"; break;
            case '\n':
            case '\r': out += ' '; break;
            default: {
                const bool special = std::string_view("\\`*_{}[]()#+!~@$:").find(c) != std::string_view::npos;
                out += special ? fmt::format("&#{};", static_cast<int>(c)) : std::string(1, c);
            }
        }
    }
    return out + "</code>";
}

std::string_view sign(const std::optional<Change>& change) {
    if (!change) return "";
    return *change == Change::added ? "🟢 added" : *change == Change::dropped ? "🔴 dropped" : "🟡 changed";
}

std::string table_text(const TableChange& table) {
    std::string out = fmt::format("\n#### {} {}", sign(table.change), inline_text(display(table.name)));
    if (!table.earlier.empty()) out += inline_text(fmt::format(", was {}", table.earlier));
    if (table.size) out += inline_text(fmt::format(" ({})", hazards::describe(*table.size)));
    out += "\n\n";
    for (const std::string& each : table.words) out += fmt::format("- {}\n", inline_text(each));
    if (table.parts.empty()) return out;
    out += "\n| | | before | after |\n|---|---|---|---|\n";
    for (const Part& each : table.parts) {
        std::string name = code(each.name);
        if (!each.earlier.empty()) name += " (was " + code(each.earlier) + ")";
        out += fmt::format("| {} | {} {} | {} | {} |\n", sign(each.change), each.kind, name, code(each.before),
                           code(each.after));
    }
    return out;
}

std::string statement_text(const Statement& statement) {
    std::string sql = statement.lead.empty() ? statement.sql : statement.lead + "\n" + statement.sql;
    std::string out = "\n" + review::markdown_fenced("sql", sql::printable(sql));
    for (const hazards::TableEffect& each : statement.effects)
        out += fmt::format("\n{}: {}, {}\n", code(display(each.table)), to_string(each.lock), to_string(each.work));
    for (const Hazard& each : statement.hazards)
        out += fmt::format("\n> {} **{}** {} ({})\n> Safer: {}\n",
                           each.severity == hazards::Severity::error ? "🔴" : "🟡", to_string(each.severity),
                           inline_text(each.message), hazards::entry(each.rule).code, inline_text(each.safer));
    return out;
}

std::string script_text(const Script& script, std::string_view title, bool open) {
    if (script.empty()) return fmt::format("\n{}: none\n", title);
    std::string out = fmt::format("\n<details{}><summary>{}: {} {}{}</summary>\n", open ? " open" : "", title,
                                  script.statements.size(), script.statements.size() == 1 ? "statement" : "statements",
                                  script.transaction ? "" : ", transaction:false");
    for (const Statement& each : script.statements) out += statement_text(each);
    return out + "\n</details>\n";
}

std::string list_text(std::string_view title, const std::vector<std::string>& sentences) {
    if (sentences.empty()) return "";
    std::string out = fmt::format("\n{}\n\n", title);
    for (const std::string& each : sentences) out += fmt::format("- {}\n", inline_text(each));
    return out;
}

std::string head_text(const Page& page) {
    const Summary words = summary(page);
    std::string out = fmt::format("### retort review: {}\n\n", inline_text(page.title));
    if (!page.chosen.empty()) out += inline_text(page.chosen) + ".\n\n";
    out += fmt::format("| | |\n|---|---|\n| Changes | {} |\n| Hazards | {} {} |\n| Lost | {} {} |\n| Proof | {} {} |\n",
                       inline_text(words.changes),
                       words.hazardous ? "🔴"
                       : words.warned  ? "🟡"
                                       : "🟢",
                       inline_text(words.hazards), words.loses ? "🔴" : "🟢", inline_text(words.losses),
                       words.proved ? "🟢" : "🟡", inline_text(words.verified));
    out += list_text("Live rows on which the upgrade fails:", page.blocking);
    return out + list_text("Notes:", page.row_notes) + list_text(page.row_notes.empty() ? "Notes:" : "", page.notes);
}

std::string downgrade_text(const Page& page) {
    if (!page.downgrade) return "";
    std::string out = "\n#### Downgrade\n";
    if (!page.downgrade->exists) out += "\nThere is none: the upgrade can't be taken back.\n";
    return out + list_text("It does not restore everything:", page.downgrade->not_restored) +
           list_text("It drops what the upgrade adds:", page.downgrade->dropped) +
           list_text("Comments in its SQL:", page.downgrade->notes);
}

/// A part of the comment that can be left out.
struct Piece {
    std::string what;  ///< for the line that says so
    std::string text;
};

}  // namespace

std::string to_markdown(const Page& page, std::size_t limit) {
    const std::string head = head_text(page);
    std::string tables, objects, sql;
    for (const TableChange& each : page.tables) tables += table_text(each);
    for (const ObjectChange& each : page.objects) objects += fmt::format("- {}\n", inline_text(each.words));
    if (!objects.empty()) objects = "\n#### Other objects\n\n" + objects;
    for (const Migration& each : page.migrations) {
        sql += fmt::format("\n#### {}\n", inline_text(each.file.empty() ? each.title : each.file));
        if (!each.id.empty() && page.migrations.size() > 1)
            sql += fmt::format("\n{}\n", inline_text(verification_in_words(each)));
        sql += script_text(each.up, each.id.empty() ? "SQL" : "Upgrade", true);
        if (!each.id.empty()) sql += script_text(each.down, "Downgrade", false);
    }
    std::string diagram;
    if (!page.picture.boxes.empty())
        diagram = fmt::format("\n<details open><summary>Diagram</summary>\n\n{}\n</details>\n",
                              review::markdown_fenced("mermaid", diagram::to_mermaid(page.picture)));
    std::vector<Piece> pieces{{"the diagram", std::move(diagram)},
                              {"the tables, column by column", std::move(tables)},
                              {"other objects", std::move(objects)},
                              {"the SQL with its hazards", std::move(sql)},
                              {"the downgrade", downgrade_text(page)}};
    constexpr std::size_t room = 400;  // for the line that says what was left out
    std::string left_out;
    const auto length = [&] {
        std::size_t sum = head.size();
        for (const Piece& each : pieces) sum += each.text.size();
        return sum;
    };
    for (const std::size_t next : {0, 3, 1, 2, 4}) {
        if (length() + (left_out.empty() ? 0 : room) <= limit) break;
        if (pieces[next].text.empty()) continue;
        pieces[next].text.clear();
        left_out += (left_out.empty() ? "" : ", ") + pieces[next].what;
    }
    std::string out = head;
    for (const Piece& each : pieces) out += each.text;
    if (!left_out.empty())
        out += fmt::format(
            "\n_Left out, since a comment has at most {} characters: {}. `retort review --html FILE` has "
            "all of it._\n",
            limit, left_out);
    if (out.size() <= limit) return out;
    const std::string note = "\n\n_Cut here: the summary alone is too long for a comment._\n";
    return std::string(clip_utf8(out, limit - std::min(limit, note.size()))) + note;
}

}  // namespace retort::page
