#include "review/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace retort::review {

namespace {

/// Text that Markdown and HTML leave as it is.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '<') {
            result += "&lt;";
            continue;
        }
        if (c == '&') {
            result += "&amp;";
            continue;
        }
        if (std::string_view("\\`*_{}[]()#+!|~>").find(c) != std::string_view::npos) result += '\\';
        result += c == '\n' || c == '\r' ? ' ' : c;
    }
    return result;
}

/// A fence that is longer than every run of backticks in the text (CommonMark, Fenced code blocks).
std::string fenced(const std::string& sql) {
    std::size_t longest = 2, run = 0;
    for (const char c : sql) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    return fmt::format("{0}sql\n{1}{2}{0}\n", fence, sql, sql.ends_with('\n') || sql.empty() ? "" : "\n");
}

std::string text_of(const Finding& finding) {
    std::string text = fmt::format("\n**{}**{}: {}\n\n", info(finding.kind).word, finding.allowed ? " (allowed)" : "",
                                   escaped(finding.message));
    for (const Difference& each : finding.differences) {
        text += "- " + escaped(each.text);
        if (each.declared.known()) text += escaped(fmt::format(" ({}:{})", each.declared.file, each.declared.line));
        text += '\n';
    }
    for (const RevisionName& each : finding.revisions)
        text += fmt::format("- {}{}\n", escaped(each.title), each.file.empty() ? "" : escaped(" in " + each.file));
    for (const std::string& each : finding.to_do) text += fmt::format("- → {}\n", escaped(each));
    for (const Script& each : finding.scripts)
        text +=
            fmt::format("\n<details><summary>{}</summary>\n\n{}\n</details>\n", escaped(each.label), fenced(each.sql));
    return text;
}

}  // namespace

std::string to_markdown(const Report& report) {
    std::string text = fmt::format("### retort check: {}\n\nCompared: {}.\n",
                                   report.in_step() ? "in step" : "out of step", escaped(report.compared_in_words()));
    for (const Finding& each : report.findings) text += text_of(each);
    return text;
}

}  // namespace retort::review
