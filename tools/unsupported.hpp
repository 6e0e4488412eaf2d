#pragma once

#include <CLI/CLI.hpp>

#include <vector>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// Adds --strict and --privileges to a command that compares.
void add_comparing_options(CLI::App& command, Program& program);

/// Lists the unsupported objects of the schemas on standard error.
/// With --strict throws Error RT056 with the list instead.
void report_unsupported(Program& program, const std::vector<const Schema*>& schemas);

}  // namespace retort::tools
