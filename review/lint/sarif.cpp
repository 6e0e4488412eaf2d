#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>

#include "review/lint/reports.hpp"
#include "schema/json_text.hpp"

namespace retort::hazards {

namespace {

using Json = nlohmann::ordered_json;

Json message(std::string_view text) { return {{"text", text}}; }

/// SARIF has "none" for a rule that is off.
std::string_view level(Severity severity) { return severity == Severity::off ? "none" : to_string(severity); }

/// A path as a URI reference: bytes that it can't have are escaped.
std::string uri(std::string_view path) {
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(byte));
    }
    return path.starts_with('/') ? "file://" + out : out;
}

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
    const Json location{
        {"physicalLocation", {{"artifactLocation", {{"uri", uri(place.position.file)}}}, {"region", region}}}};
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
    const Json driver{{"name", "retort"}, {"version", version}, {"rules", all}};
    const Json run{{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", results}};
    return to_utf8(Json{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", Json::array({run})}});
}

}  // namespace retort::hazards
