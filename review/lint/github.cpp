#include <fmt/format.h>

#include "review/lint/reports.hpp"
#include "review/report_text.hpp"

namespace retort::hazards {

std::string to_github(const LintReport& report) {
    std::string out;
    for (const LintFinding& each : report.findings) {
        const Position& position = each.place.position;
        const RuleEntry& rule = entry(each.rule);
        out += fmt::format("::{} file={},line={},col={},title={}::{}\n", to_string(each.severity),
                           review::workflow_escaped(position.file, true), position.line, each.place.character,
                           review::workflow_escaped(fmt::format("{} {}", rule.code, rule.name), true),
                           review::workflow_escaped(fmt::format("{}\nSafer: {}", each.message, each.hint), false));
    }
    return out;
}

}  // namespace retort::hazards
