#include "tools/commands/json.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "tools/commands/json_values.hpp"

namespace retort::tools {

namespace {

template <class Number>
Json number(const std::optional<Number>& value) {
    return value ? Json(*value) : Json();
}

bool contains(const migrate::Heads& heads, const std::string& id) {
    return std::find(heads.begin(), heads.end(), id) != heads.end();
}

}  // namespace

std::string revisions_json(const migrate::Chain& chain, const std::vector<const migrate::Revision*>& shown,
                           const migrate::Heads& current) {
    migrate::Heads heads;
    for (const migrate::Revision* each : chain.heads()) heads.push_back(each->id);
    Json list = Json::array();
    for (const migrate::Revision* each : shown) {
        list.push_back(json_of(*each));
        list.back()["head"] = contains(heads, each->id);
        list.back()["current"] = contains(current, each->id);
    }
    return json_output({{"revisions", std::move(list)}});
}

std::string runs_json(const std::vector<migrate::HistoryEntry>& history) {
    Json list = Json::array();
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry)
        list.push_back({{"id", entry->id},
                        {"revision", text_or_null(entry->revision)},
                        {"number", text_or_null(entry->number)},
                        {"message", text_or_null(entry->name)},
                        {"direction", entry->direction},
                        {"outcome", entry->outcome},
                        {"error", text_or_null(entry->error)},
                        {"started_at", text_or_null(entry->started_at)},
                        {"applied_at", text_or_null(entry->applied_at)},
                        {"duration_ms", number(entry->duration_ms)},
                        {"file", text_or_null(entry->file)},
                        {"file_sha256", text_or_null(entry->file_sha256)},
                        {"checksum", text_or_null(entry->checksum)},
                        {"database_user", text_or_null(entry->database_user)},
                        {"os_user", text_or_null(entry->os_user)},
                        {"host", text_or_null(entry->host)},
                        {"process", number(entry->process)},
                        {"application", text_or_null(entry->application)},
                        {"retort_version", text_or_null(entry->retort_version)},
                        {"statements_done", entry->progress ? Json(entry->progress->statements_done) : Json()}});
    return json_output({{"runs", std::move(list)}});
}

}  // namespace retort::tools
