#include "review/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace retort::review {

namespace {

constexpr std::array<KindInfo, 13> all = {{
    {Kind::models, "models", "the models are ahead of the migrations"},
    {Kind::migrations, "migrations", "the models and the live database agree, and the migrations do not"},
    {Kind::live, "live", "the live database was changed by hand"},
    {Kind::differs, "differs", "the live database differs from the models"},
    {Kind::pending, "pending", "migrations have not run"},
    {Kind::skipped, "skipped", "a migration never ran, and one that follows it did"},
    {Kind::unfinished, "unfinished", "a migration was begun and is not complete"},
    {Kind::edited, "edited", "a migration was edited after it had run"},
    {Kind::unknown, "unknown", "a migration ran, and its checksum is not known"},
    {Kind::gone, "gone", "a migration ran, and it is in no file"},
    {Kind::heads, "heads", "the migrations have several heads"},
    {Kind::void_proof, "void", "'verified' of a migration is void"},
    {Kind::sum, "sum", "the migrations are not those of retort.sum"},
}};

}  // namespace

std::span<const KindInfo> kinds() { return all; }

const KindInfo& info(Kind kind) { return all.at(static_cast<std::size_t>(kind)); }

std::optional<Kind> parse_kind(std::string_view word) {
    for (const KindInfo& each : all)
        if (each.word == word) return each.kind;
    return std::nullopt;
}

std::string_view to_string(Difference::Change change) {
    switch (change) {
        case Difference::Change::added: return "added";
        case Difference::Change::dropped: return "dropped";
        case Difference::Change::changed: return "changed";
    }
    return "";
}

RevisionName name_of(const migrate::Revision& revision) {
    return {revision.id, revision.number, revision.message, revision.path, revision.title()};
}

bool Report::in_step() const {
    return std::all_of(findings.begin(), findings.end(), [](const Finding& each) { return each.allowed; });
}

void Report::settle(const std::set<Kind>& allowed) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
    for (Finding& each : findings) each.allowed = allowed.contains(each.kind);
}

std::string Report::compared_in_words() const {
    std::string words;
    for (std::size_t i = 0; i < compared.size(); ++i)
        words += fmt::format("{}{}",
                             i == 0                     ? ""
                             : i + 1 == compared.size() ? " and "
                                                        : ", ",
                             compared[i] == "live" ? database : compared[i]);
    return words;
}

}  // namespace retort::review
