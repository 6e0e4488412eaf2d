#include <fmt/format.h>

#include "review/lint/reports.hpp"

namespace retort::hazards {

namespace {

/// The escapes of workflow commands; properties have two more.
std::string escaped(std::string_view text, bool property) {
    std::string out;
    for (const char c : text) {
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string to_github(const LintReport& report) {
    std::string out;
    for (const LintFinding& each : report.findings) {
        const Position& position = each.place.position;
        const RuleEntry& rule = entry(each.rule);
        out += fmt::format("::{} file={},line={},col={},title={}::{}\n", to_string(each.severity),
                           escaped(position.file, true), position.line, each.place.character,
                           escaped(fmt::format("{} {}", rule.code, rule.name), true),
                           escaped(fmt::format("{}\nSafer: {}", each.message, each.hint), false));
    }
    return out;
}

}  // namespace retort::hazards
