#pragma once

#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace retort::test {

/// Runs a program with a pseudo-terminal as standard input and standard error, and a pipe as standard output. The
/// `answers` are typed in sequence, each after the next `prompt` is shown: "y\n", "\x04" for the end of input (Ctrl-D),
/// "\x03" for Ctrl-C. `err` of the result is the terminal's output, including the answers.
Outcome run_on_terminal(const std::vector<std::string>& command, const RunOptions& options, const std::string& prompt,
                        const std::vector<std::string>& answers);

}  // namespace retort::test
