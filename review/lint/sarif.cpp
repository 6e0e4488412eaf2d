#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "review/lint/reports.hpp"
#include "review/report_text.hpp"

namespace retort::hazards {

namespace {

using Json = nlohmann::ordered_json;

Json message(std::string_view text) { return {{"text", text}}; }

/// SARIF has "none" for a rule that is off.
std::string_view level(Severity severity) { return severity == Severity::off ? "none" : to_string(severity); }

Json rule(const RuleEntry& rule) {
    return {{"id", rule.code},
            {"name", rule.name},
            {"shortDescription", message(rule.title)},
            {"fullDescription", message(rule.explanation)},
            {"help", message(fmt::format("{} ({})", rule.safer, rule.source))},
            {"defaultConfiguration", {{"level", level(rule.severity)}}}};
}

Json result(const LintFinding& finding) {
    const Place& place = finding.place;
    const Json region{{"startLine", place.position.line}, {"startColumn", place.character}};
    const Json location{{"physicalLocation",
                         {{"artifactLocation", {{"uri", review::uri_of(place.position.file)}}}, {"region", region}}}};
    return {{"ruleId", entry(finding.rule).code},
            {"ruleIndex", static_cast<int>(finding.rule)},
            {"level", level(finding.severity)},
            {"message", message(fmt::format("{}. Safer: {}", finding.message, finding.hint))},
            {"locations", Json::array({location})}};
}

}  // namespace

std::string to_sarif(const LintReport& report, std::string_view version) {
    Json all = Json::array(), results = Json::array();
    for (const RuleEntry& each : rules()) all.push_back(rule(each));
    for (const LintFinding& each : report.findings) results.push_back(result(each));
    return review::sarif_log(version, "unicodeCodePoints", std::move(all), std::move(results));
}

}  // namespace retort::hazards
