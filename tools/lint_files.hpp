#pragma once

#include <optional>
#include <string>
#include <vector>

#include "review/lint/lint.hpp"

namespace retort::tools {

class Program;

/// The migrations and files that 'retort lint' judges.
struct LintInput {
    Dialect dialect{};
    std::vector<hazards::LintFile> files;  ///< with the revisions that run before, which are not reported
};

/// What the command line chooses.
struct LintChoice {
    std::vector<std::string> words{};  ///< files, folders, revisions, A:B
    bool pending = false;
    bool transaction = false;  ///< a file without sections is one transaction
    std::string dialect{};     ///< --dialect
};

/// Reads the files. Throws Error RT385 if nothing is chosen, and those of reading files and targets.
LintInput read_lint_files(Program& program, const LintChoice& choice);

}  // namespace retort::tools
