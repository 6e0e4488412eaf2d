#include "review/page/page.hpp"

#include <fmt/format.h>

#include <utility>

namespace retort::page {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "2 tables added, 1 table dropped, 3 tables changed, 1 other object"
std::string changes_in_words(const Page& page) {
    if (!page.uncompared.empty()) return "the schemas before and after are not known";
    if (page.differences.empty()) return "the schema does not change";
    std::string text;
    const auto add = [&](const std::string& words) { text += (text.empty() ? "" : ", ") + words; };
    for (const Change change : {Change::added, Change::changed, Change::dropped}) {
        std::size_t count = 0;
        for (const TableChange& each : page.tables) count += each.change == change ? 1 : 0;
        if (count > 0) add(counted(count, "table", "tables") + " " + std::string(review::to_string(change)));
    }
    if (!page.objects.empty()) add(counted(page.objects.size(), "other difference", "other differences"));
    return text;
}

std::string hazards_in_words(const Page& page) {
    const std::size_t errors = page.count(hazards::Severity::error), warnings = page.count(hazards::Severity::warning);
    if (errors + warnings == 0) return "no hazard was found";
    std::string text;
    if (errors > 0) text += counted(errors, "error", "errors");
    if (warnings > 0) text += (text.empty() ? "" : ", ") + counted(warnings, "warning", "warnings");
    return fmt::format("{}; the worst: {}", text, page.worst()->message);
}

std::string losses_in_words(const Page& page) {
    if (!page.uncompared.empty()) return "not known, since the schemas are not compared";
    std::string text;
    for (const preflight::CountedLoss& each : page.losses)
        if (each.rows.value_or(1) != 0) text += (text.empty() ? "" : ", ") + loss_in_words(each);
    if (!text.empty()) return text;
    return page.losses.empty() ? "no table or column is dropped" : "what is dropped holds no rows";
}

/// Among hazards of one severity, lost rows weigh most.
int gravity(hazards::Harm harm) {
    switch (harm) {
        case hazards::Harm::loses: return 4;
        case hazards::Harm::breaks: return 3;
        case hazards::Harm::fails: return 2;
        case hazards::Harm::locks: return 1;
        case hazards::Harm::advice: return 0;
    }
    return 0;
}

bool is_proved(const Migration& migration) {
    return migration.verification == migrate::Verification::holds ||
           migration.verification == migrate::Verification::unbound;
}

}  // namespace

std::size_t Page::count(hazards::Severity severity) const {
    std::size_t count = 0;
    for (const Migration& migration : migrations)
        for (const Statement& statement : migration.up.statements)
            for (const Hazard& each : statement.hazards) count += each.severity == severity ? 1 : 0;
    return count;
}

const Hazard* Page::worst() const {
    const Hazard* worst = nullptr;
    const auto rank = [](const Hazard& each) {
        return std::pair(each.severity, gravity(hazards::entry(each.rule).harm));
    };
    for (const Migration& migration : migrations)
        for (const Statement& statement : migration.up.statements)
            for (const Hazard& each : statement.hazards)
                if (worst == nullptr || rank(each) > rank(*worst)) worst = &each;
    return worst;
}

std::string loss_in_words(const preflight::CountedLoss& loss) {
    const std::string of = display(loss.table);
    if (loss.column.empty()) {
        if (!loss.rows) return fmt::format("the rows of {} (not counted: {})", of, loss.why);
        return fmt::format("{} {} of {}", hazards::grouped(*loss.rows), *loss.rows == 1 ? "row" : "rows", of);
    }
    if (!loss.rows) return fmt::format("the values of {}.{} (not counted: {})", of, loss.column, loss.why);
    return fmt::format("{} {} of {}.{}", hazards::grouped(*loss.rows), *loss.rows == 1 ? "value" : "values", of,
                       loss.column);
}

std::string verification_in_words(const Migration& migration) {
    switch (migration.verification) {
        case migrate::Verification::none: return "not verified";
        case migrate::Verification::unbound:
            return fmt::format("verified, without a checksum of the text: {}", migration.verified);
        case migrate::Verification::holds: return fmt::format("verified: {}", migration.verified);
        case migrate::Verification::outdated: return "verified once, but the file was changed after the proof";
    }
    return "";
}

Summary summary(const Page& page) {
    Summary out;
    out.changes = changes_in_words(page);
    out.hazards = hazards_in_words(page);
    out.losses = losses_in_words(page);
    out.hazardous = page.count(hazards::Severity::error) > 0;
    out.warned = page.count(hazards::Severity::warning) > 0;
    for (const preflight::CountedLoss& each : page.losses) out.loses = out.loses || each.rows.value_or(1) != 0;
    std::size_t proved = 0, migrations = 0;
    for (const Migration& each : page.migrations) {
        if (each.id.empty()) continue;
        ++migrations;
        proved += is_proved(each) ? 1 : 0;
    }
    out.proved = migrations > 0 && proved == migrations;
    if (migrations == 0)
        out.verified = "not verified: it is no migration";
    else if (migrations == 1)
        out.verified = verification_in_words(page.migrations.front());
    else
        out.verified = fmt::format("{} of {} migrations are verified", proved, migrations);
    return out;
}

}  // namespace retort::page
