#include <fmt/format.h>

#include "review/lint/reports.hpp"
#include "schema/name.hpp"
#include "schema/unicode.hpp"

namespace retort::hazards {

namespace {

std::string painted(bool colour, std::string_view style, std::string_view text) {
    return colour ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : std::string(text);
}

/// The source line with a caret; both keep tabs, so that they align.
std::string excerpt(const Place& place, bool colour) {
    std::string indent;
    const auto column = static_cast<std::size_t>(place.position.column - 1);
    for (const char32_t c : decode_utf8(clip_utf8(place.source_line, column)))
        indent += c == U'\t' ? "\t" : std::string(display_width(c), ' ');
    return fmt::format("{:>5} | {}\n      | {}{}\n", place.position.line, place.source_line, indent,
                       painted(colour, "1;32", "^"));
}

std::string counted(std::size_t number, std::string_view word) {
    return fmt::format("{} {}{}", number, word, number == 1 ? "" : "s");
}

}  // namespace

std::string to_text(const LintReport& report, bool colour) {
    std::string out;
    for (const LintFinding& each : report.findings) {
        const Position& position = each.place.position;
        const bool error = each.severity == Severity::error;
        out += fmt::format(
            "{} {} {} [{}]\n{}  {} {}\n",
            painted(colour, "1", fmt::format("{}:{}:{}:", position.file, position.line, position.column)),
            painted(colour, error ? "1;31" : "1;35", error ? "error:" : "warning:"), each.message,
            entry(each.rule).code, excerpt(each.place, colour), painted(colour, "1;33", "safer:"), each.hint);
    }
    return out;
}

std::string summary(const LintReport& report) {
    std::string text = fmt::format("{}, {} in {}", counted(report.count(Severity::error), "error"),
                                   counted(report.count(Severity::warning), "warning"), counted(report.files, "file"));
    if (report.allowed() > 0) text += fmt::format("; {} allowed", report.allowed());
    return text;
}

}  // namespace retort::hazards
