#include "tools/commands/applied.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace retort::tools {

namespace {

using migrate::HistoryEntry;

std::string title(const HistoryEntry& entry) {
    if (entry.revision.empty()) return "base";
    std::string text = entry.number;
    if (!entry.name.empty()) text += (text.empty() ? "" : " ") + entry.name;
    return text.empty() ? entry.revision : fmt::format("{} ({})", text, entry.revision);
}

/// "deploy@ci-7 as app, pipeline 17"; empty for what is not known.
std::string caller(const HistoryEntry& entry) {
    std::string text = entry.os_user;
    if (!entry.host.empty()) text += "@" + entry.host;
    if (!entry.database_user.empty()) text += (text.empty() ? "as " : " as ") + entry.database_user;
    if (!entry.application.empty()) text += (text.empty() ? "" : ", ") + entry.application;
    return text;
}

std::string outcome(const HistoryEntry& entry) {
    if (entry.outcome == migrate::done || !entry.progress) return entry.outcome;
    return fmt::format("{} after {}", entry.outcome, entry.progress->statements_done);
}

std::string details(const HistoryEntry& entry) {
    const std::pair<const char*, std::string> values[] = {
        {"applied", entry.applied_at},    {"file", entry.file},
        {"sha256", entry.file_sha256},    {"section", entry.checksum},
        {"retort", entry.retort_version}, {"process", entry.process ? fmt::to_string(*entry.process) : std::string()},
        {"error", entry.error},
    };
    std::string text;
    for (const auto& [name, value] : values)
        if (!value.empty()) text += fmt::format("    {:<9} {}\n", name, value);
    return text;
}

}  // namespace

std::string applied_text(const std::vector<HistoryEntry>& history, bool verbose) {
    std::vector<std::array<std::string, 6>> rows;
    std::array<std::size_t, 6> widths{};
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
        rows.push_back({entry->started_at, entry->direction, outcome(*entry),
                        entry->duration_ms ? fmt::format("{} ms", *entry->duration_ms) : std::string(), title(*entry),
                        caller(*entry)});
        for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], rows.back()[i].size());
    }
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string line;
        for (std::size_t column = 0; column < widths.size(); ++column)
            line += column == 3 ? fmt::format("{:>{}}  ", rows[i][column], widths[column])
                                : fmt::format("{:<{}}  ", rows[i][column], widths[column]);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
        if (verbose) text += details(history[history.size() - 1 - i]);
    }
    return text;
}

}  // namespace retort::tools
