#include "migrate/section_statements.hpp"

#include <algorithm>

#include "migrate/section_failure.hpp"
#include "migrate/statement.hpp"
#include "migrate/step.hpp"
#include "sql/statement.hpp"

namespace retort::migrate {

namespace {

/// True for a statement after which settings or the role may differ.
bool may_change_settings(std::string_view sql) {
    std::string text(sql);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const std::string_view word = std::string_view(text).substr(0, text.find_first_of(" \t\r\n"));
    return word == "set" || word == "reset" || word == "do" || text.find("set_config") != std::string::npos;
}

}  // namespace

std::vector<SectionStatement> statements_of(Dialect dialect, const Revision& revision, Direction direction) {
    const Section& section = revision.section(direction);
    std::vector<std::string_view> split;
    try {
        split = sql::split(dialect, section.sql);
    } catch (const Error& error) {
        Diagnostic diagnostic = error.diagnostics().front();
        const int line = std::max(diagnostic.position.line, 1);
        diagnostic.position = {path_of(revision), section.line + line - 1, diagnostic.position.column};
        diagnostic.source_line = line_of(section.sql, line);
        throw Error(std::move(diagnostic));
    }
    std::vector<SectionStatement> statements;
    for (const std::string_view each : split) {
        const std::string_view sql = skip_comments(each);
        if (!sql.empty()) statements.push_back({sql, static_cast<std::size_t>(sql.data() - section.sql.data())});
    }
    for (const StepLine& each : steps_of(revision, direction, split))
        statements.push_back({each.text, each.offset, each.name});
    std::sort(statements.begin(), statements.end(), [](const auto& a, const auto& b) { return a.offset < b.offset; });
    return statements;
}

std::string closed(const Section& section, const std::vector<SectionStatement>& statements) {
    if (statements.empty()) return section.sql;
    const SectionStatement& last = statements.back();
    const std::string_view rest = skip_comments(std::string_view(section.sql).substr(last.offset + last.sql.size()));
    return rest.starts_with(';') ? section.sql : section.sql + ";\n";
}

std::string settings_reset(Dialect dialect, const std::vector<SectionStatement>& statements) {
    const bool changed =
        info(dialect).server && std::any_of(statements.begin(), statements.end(),
                                            [](const SectionStatement& each) { return may_change_settings(each.sql); });
    return changed ? "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n" : "";
}

}  // namespace retort::migrate
