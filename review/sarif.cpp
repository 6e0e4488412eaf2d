#include "review/sarif.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "schema/json_text.hpp"

namespace retort::review {

namespace {

using Json = nlohmann::ordered_json;

/// A path as a URI reference (RFC 3986): other characters than those of a path are escaped.
std::string uri_of(std::string_view path) {
    std::string uri;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        uri += plain || std::string_view("-._~/").find(c) != std::string_view::npos ? std::string(1, c)
                                                                                    : fmt::format("%{:02X}", byte);
    }
    return path.starts_with('/') ? "file://" + uri : uri;
}

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
    Json driver{{"name", "retort"}, {"version", tool_version}, {"rules", std::move(rules)}};
    Json run{
        {"tool", {{"driver", std::move(driver)}}}, {"columnKind", "utf16CodeUnits"}, {"results", std::move(results)}};
    return to_utf8({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}});
}

}  // namespace retort::review
