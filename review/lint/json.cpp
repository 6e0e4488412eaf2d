#include <nlohmann/json.hpp>

#include <cmath>

#include "review/lint/reports.hpp"
#include "schema/json_text.hpp"

namespace retort::hazards {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

Json place(const Place& place) {
    return {{"file", place.position.file}, {"line", place.position.line}, {"column", place.character}};
}

Json size(const std::optional<TableSize>& size) {
    if (!size) return nullptr;
    return {{"rows", size->rows < 0 ? Json() : Json(size->rows)},
            {"bytes", size->bytes < 0 ? Json() : Json(size->bytes)}};
}

Json finding(const LintFinding& finding) {
    const RuleEntry& rule = entry(finding.rule);
    Json out = place(finding.place);
    out.update({{"code", rule.code},
                {"rule", rule.name},
                {"severity", to_string(finding.severity)},
                {"harm", to_string(rule.harm)},
                {"message", finding.message},
                {"safer", finding.hint},
                {"table", finding.table.empty() ? Json() : Json(display(finding.table))},
                {"size", size(finding.size)},
                {"seconds", finding.seconds ? Json(std::round(*finding.seconds * 10) / 10) : Json()}});
    return out;
}

Json statement(const LintStatement& statement) {
    Json out = place(statement.place);
    Json tables = Json::array(), harms = Json::array(), allowed = Json::array();
    for (const TableEffect& each : statement.effects)
        tables.push_back(
            {{"table", display(each.table)}, {"lock", to_string(each.lock)}, {"work", to_string(each.work)}});
    for (const Harm each : statement.harms) harms.push_back(to_string(each));
    for (const Rule each : statement.allowed) allowed.push_back(entry(each).code);
    out.update({{"tables", tables}, {"harms", harms}, {"allowed", allowed}});
    return out;
}

}  // namespace

std::string to_json(const LintReport& report) {
    Json findings = Json::array(), statements = Json::array();
    for (const LintFinding& each : report.findings) findings.push_back(finding(each));
    for (const LintStatement& each : report.statements) statements.push_back(statement(each));
    return to_utf8(Json{{"version", version},
                        {"files", report.files},
                        {"errors", report.count(Severity::error)},
                        {"warnings", report.count(Severity::warning)},
                        {"findings", findings},
                        {"statements", statements}});
}

}  // namespace retort::hazards
