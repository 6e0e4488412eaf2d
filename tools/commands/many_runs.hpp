#pragma once

#include <string>

#include "tools/commands/many.hpp"
#include "tools/commands/run.hpp"

namespace retort::tools {

/// `upgrade` and `downgrade` on many databases. Returns the exit status of run_many.
int run_on_many(Program& program, const RunRequest& request);

/// `stamp` on many databases.
int stamp_many(Program& program, const ManyOptions& options, const std::string& target);

}  // namespace retort::tools
