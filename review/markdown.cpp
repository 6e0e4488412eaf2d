#include "review/markdown.hpp"

#include <fmt/format.h>

#include "review/report_text.hpp"

namespace retort::review {

namespace {

std::string text_of(const Finding& finding) {
    std::string text = fmt::format("\n**{}**{}: {}\n\n", info(finding.kind).word, finding.allowed ? " (allowed)" : "",
                                   markdown_escaped(finding.message));
    for (const Difference& each : finding.differences) {
        text += "- " + markdown_escaped(each.text);
        if (each.declared.known())
            text += markdown_escaped(fmt::format(" ({}:{})", each.declared.file, each.declared.line));
        text += '\n';
    }
    for (const RevisionName& each : finding.revisions)
        text += fmt::format("- {}{}\n", markdown_escaped(each.title),
                            each.file.empty() ? "" : markdown_escaped(" in " + each.file));
    for (const std::string& each : finding.to_do) text += fmt::format("- → {}\n", markdown_escaped(each));
    for (const Script& each : finding.scripts)
        text += fmt::format("\n<details><summary>{}</summary>\n\n{}\n</details>\n", markdown_escaped(each.label),
                            markdown_fenced("sql", each.sql));
    return text;
}

}  // namespace

std::string to_markdown(const Report& report) {
    std::string text =
        fmt::format("### retort check: {}\n\nCompared: {}.\n", report.in_step() ? "in step" : "out of step",
                    markdown_escaped(report.compared_in_words()));
    for (const Finding& each : report.findings) text += text_of(each);
    return text;
}

}  // namespace retort::review
