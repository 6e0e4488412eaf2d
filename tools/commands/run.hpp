#pragma once

#include <string>

#include "migrate/revision.hpp"

namespace retort::tools {

class Program;

/// Runs `upgrade` and `downgrade` to `target`, with each step on standard error; with `sql` prints the script
/// instead, and `target` may be a range. Returns the exit status.
int run_migrations(Program& program, const std::string& target, bool sql, migrate::Direction direction);

}  // namespace retort::tools
