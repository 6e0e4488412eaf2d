#pragma once

#include "tools/commands/many.hpp"

namespace retort::tools {

/// `current` on many databases. Returns the exit status of run_many.
int current_of_many(Program& program, const ManyOptions& options, bool all_names, bool check_heads);

/// `check` on many databases.
int check_many(Program& program, const ManyOptions& options);

}  // namespace retort::tools
