#include "review/sarif.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "review/report_text.hpp"

namespace retort::review {

namespace {

using Json = nlohmann::ordered_json;

Json result(const Finding& finding, const std::string& message, const std::string& file, int line) {
    Json place{{"artifactLocation", {{"uri", uri_of(file)}}}};
    if (line > 0) place["region"] = {{"startLine", line}};
    std::string text = message;
    for (const std::string& each : finding.to_do) text += "\n→ " + each;
    return {{"ruleId", info(finding.kind).word},
            {"ruleIndex", static_cast<int>(finding.kind)},
            {"level", finding.allowed ? "note" : "error"},
            {"message", {{"text", text}}},
            {"locations", Json::array({{{"physicalLocation", std::move(place)}}})}};
}

void add_results(Json& results, const Finding& finding, const std::string& fallback) {
    for (const Difference& each : finding.differences)
        results.push_back(result(finding, each.text, each.declared.known() ? each.declared.file : fallback,
                                 each.declared.known() ? each.declared.line : 1));
    for (const RevisionName& each : finding.revisions)
        results.push_back(result(finding, fmt::format("{}: {}", finding.message, each.title),
                                 each.file.empty() ? fallback : each.file, 1));
    if (finding.differences.empty() && finding.revisions.empty())
        results.push_back(result(finding, finding.message, fallback, 1));
}

}  // namespace

std::string to_sarif(const Report& report, const std::string& tool_version, const std::string& fallback) {
    Json rules = Json::array(), results = Json::array();
    for (const KindInfo& each : kinds())
        rules.push_back({{"id", each.word}, {"shortDescription", {{"text", each.description}}}});
    for (const Finding& each : report.findings) add_results(results, each, fallback);
    return sarif_log(tool_version, "utf16CodeUnits", std::move(rules), std::move(results));
}

}  // namespace retort::review
