#pragma once

#include <CLI/CLI.hpp>

namespace retort::tools {

class Program;

/// Adds its subcommand to the command line, as those of commands.hpp.
void add_adopt(CLI::App& app, Program& program);
void add_export(CLI::App& app, Program& program);

}  // namespace retort::tools
