#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "migrate/export/writers.hpp"
#include "migrate/file_name.hpp"
#include "migrate/statement.hpp"
#include "sql/statement.hpp"

namespace retort::migrate {

Error not_exported(const Revision& revision, std::string_view tool, std::string why, std::string hint) {
    return Error(Diagnostic{.code = "RT482",
                            .message = fmt::format("{} can't run {}: {}", tool, revision.title(), why),
                            .position = {revision.path, 0, 0},
                            .hint = std::move(hint)});
}

std::vector<ExportPart> export_parts(const ExportItem& item, Direction direction) {
    const auto statements = statements_of(item.dialect, item.revision, direction);
    const std::string reset = settings_reset(item.dialect, statements);
    std::vector<ExportPart> parts;
    const bool joined = item.revision.section(direction).transaction;
    bool open = joined;
    if (joined && !statements.empty()) parts.emplace_back();
    for (const SectionStatement& each : statements) {
        const StatementKind kind = kind_of(each.sql);
        if (kind == StatementKind::rollback)
            throw not_exported(item.revision, "another tool", "a section has a ROLLBACK", "remove the statement");
        if (kind == StatementKind::begin) {
            open = true;
            parts.emplace_back();
        } else if (kind == StatementKind::commit) {
            open = false;
        } else {
            if (!open) parts.push_back({.transaction = false});
            parts.back().statements.emplace_back(each.sql);
        }
    }
    for (const std::string_view each : sql::split(item.dialect, reset)) {
        const std::string_view sql = skip_comments(each);
        if (sql.empty()) continue;
        if (!joined) parts.push_back({.transaction = false});
        parts.back().statements.emplace_back(sql);
    }
    parts.erase(std::remove_if(parts.begin(), parts.end(), [](const auto& each) { return each.statements.empty(); }),
                parts.end());
    return parts;
}

std::string export_section(const ExportItem& item, Direction direction) {
    const auto statements = statements_of(item.dialect, item.revision, direction);
    return closed(item.revision.section(direction), statements) + settings_reset(item.dialect, statements);
}

std::string export_script(const ExportItem& item, Direction direction) {
    const std::string sql = export_section(item, direction);
    if (!item.revision.section(direction).transaction || !has_statements(item, direction)) return sql;
    return fmt::format("{};\n{}COMMIT;\n", info(item.dialect).begin_write, sql);
}

bool has_statements(const ExportItem& item, Direction direction) {
    return !statements_of(item.dialect, item.revision, direction).empty();
}

std::string export_title(const ExportItem& item) {
    std::string title = item.revision.number;
    if (!item.revision.message.empty()) title += (title.empty() ? "" : " ") + item.revision.message;
    return fmt::format("{}-- revision: {}\n", title.empty() ? "" : fmt::format("-- {}\n", title), item.revision.id);
}

std::string export_stem(const ExportItem& item) {
    return fmt::format("{}_{}", item.version, slug(item.revision.message));
}

void require_one_message(const ExportItem& item, std::string_view tool) {
    if (!info(item.dialect).server) return;
    for (const Direction direction : {Direction::up, Direction::down}) {
        const std::vector<ExportPart> parts = export_parts(item, direction);
        const bool alone = std::any_of(parts.begin(), parts.end(), [](const auto& each) { return !each.transaction; });
        if (!alone || (parts.size() == 1 && parts.front().statements.size() == 1)) continue;
        throw not_exported(item.revision, tool,
                           fmt::format("its {} has a statement outside of a transaction beside others, which are sent "
                                       "to the server together",
                                       to_string(direction)),
                           "give that statement a revision of its own");
    }
}

}  // namespace retort::migrate
