#pragma once

#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace retort::test {

/// Runs a program that has a terminal of its own as standard input and standard error, and a pipe
/// as standard output. `answers` are typed one after the other, each once `prompt` has been shown again:
/// "y\n", "\x04" for the end of input (Ctrl-D), "\x03" for Ctrl-C. `err` of the result is what the
/// terminal showed, answers included.
Outcome run_on_terminal(const std::vector<std::string>& command, const RunOptions& options, const std::string& prompt,
                        const std::vector<std::string>& answers);

}  // namespace retort::test
