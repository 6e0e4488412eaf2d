#include "migrate/export/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "migrate/export/writers.hpp"
#include "migrate/step.hpp"

namespace retort::migrate {

namespace {

struct Format {
    std::string_view word;
    ExportFormat format;
    void (*write)(const ExportItem& item, Exported& to);
    bool versions;  ///< the tool orders its files by versions
};

constexpr std::array<Format, 7> formats{{{"alembic", ExportFormat::alembic, write_alembic, false},
                                         {"dbmate", ExportFormat::dbmate, write_dbmate, true},
                                         {"flyway", ExportFormat::flyway, write_flyway, true},
                                         {"golang-migrate", ExportFormat::golang_migrate, write_golang_migrate, true},
                                         {"goose", ExportFormat::goose, write_goose, true},
                                         {"plain", ExportFormat::plain, write_plain, true},
                                         {"supabase", ExportFormat::supabase, write_supabase, true}}};

[[noreturn]] void reject(const Revision& revision, std::string why, ExportVersions versions) {
    const bool numbers = versions == ExportVersions::number;
    throw Error(Diagnostic{
        .code = "RT481",
        .message = std::move(why),
        .position = {revision.path, 0, 0},
        .hint = fmt::format("the tool runs files in the order of their versions: give {}, or correct the {}{}",
                            numbers ? "--versions timestamp" : "--versions number",
                            numbers ? "numbers in the first lines of the files" : "'created:' of the files",
                            numbers ? "; 'retort rebase' puts one branch after another" : "")});
}

/// "0003", or "20261120165600" of "2026-11-20T16:56:00Z"; empty if the revision has none.
std::string version_of(const Revision& revision, ExportVersions versions) {
    if (versions == ExportVersions::number) return revision.number;
    std::string digits;
    for (const char c : revision.created)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

/// The version of each revision of the chain by its id. Throws Error RT481.
std::map<std::string, std::string> versions_of(const Chain& chain, ExportVersions versions) {
    const char* const word = versions == ExportVersions::number ? "number" : "date";
    std::map<std::string, std::string> found;
    std::map<std::string, const Revision*> users;
    for (const Revision& each : chain.revisions()) {
        std::string version = version_of(each, versions);
        if (version.empty()) reject(each, fmt::format("{} has no {}", each.title(), word), versions);
        const auto [user, unused] = users.emplace(version, &each);
        if (!unused)
            reject(each, fmt::format("{} and {} have one {}", user->second->title(), each.title(), word), versions);
        found.emplace(each.id, std::move(version));
    }
    for (const Revision& each : chain.revisions()) {
        std::vector<std::string> before = each.down_revisions;
        before.insert(before.end(), each.depends_on.begin(), each.depends_on.end());
        for (const std::string& id : before)
            if (found.at(chain.get(id).id) > found.at(each.id))
                reject(each,
                       fmt::format("{} follows {}, and its {} is lower", each.title(), chain.get(id).title(), word),
                       versions);
    }
    return found;
}

}  // namespace

std::optional<ExportFormat> export_format(std::string_view word) {
    for (const Format& each : formats)
        if (each.word == word) return each.format;
    return std::nullopt;
}

std::string export_formats() {
    std::string words;
    for (const Format& each : formats) words += fmt::format("{}{}", words.empty() ? "" : ", ", each.word);
    return words;
}

Exported exported(const Chain& chain, const std::vector<const Revision*>& revisions, ExportFormat format,
                  ExportVersions versions, Dialect dialect) {
    const Format& writer =
        *std::find_if(formats.begin(), formats.end(), [&](const Format& each) { return each.format == format; });
    std::map<std::string, std::string> found;
    if (writer.versions) found = versions_of(chain, versions);
    const bool in_transactions = std::all_of(chain.revisions().begin(), chain.revisions().end(), [](const auto& each) {
        return each.up.transaction && each.down.transaction;
    });
    std::vector<const Revision*> order = revisions;
    std::stable_sort(order.begin(), order.end(), [&](const Revision* a, const Revision* b) {
        return writer.versions && found.at(a->id) < found.at(b->id);
    });
    Exported result;
    for (const Revision* each : order) {
        require_dialect(*each, dialect, fmt::format("the export is for {}", retort::to_string(dialect)),
                        "correct 'url' under [database]");
        for (const Direction direction : {Direction::up, Direction::down})
            check_steps(dialect, *each, direction, nullptr, "another tool");
        writer.write({*each, writer.versions ? found.at(each->id) : "", dialect, in_transactions}, result);
    }
    return result;
}

}  // namespace retort::migrate
