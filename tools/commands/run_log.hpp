#pragma once

#include <chrono>
#include <fstream>
#include <mutex>
#include <string>

#include "migrate/runner.hpp"
#include "schema/error.hpp"

namespace retort::tools {

/// The file of --log. Several threads may write to it.
class LogFile {
public:
    /// Appends to `file`; an empty one writes nothing. Throws Error RT307 if it can't be opened.
    explicit LogFile(const std::string& file);

    bool open() const { return out_.is_open(); }
    void write(const std::string& line);

private:
    std::ofstream out_;
    std::mutex mutex_;
};

/// Passes the events of a run on to another Observer, and writes each as a line of JSON to a file:
///
///     {"time":"2026-12-01T08:00:00.123Z","event":"finished","database":"sqlite:app.db","direction":"upgrade", … }
///
/// docs/running.md lists the events and their members.
class RunLog : public migrate::Observer {
public:
    /// Both must outlive it.
    RunLog(LogFile& file, std::string database, migrate::Observer& next);

    void waiting(const std::string& reason) override;
    void retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) override;
    void tables_changed(const migrate::CreatedTables& tables) override;
    void started(const migrate::Revision& revision, migrate::Direction direction) override;
    void statement(std::size_t index, std::size_t count, std::string_view sql) override;
    void finished(const migrate::Revision& revision, migrate::Direction direction,
                  std::chrono::milliseconds duration) override;

    /// The run has begun, to `target`.
    void begin(const std::string& target, migrate::Direction direction);
    /// The run has ended.
    void end(const migrate::Heads& before, const migrate::Heads& after, bool rolled_back);
    void failed(const Error& error);

private:
    /// `members`: the rest of the object, each with a comma before it.
    void write(std::string_view event, const std::string& members);

    LogFile& file_;
    std::string database_;
    migrate::Observer& next_;
};

}  // namespace retort::tools
