#pragma once

#include <string>

#include "migrate/runner.hpp"
#include "tools/commands/json_values.hpp"

namespace retort::tools {

/// Passes the events of a run on to another Observer, and keeps for --json what ran. docs/json.md describes the output.
class RunJson : public migrate::Observer {
public:
    /// `next` must outlive it. `one_transaction`: a failure, and a lock that was not obtained, roll back all revisions.
    RunJson(migrate::Observer& next, bool one_transaction) : next_(next), one_transaction_(one_transaction) {}

    void waiting(const std::string& reason) override { next_.waiting(reason); }
    void retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) override;
    void tables_changed(const migrate::CreatedTables& tables) override { next_.tables_changed(tables); }
    void started(const migrate::Revision& revision, migrate::Direction direction) override;
    void statement(std::size_t index, std::size_t count, std::string_view sql) override {
        next_.statement(index, count, sql);
    }
    void finished(const migrate::Revision& revision, migrate::Direction direction,
                  std::chrono::milliseconds duration) override;

    /// The error that ended the run.
    void failed(const Error& error);
    /// All was rolled back: a dry run.
    void rolled_back();

    /// `before`, `after`: the database's revisions; null if they are not known.
    std::string text(const std::string& database, migrate::Direction direction, const std::string& target, Json before,
                     Json after) const;

private:
    migrate::Observer& next_;
    bool one_transaction_;
    Json revisions_ = Json::array();
    Json errors_ = Json::array();
    bool rolled_back_ = false;
};

}  // namespace retort::tools
