#pragma once

#include <CLI/CLI.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "migrate/runner.hpp"
#include "tools/commands/many.hpp"

namespace retort::tools {

class Program;
class Terminal;

/// Reports the progress of a run on standard error.
class ProgressReporter : public migrate::Observer {
public:
    explicit ProgressReporter(Terminal& terminal) : terminal_(terminal) {}

    void waiting(const std::string& reason) override;
    void retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) override;
    void tables_changed(const migrate::CreatedTables& tables) override;
    void started(const migrate::Revision& revision, migrate::Direction direction) override;
    void statement(std::size_t index, std::size_t count, std::string_view sql) override;
    void finished(const migrate::Revision& revision, migrate::Direction direction,
                  std::chrono::milliseconds duration) override;

private:
    Terminal& terminal_;
    std::string running_;  ///< "upgrade 0003 add index (3f2a)"
    std::chrono::steady_clock::time_point start_;
};

/// "no lock: …; rolled back, and run again in 2 s (1 of 3)"
std::string retry_text(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause);

/// A line for each change of a table that existed.
std::vector<std::string> change_texts(const migrate::CreatedTables& tables);

/// The options of a run from the configuration.
migrate::RunOptions run_options(Program& program, Dialect dialect, migrate::Observer& observer);

/// What `upgrade` and `downgrade` have in common.
struct RunRequest {
    migrate::Direction direction = migrate::Direction::up;
    std::string target;
    bool sql = false;  ///< print the script instead of running it; `target` may be a range
    bool one_transaction = false;
    bool dry_run = false;
    std::string log;  ///< a file for JSON lines; empty: none
    ManyOptions many = {};
};

/// Adds the options of both commands.
void add_run_options(CLI::App& app, CLI::App& command, RunRequest& request);

/// Runs revisions, with each step on standard error. Returns the exit status.
int run_migrations(Program& program, const RunRequest& request);

/// The live database's revisions, if the range of a script names them; else none, and no database is queried.
migrate::Heads current_of_range(Program& program, const migrate::Chain& chain, const std::string& range);
/// Error RT264 for a range without --sql.
void reject_range(const std::string& target);

/// Warns of a section that was begun and is not complete.
void warn_of_unfinished(Program& program, introspect::Database& database, const migrate::Chain& chain,
                        const migrate::VersionStore& store);

}  // namespace retort::tools
