#pragma once

#include <CLI/CLI.hpp>

namespace retort::tools {

class Program;

void add_review(CLI::App& app, Program& program);

}  // namespace retort::tools
