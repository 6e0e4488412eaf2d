#include "review/github.hpp"

#include <fmt/format.h>

#include "review/report_text.hpp"

namespace retort::review {

namespace {

std::string annotation(const Finding& finding, const std::string& file, int line, const std::string& message) {
    std::string place;
    if (!file.empty()) place += fmt::format("file={},", workflow_escaped(file, true));
    if (line > 0) place += fmt::format("line={},", line);
    return fmt::format("::{} {}title=retort check {}::{}\n", finding.allowed ? "notice" : "error", place,
                       info(finding.kind).word, workflow_escaped(message, false));
}

std::string text_of(const Finding& finding) {
    std::string to_do;
    for (const std::string& each : finding.to_do) to_do += "\n→ " + each;
    std::string text;
    std::string rest;
    for (const Difference& each : finding.differences) {
        if (each.declared.known())
            text += annotation(finding, each.declared.file, each.declared.line, each.text + to_do);
        else
            rest += "\n" + each.text;
    }
    for (const RevisionName& each : finding.revisions)
        text +=
            annotation(finding, each.file, each.file.empty() ? 0 : 1,
                       (finding.revisions.size() == 1 ? finding.message : finding.message + "\n" + each.title) + to_do);
    if (text.empty() || !rest.empty()) text += annotation(finding, "", 0, finding.message + rest + to_do);
    return text;
}

}  // namespace

std::string to_github(const Report& report) {
    std::string text;
    for (const Finding& each : report.findings) text += text_of(each);
    return text;
}

}  // namespace retort::review
