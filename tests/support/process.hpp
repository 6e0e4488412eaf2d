#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace retort::test {

/// The result of a program.
struct Outcome {
    int status = 0;  ///< the exit status; 128 + n if it was killed by signal n
    std::string out;
    std::string err;
};

struct RunOptions {
    std::filesystem::path folder;                    ///< working folder; empty: this process's
    std::map<std::string, std::string> environment;  ///< added to this process's
    std::string input;                               ///< standard input
};

/// Runs a program, found on PATH, and waits for it. Throws std::runtime_error if it cannot be started.
Outcome run(const std::vector<std::string>& command, const RunOptions& options = {});

}  // namespace retort::test
