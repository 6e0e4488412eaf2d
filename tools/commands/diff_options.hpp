#pragma once

#include <string>

#include "pipeline/diff_sources.hpp"
#include "pipeline/source.hpp"
#include "tools/renames.hpp"

namespace retort::tools {

class Program;

/// The options of a comparison with `to`: the dialect that --dialect names, renames, and reports of what can't be
/// compared. `program` must outlive them.
pipeline::DiffOptions diff_options(Program& program, const std::string& dialect, RenameOptions renames,
                                   const pipeline::Source& to);

}  // namespace retort::tools
