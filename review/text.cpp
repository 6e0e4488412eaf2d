#include "review/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace retort::review {

namespace {

/// Each line of `sql` after `indent`.
std::string indented(const std::string& sql, std::string_view indent) {
    std::string text;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = std::min(sql.find('\n', at), sql.size());
        if (end > at) text += fmt::format("{}{}", indent, std::string_view(sql).substr(at, end - at));
        text += '\n';
        at = end + 1;
    }
    return text;
}

std::string line(const Difference& difference) {
    const Position& at = difference.declared;
    return at.known() ? fmt::format("  {}:{}: {}\n", at.file, at.line, difference.text)
                      : fmt::format("  {}\n", difference.text);
}

std::string line(const RevisionName& revision) {
    return revision.file.empty() ? fmt::format("  {}\n", revision.title)
                                 : fmt::format("  {}: {}\n", revision.file, revision.title);
}

std::string text_of(const Finding& finding) {
    std::string text =
        fmt::format("{}{}: {}\n", info(finding.kind).word, finding.allowed ? " (allowed)" : "", finding.message);
    for (const Difference& each : finding.differences) text += line(each);
    for (const RevisionName& each : finding.revisions) text += line(each);
    for (const Script& each : finding.scripts) text += fmt::format("  {}:\n{}", each.label, indented(each.sql, "    "));
    for (const std::string& each : finding.to_do) text += fmt::format("  → {}\n", each);
    return text;
}

}  // namespace

std::string to_text(const Report& report) {
    std::string text;
    for (const Finding& each : report.findings) text += text_of(each);
    return text;
}

}  // namespace retort::review
