#include "tools/commands/run_json.hpp"

#include <utility>

namespace retort::tools {

namespace {

constexpr const char* running = "running";
constexpr const char* done = "done";
constexpr const char* rolled_back_word = "rolled back";

}  // namespace

void RunJson::retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) {
    // The transaction that runs again begins all of its revisions again.
    if (one_transaction_)
        revisions_ = Json::array();
    else if (!revisions_.empty() && revisions_.back()["outcome"] == running)
        revisions_.erase(revisions_.size() - 1);
    next_.retrying(reason, attempt, attempts, pause);
}

void RunJson::started(const migrate::Revision& revision, migrate::Direction direction) {
    if (revisions_.empty() || revisions_.back()["outcome"] != running ||
        revisions_.back()["revision"] != Json(revision.id)) {
        revisions_.push_back(reference_to(revision));
        revisions_.back().update(
            Json{{"direction", to_string(direction)}, {"outcome", running}, {"duration_ms", Json()}});
    }
    next_.started(revision, direction);
}

void RunJson::finished(const migrate::Revision& revision, migrate::Direction direction,
                       std::chrono::milliseconds duration) {
    if (!revisions_.empty()) {
        revisions_.back()["outcome"] = done;
        revisions_.back()["duration_ms"] = duration.count();
    }
    next_.finished(revision, direction, duration);
}

void RunJson::failed(const Error& error) {
    errors_ = json_of(error.diagnostics());
    for (Json& each : revisions_) {
        if (each["outcome"] == running)
            each["outcome"] = "failed";
        else if (one_transaction_)
            each["outcome"] = rolled_back_word;
    }
}

void RunJson::rolled_back() {
    rolled_back_ = true;
    for (Json& each : revisions_) each["outcome"] = rolled_back_word;
}

std::string RunJson::text(const std::string& database, migrate::Direction direction, const std::string& target,
                          Json before, Json after) const {
    return json_output({{"database", database},
                        {"direction", to_string(direction)},
                        {"target", target},
                        {"dry_run", rolled_back_},
                        {"before", std::move(before)},
                        {"after", std::move(after)},
                        {"revisions", revisions_},
                        {"errors", errors_}});
}

}  // namespace retort::tools
