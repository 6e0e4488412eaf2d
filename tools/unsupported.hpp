#pragma once

#include <CLI/CLI.hpp>

#include <vector>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// Adds --strict and --privileges to a command that compares.
void add_comparing_options(CLI::App& command, Program& program);

/// Tells on standard error what the databases hold that takes no part in comparing.
/// Throws Error RT056 that lists it with --strict.
void report_unsupported(Program& program, const std::vector<const Schema*>& schemas);

}  // namespace retort::tools
