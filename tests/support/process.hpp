#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace retort::test {

/// How a program ended.
struct Outcome {
    int status = 0;  ///< the exit status; 128 + n when signal n ended it
    std::string out;
    std::string err;
};

struct RunOptions {
    std::filesystem::path folder;                    ///< working folder; empty: this process's
    std::map<std::string, std::string> environment;  ///< set on top of this process's
    std::string input;                               ///< standard input
};

/// Runs a program, found on PATH, to its end. Throws std::runtime_error when it can't be started.
Outcome run(const std::vector<std::string>& command, const RunOptions& options = {});

}  // namespace retort::test
