#pragma once

#include <string>

#include "migrate/revision.hpp"

namespace retort::tools {

class Program;

/// What `upgrade` and `downgrade` share: runs to `target`, telling each step on standard error, or
/// with `sql` prints the script of the range.
int run_migrations(Program& program, const std::string& target, bool sql, migrate::Direction direction);

}  // namespace retort::tools
