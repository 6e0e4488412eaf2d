#include "review/page/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace retort::page {

namespace {

/// Each line of `text` after `indent`.
std::string indented(std::string_view text, std::string_view indent) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) out += fmt::format("{}{}", indent, text.substr(0, end));
        out += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

char sign(const std::optional<Change>& change) {
    if (!change) return ' ';
    return *change == Change::added ? '+' : *change == Change::dropped ? '-' : '~';
}

std::string text_of(const Part& part) {
    std::string name = part.kind + (part.name.empty() ? "" : " " + part.name);
    if (!part.earlier.empty()) name += fmt::format(" (was {})", part.earlier);
    if (!part.before.empty() && !part.after.empty() && part.before == part.after)
        return fmt::format("    {} {}\n", sign(part.change), name);
    std::string out = fmt::format("    {} {}\n", sign(part.change), name);
    if (!part.before.empty()) out += indented(part.before, "        - ");
    if (!part.after.empty()) out += indented(part.after, "        + ");
    return out;
}

std::string text_of(const TableChange& table) {
    std::string out = fmt::format("\ntable {}: {}", display(table.name), review::to_string(table.change));
    if (!table.earlier.empty()) out += fmt::format(", was {}", table.earlier);
    if (table.size) out += fmt::format(" ({})", hazards::describe(*table.size));
    out += '\n';
    for (const std::string& each : table.words) out += fmt::format("  {}\n", each);
    if (table.change != Change::changed) {
        for (const Part& each : table.parts)
            out += fmt::format("    {} {}{} {}\n", sign(each.change), each.kind,
                               each.name.empty() ? "" : " " + each.name, each.after.empty() ? each.before : each.after);
        return out;
    }
    for (const Part& each : table.parts) out += text_of(each);
    return out;
}

std::string text_of(const Statement& statement) {
    std::string out = statement.lead.empty() ? "" : indented(statement.lead, "    ");
    out += indented(statement.sql, "    ");
    for (const hazards::TableEffect& each : statement.effects)
        out += fmt::format("      · {}: {}, {}\n", display(each.table), to_string(each.lock), to_string(each.work));
    for (const Hazard& each : statement.hazards) {
        out += fmt::format("      ! {}: {} [{}]\n", to_string(each.severity), each.message,
                           hazards::entry(each.rule).code);
        out += fmt::format("        safer: {}\n", each.safer);
    }
    for (const hazards::Rule each : statement.allowed)
        out += fmt::format("      · {} is allowed by a comment\n", hazards::entry(each).code);
    return out;
}

std::string text_of(const Script& script, std::string_view title, std::string_view empty) {
    std::string out =
        fmt::format("\n  {}{}\n", title, script.transaction || script.empty() ? "" : ", transaction:false");
    if (script.empty()) return out + fmt::format("    {}\n", empty);
    for (const Statement& each : script.statements) out += text_of(each);
    if (!script.rest.empty()) out += indented(script.rest, "    ");
    return out;
}

std::string downgrade_text(const Downgrade& downgrade) {
    std::string out = "\ndowngrade\n";
    if (!downgrade.exists) out += "  there is none: the upgrade can't be taken back\n";
    for (const std::string& each : downgrade.not_restored) out += fmt::format("  {}\n", each);
    for (const std::string& each : downgrade.dropped) out += fmt::format("  {}\n", each);
    for (const std::string& each : downgrade.notes) out += fmt::format("  {}\n", each);
    if (downgrade.exists && downgrade.not_restored.empty() && downgrade.dropped.empty() && downgrade.notes.empty())
        out += "  nothing is known to be lost\n";
    return out;
}

}  // namespace

std::string to_text(const Page& page) {
    const Summary words = summary(page);
    std::string out = page.title + "\n";
    if (!page.chosen.empty()) out += fmt::format("  {}\n", page.chosen);
    out += fmt::format("  from:     {}\n  to:       {}\n", page.from, page.to);
    out += fmt::format("  changes:  {}\n  hazards:  {}\n  lost:     {}\n  proof:    {}\n", words.changes, words.hazards,
                       words.losses, words.verified);
    for (const std::string& each : page.blocking) out += fmt::format("  blocked:  {}\n", each);
    for (const std::string& each : page.row_notes) out += fmt::format("  rows:     {}\n", each);
    for (const std::string& each : page.notes) out += fmt::format("  note:     {}\n", each);
    for (const TableChange& each : page.tables) out += text_of(each);
    if (!page.objects.empty()) out += "\nother objects\n";
    for (const ObjectChange& each : page.objects) out += fmt::format("  {}\n", each.words);
    for (const Migration& each : page.migrations) {
        out += fmt::format("\n{}\n", each.file.empty() ? each.title : each.file);
        if (!each.id.empty() && page.migrations.size() > 1) out += fmt::format("  {}\n", verification_in_words(each));
        out += text_of(each.up, each.id.empty() ? "SQL" : "upgrade", "no statements");
        if (!each.id.empty()) out += text_of(each.down, "downgrade", "no downgrade");
    }
    return page.downgrade ? out + downgrade_text(*page.downgrade) : out;
}

}  // namespace retort::page
