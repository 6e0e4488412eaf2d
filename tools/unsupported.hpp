#pragma once

#include <CLI/CLI.hpp>

#include <set>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// Adds --strict, --privileges and --owners to a command that compares.
void add_comparing_options(CLI::App& command, Program& program);

/// Lists the objects that are not compared (pipeline::not_compared) on standard error.
/// With --strict throws Error RT056 with the list instead.
void report_unsupported(Program& program, const std::set<Unsupported>& all);

}  // namespace retort::tools
