#include "review/github.hpp"

#include <fmt/format.h>

#include <string_view>

namespace retort::review {

namespace {

/// The characters of a workflow command that have a meaning of their own, in a property or in the message.
std::string escaped(std::string_view text, bool property) {
    std::string result;
    for (const char c : text) {
        const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        result += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return result;
}

std::string annotation(const Finding& finding, const std::string& file, int line, const std::string& message) {
    std::string place;
    if (!file.empty()) place += fmt::format("file={},", escaped(file, true));
    if (line > 0) place += fmt::format("line={},", line);
    return fmt::format("::{} {}title=retort check {}::{}\n", finding.allowed ? "notice" : "error", place,
                       info(finding.kind).word, escaped(message, false));
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
