#include "review/page/scripts.hpp"

#include <algorithm>
#include <string_view>

namespace retort::page {

namespace {

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

Script script_of(const hazards::LintFile& file, const hazards::Part& part, const hazards::LintReport& report) {
    const std::string_view text = file.text;
    const std::size_t end = part.offset + part.length;
    Script script;
    script.transaction = part.transaction;
    std::size_t at = part.offset;
    for (std::size_t i = 0; i < report.statements.size(); ++i) {
        const hazards::LintStatement& found = report.statements[i];
        if (found.place.position.file != file.path || found.offset < part.offset || found.offset >= end) continue;
        Statement& statement = script.statements.emplace_back();
        statement.lead = trimmed(text.substr(at, found.offset - at));
        statement.sql = trimmed(text.substr(found.offset, found.length));
        at = found.offset + found.length;
        if (at < end && text[at] == ';') {
            statement.sql += ';';
            ++at;
        }
        statement.line = found.place.position.line;
        statement.effects = found.effects;
        statement.allowed = found.allowed;
        for (const hazards::LintFinding& each : report.findings)
            if (each.statement == i) statement.hazards.push_back({each.rule, each.severity, each.message, each.hint});
    }
    script.rest = trimmed(text.substr(at, end - at));
    return script;
}

constexpr std::string_view loss_words[] = {"restore", "lost", "lose", "losing", "loses"};

void add_comments(std::string_view text, std::vector<std::string>& comments) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.starts_with("--")) continue;
        std::string words = trimmed(std::string_view(line).substr(2));
        const bool about_losses = std::any_of(std::begin(loss_words), std::end(loss_words), [&](std::string_view each) {
            return words.find(each) != std::string::npos;
        });
        if (about_losses && !words.starts_with("retort:")) comments.push_back(std::move(words));
    }
}

}  // namespace

std::pair<Script, Script> scripts_of(const hazards::LintFile& file, const hazards::LintReport& report) {
    std::pair<Script, Script> scripts;
    for (const hazards::Part& each : file.parts)
        (each.down ? scripts.second : scripts.first) = script_of(file, each, report);
    return scripts;
}

std::vector<std::string> comments_on_losses(const Script& script) {
    std::vector<std::string> comments;
    for (const Statement& each : script.statements) add_comments(each.lead, comments);
    add_comments(script.rest, comments);
    return comments;
}

}  // namespace retort::page
