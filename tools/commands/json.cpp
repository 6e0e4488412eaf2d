#include "tools/commands/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "migrate/verified.hpp"
#include "schema/json_text.hpp"

namespace retort::tools {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

/// A text, or null for one that is not known.
Json text(const std::string& value) { return value.empty() ? Json() : Json(value); }

template <class Number>
Json number(const std::optional<Number>& value) {
    return value ? Json(*value) : Json();
}

std::string_view word(migrate::Verification verification) {
    switch (verification) {
        case migrate::Verification::none: return "no";
        case migrate::Verification::unbound: return "unbound";
        case migrate::Verification::outdated: return "void";
        case migrate::Verification::holds: return "yes";
    }
    return "no";
}

bool contains(const migrate::Heads& heads, const std::string& id) {
    return std::find(heads.begin(), heads.end(), id) != heads.end();
}

Json section(const migrate::Section& section) {
    return {{"transaction", section.transaction}, {"checksum", section.checksum()}};
}

}  // namespace

std::string revisions_json(const migrate::Chain& chain, const std::vector<const migrate::Revision*>& shown,
                           const migrate::Heads& current) {
    migrate::Heads heads;
    for (const migrate::Revision* each : chain.heads()) heads.push_back(each->id);
    Json list = Json::array();
    for (const migrate::Revision* each : shown)
        list.push_back({{"revision", each->id},
                        {"number", text(each->number)},
                        {"message", text(each->message)},
                        {"down_revisions", each->down_revisions},
                        {"depends_on", each->depends_on},
                        {"branch_labels", each->branch_labels},
                        {"replaces", each->replaces},
                        {"created", text(each->created)},
                        {"dialect", each->dialect ? Json(to_string(*each->dialect)) : Json()},
                        {"verified", word(migrate::verification(*each))},
                        {"file", text(each->path)},
                        {"file_sha256", text(each->file_sha256)},
                        {"upgrade", section(each->up)},
                        {"downgrade", section(each->down)},
                        {"head", contains(heads, each->id)},
                        {"current", contains(current, each->id)}});
    return to_utf8({{"version", version}, {"revisions", std::move(list)}});
}

std::string runs_json(const std::vector<migrate::HistoryEntry>& history) {
    Json list = Json::array();
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry)
        list.push_back({{"id", entry->id},
                        {"revision", text(entry->revision)},
                        {"number", text(entry->number)},
                        {"message", text(entry->name)},
                        {"direction", entry->direction},
                        {"outcome", entry->outcome},
                        {"error", text(entry->error)},
                        {"started_at", text(entry->started_at)},
                        {"applied_at", text(entry->applied_at)},
                        {"duration_ms", number(entry->duration_ms)},
                        {"file", text(entry->file)},
                        {"file_sha256", text(entry->file_sha256)},
                        {"checksum", text(entry->checksum)},
                        {"database_user", text(entry->database_user)},
                        {"os_user", text(entry->os_user)},
                        {"host", text(entry->host)},
                        {"process", number(entry->process)},
                        {"application", text(entry->application)},
                        {"retort_version", text(entry->retort_version)},
                        {"statements_done", entry->progress ? Json(entry->progress->statements_done) : Json()}});
    return to_utf8({{"version", version}, {"runs", std::move(list)}});
}

}  // namespace retort::tools
