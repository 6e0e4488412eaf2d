#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// Prints a schema: the script that creates it ("sql"), or the snapshot ("json").
/// Throws Error RT205 for another format.
int print_schema(Program& program, const Schema& schema, const std::string& format);

}  // namespace retort::tools
