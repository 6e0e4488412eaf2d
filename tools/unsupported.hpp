#pragma once

#include <CLI/CLI.hpp>

#include <set>
#include <string>

#include "schema/schema.hpp"

namespace retort::tools {

class Program;

/// Adds --strict, --privileges and --owners to a command that compares.
void add_comparing_options(CLI::App& command, Program& program);

/// "foreign table a.b", for a list of what is not compared.
std::string words_of(const Unsupported& object);

/// Lists the objects that are not compared (pipeline::not_compared) on standard error.
/// With --strict throws Error RT056 with the list instead.
void report_unsupported(Program& program, const std::set<Unsupported>& all);

}  // namespace retort::tools
