#include "migrate/foreign/foreign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "migrate/foreign/readers.hpp"

namespace retort::migrate {

namespace {

std::string file_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::optional<ForeignName> name_of(ForeignFormat format, const std::string& file) {
    if (format == ForeignFormat::flyway) return flyway_name(file);
    if (format == ForeignFormat::golang_migrate) return golang_migrate_name(file);
    return numbered_name(file);
}

void read_file_of(ForeignFormat format, const ForeignFile& file, Dialect dialect, ForeignRevision& to) {
    if (format == ForeignFormat::goose) return read_goose(file, dialect, to);
    if (format == ForeignFormat::dbmate) return read_dbmate(file, dialect, to);
    to.up = foreign_section(dialect, file.text, 1);
}

/// "2026-11-20T16:56:00Z" of "20261120165600"; empty for other versions.
std::string date_of(const std::string& version) {
    if (version.size() != 14 || version.find('.') != std::string::npos) return {};
    return fmt::format("{}-{}-{}T{}:{}:{}Z", version.substr(0, 4), version.substr(4, 2), version.substr(6, 2),
                       version.substr(8, 2), version.substr(10, 2), version.substr(12, 2));
}

}  // namespace

Error unreadable(const std::string& path, std::string why, std::string hint) {
    return Error(Diagnostic{.code = "RT488",
                            .message = fmt::format("{} can't be taken over: {}", path, why),
                            .position = {path, 0, 0},
                            .hint = std::move(hint)});
}

std::string_view to_string(ForeignFormat format) {
    static constexpr std::string_view names[] = {"numbered", "flyway", "goose", "golang-migrate", "dbmate", "supabase"};
    return names[static_cast<std::size_t>(format)];
}

std::optional<ForeignFormat> foreign_format(const std::vector<ForeignFile>& files) {
    bool flyway = false, pairs = false, numbered = false, dates = true;
    for (const ForeignFile& each : files) {
        if (has_annotation(each.text, "+goose Up")) return ForeignFormat::goose;
        if (has_annotation(each.text, "migrate:up")) return ForeignFormat::dbmate;
        const std::string name = file_of(each.path);
        flyway = flyway || flyway_name(name).has_value();
        pairs = pairs || golang_migrate_name(name).has_value();
        const auto number = numbered_name(name);
        numbered = numbered || number.has_value();
        dates = dates && number && number->version.size() == 14 && each.path.find("supabase") != std::string::npos;
    }
    if (flyway) return ForeignFormat::flyway;
    if (pairs) return ForeignFormat::golang_migrate;
    if (!numbered) return std::nullopt;
    return dates ? ForeignFormat::supabase : ForeignFormat::numbered;
}

std::optional<ForeignChain> read_foreign(const std::vector<ForeignFile>& files, Dialect dialect) {
    const auto format = foreign_format(files);
    if (!format) return std::nullopt;
    ForeignChain chain{.format = *format};
    std::vector<std::pair<ForeignName, const ForeignFile*>> downs;
    for (const ForeignFile& each : files) {
        const auto name = name_of(*format, file_of(each.path));
        if (!name) {
            chain.passed_over.push_back(each.path);
            continue;
        }
        if (name->down) {
            downs.emplace_back(*name, &each);
            continue;
        }
        ForeignRevision revision{.version = name->version, .name = name->name, .path = each.path};
        read_file_of(*format, each, dialect, revision);
        chain.revisions.push_back(std::move(revision));
    }
    std::stable_sort(chain.revisions.begin(), chain.revisions.end(),
                     [](const auto& a, const auto& b) { return compare_versions(a.version, b.version) < 0; });
    for (std::size_t i = 1; i < chain.revisions.size(); ++i)
        if (compare_versions(chain.revisions[i - 1].version, chain.revisions[i].version) == 0)
            throw unreadable(chain.revisions[i].path, "it has the version of " + chain.revisions[i - 1].path,
                             "give one of them another version");
    for (const auto& [name, file] : downs) {
        const auto up = std::find_if(chain.revisions.begin(), chain.revisions.end(), [&](const auto& each) {
            return compare_versions(each.version, name.version) == 0;
        });
        if (up == chain.revisions.end())
            throw unreadable(file->path, "there is no upgrade of its version", "remove the file, or add the upgrade");
        up->down = foreign_section(dialect, file->text, 1);
        up->down_path = file->path;
    }
    if (chain.revisions.empty()) return std::nullopt;
    return chain;
}

std::vector<Revision> revisions_of(const ForeignChain& chain, Dialect dialect) {
    std::vector<Revision> revisions;
    const bool numbers = std::all_of(chain.revisions.begin(), chain.revisions.end(), [](const auto& each) {
        return each.version.size() <= 6 && each.version.find('.') == std::string::npos;
    });
    for (const ForeignRevision& each : chain.revisions) {
        Revision revision;
        for (const char c : each.version) revision.id += c == '.' ? '_' : c;
        if (!revisions.empty()) revision.down_revisions = {revisions.back().id};
        revision.number = numbers ? each.version : fmt::format("{:04}", revisions.size() + 1);
        revision.message = each.name.empty() ? "migration " + each.version : each.name;
        revision.created = date_of(each.version);
        revision.dialect = dialect;
        revision.verified = "no";
        revision.up = each.up;
        revision.down = each.down;
        revision.path = each.path;
        revisions.push_back(std::move(revision));
    }
    return revisions;
}

}  // namespace retort::migrate
