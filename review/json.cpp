#include "review/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "schema/json_text.hpp"
#include "schema/name.hpp"

namespace retort::review {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

Json text(const std::string& value) { return value.empty() ? Json() : Json(value); }

Json json_of(const Difference& difference) {
    const Position& at = difference.declared;
    return {{"change", to_string(difference.change)},
            {"text", difference.text},
            {"file", at.known() ? text(at.file) : Json()},
            {"line", at.known() ? Json(at.line) : Json()}};
}

Json json_of(const RevisionName& revision) {
    return {{"revision", revision.id},
            {"number", text(revision.number)},
            {"message", text(revision.message)},
            {"file", text(revision.file)}};
}

Json json_of(const Finding& finding) {
    Json differences = Json::array(), revisions = Json::array(), scripts = Json::array();
    for (const Difference& each : finding.differences) differences.push_back(json_of(each));
    for (const RevisionName& each : finding.revisions) revisions.push_back(json_of(each));
    for (const Script& each : finding.scripts) scripts.push_back({{"label", each.label}, {"sql", each.sql}});
    return {{"kind", info(finding.kind).word},
            {"allowed", finding.allowed},
            {"message", finding.message},
            {"differences", std::move(differences)},
            {"revisions", std::move(revisions)},
            {"scripts", std::move(scripts)},
            {"to_do", finding.to_do}};
}

}  // namespace

std::string to_json(const Report& report) {
    Json findings = Json::array(), not_compared = Json::array();
    for (const Finding& each : report.findings) findings.push_back(json_of(each));
    for (const Unsupported& each : report.not_compared)
        not_compared.push_back({{"kind", each.kind}, {"name", display(each.name)}, {"about", text(each.about)}});
    return to_utf8({{"version", version},
                    {"in_step", report.in_step()},
                    {"compared", report.compared},
                    {"database", text(report.database)},
                    {"findings", std::move(findings)},
                    {"notes", report.notes},
                    {"compared_structurally", text(report.structural)},
                    {"not_compared", std::move(not_compared)}});
}

}  // namespace retort::review
