#pragma once

#include <string>

#include "pipeline/source.hpp"

namespace retort::tools {

class Program;

/// A source of the command line: models, live, migrations, migrations@REV, a database URL, a .sql file, a .json
/// snapshot. Throws Error RT206 for any other word.
pipeline::Source parse_source(Program& program, const std::string& text);

}  // namespace retort::tools
