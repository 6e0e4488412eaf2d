#pragma once

#include <string>

#include "pipeline/source.hpp"
#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// A source of the command line: models, live, migrations, migrations@REV, a database URL, a .sql file, a .json
/// snapshot. Throws Error RT206 for any other word.
pipeline::Source parse_source(Program& program, const std::string& text);

/// The schema of one source, in the dialect of --dialect if that is given. Objects that are not compared are reported.
Schema read_source(Program& program, const pipeline::Source& source, const std::string& dialect);

}  // namespace retort::tools
