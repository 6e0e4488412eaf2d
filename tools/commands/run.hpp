#pragma once

#include <string>

#include "migrate/runner.hpp"

namespace retort::tools {

class Program;
class Terminal;

/// Reports the progress of a run on standard error.
class ProgressReporter : public migrate::Observer {
public:
    ProgressReporter(Terminal& terminal, Dialect dialect) : terminal_(terminal), dialect_(dialect) {}

    void waiting(const std::string& holder) override;
    void started(const migrate::Revision& revision, migrate::Direction direction) override;
    void finished(const migrate::Revision& revision, migrate::Direction direction,
                  std::chrono::milliseconds duration) override;

private:
    Terminal& terminal_;
    Dialect dialect_;
};

/// The options of a run: on SQLite the time of [database] busy_timeout.
migrate::RunOptions run_options(Program& program, Dialect dialect, migrate::Observer& observer);

/// Runs `upgrade` and `downgrade` to `target`, with each step on standard error; with `sql` prints the script
/// instead, and `target` may be a range. Returns the exit status.
int run_migrations(Program& program, const std::string& target, bool sql, migrate::Direction direction);

}  // namespace retort::tools
