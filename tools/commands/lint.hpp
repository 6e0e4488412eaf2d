#pragma once

#include <CLI/CLI.hpp>

namespace retort::tools {

class Program;

/// As the functions of commands.hpp.
void add_lint(CLI::App& app, Program& program);

}  // namespace retort::tools
