#include "review/page/json.hpp"

#include <nlohmann/json.hpp>

#include "schema/json_text.hpp"

namespace retort::page {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

Json text(const std::string& value) { return value.empty() ? Json() : Json(value); }

template <class List, class Convert>
Json list(const List& values, Convert convert) {
    Json out = Json::array();
    for (const auto& each : values) out.push_back(convert(each));
    return out;
}

Json json_of(const Part& part) {
    return {{"change", part.change ? Json(review::to_string(*part.change)) : Json()},
            {"kind", part.kind},
            {"name", text(part.name)},
            {"renamed_from", text(part.earlier)},
            {"before", text(part.before)},
            {"after", text(part.after)}};
}

Json json_of(const TableChange& table) {
    Json size;
    if (table.size)
        size = {{"rows", table.size->rows < 0 ? Json() : Json(table.size->rows)},
                {"bytes", table.size->bytes < 0 ? Json() : Json(table.size->bytes)}};
    return {{"table", display(table.name)},
            {"change", review::to_string(table.change)},
            {"renamed_from", text(table.earlier)},
            {"differences", table.words},
            {"parts", list(table.parts, [](const Part& each) { return json_of(each); })},
            {"unchanged_columns", list(table.kept, [](const Part& each) { return Json(each.name); })},
            {"size", std::move(size)}};
}

Json json_of(const ObjectChange& object) {
    return {{"change", review::to_string(object.change)},
            {"difference", object.words},
            {"before", text(object.before)},
            {"after", text(object.after)}};
}

Json json_of(const Hazard& hazard) {
    const hazards::RuleEntry& rule = hazards::entry(hazard.rule);
    return {{"code", rule.code},
            {"rule", rule.name},
            {"severity", to_string(hazard.severity)},
            {"harm", to_string(rule.harm)},
            {"message", hazard.message},
            {"safer", hazard.safer}};
}

Json json_of(const Statement& statement) {
    return {{"line", statement.line},
            {"comment", text(statement.lead)},
            {"sql", statement.sql},
            {"tables", list(statement.effects,
                            [](const hazards::TableEffect& each) {
                                return Json{{"table", display(each.table)},
                                            {"lock", to_string(each.lock)},
                                            {"work", to_string(each.work)}};
                            })},
            {"hazards", list(statement.hazards, [](const Hazard& each) { return json_of(each); })},
            {"allowed", list(statement.allowed, [](hazards::Rule each) { return Json(hazards::entry(each).code); })}};
}

Json json_of(const Script& script) {
    return {{"transaction", script.transaction},
            {"statements", list(script.statements, [](const Statement& each) { return json_of(each); })}};
}

std::string_view word(migrate::Verification verification) {
    switch (verification) {
        case migrate::Verification::none: return "no";
        case migrate::Verification::unbound: return "unbound";
        case migrate::Verification::holds: return "holds";
        case migrate::Verification::outdated: return "void";
    }
    return "";
}

Json json_of(const Migration& migration) {
    return {{"revision", text(migration.id)},
            {"number", text(migration.number)},
            {"message", text(migration.message)},
            {"file", text(migration.file)},
            {"verification", migration.id.empty() ? Json() : Json(word(migration.verification))},
            {"verified", text(migration.verified)},
            {"upgrade", json_of(migration.up)},
            {"downgrade", migration.id.empty() ? Json() : json_of(migration.down)}};
}

Json json_of(const preflight::CountedLoss& loss) {
    return {{"table", display(loss.table)},
            {"column", text(loss.column)},
            {"rows", loss.rows ? Json(*loss.rows) : Json()},
            {"not_counted", text(loss.why)}};
}

Json json_of(const Downgrade& downgrade) {
    return {{"exists", downgrade.exists},
            {"not_restored", downgrade.not_restored},
            {"drops", downgrade.dropped},
            {"notes", downgrade.notes}};
}

}  // namespace

std::string to_json(const Page& page) {
    const auto differences = [](const review::Difference& each) {
        return Json{{"change", review::to_string(each.change)},
                    {"text", each.text},
                    {"table", each.table.empty() ? Json() : Json(display(each.table))}};
    };
    return to_utf8({{"version", version},
                    {"title", page.title},
                    {"chosen", text(page.chosen)},
                    {"dialect", to_string(page.dialect)},
                    {"from", page.from},
                    {"to", page.to},
                    {"database", text(page.database)},
                    {"compared", page.uncompared.empty()},
                    {"not_compared_because", text(page.uncompared)},
                    {"errors", page.count(hazards::Severity::error)},
                    {"warnings", page.count(hazards::Severity::warning)},
                    {"verified", summary(page).proved},
                    {"differences", list(page.differences, differences)},
                    {"tables", list(page.tables, [](const TableChange& each) { return json_of(each); })},
                    {"objects", list(page.objects, [](const ObjectChange& each) { return json_of(each); })},
                    {"losses", list(page.losses, [](const preflight::CountedLoss& each) { return json_of(each); })},
                    {"blocking_rows", page.blocking},
                    {"row_notes", page.row_notes},
                    {"migrations", list(page.migrations, [](const Migration& each) { return json_of(each); })},
                    {"downgrade", page.downgrade ? json_of(*page.downgrade) : Json()},
                    {"notes", page.notes}});
}

}  // namespace retort::page
