#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "review/hazards/judge.hpp"

namespace retort::test {

/// One script of a lint case, with its expected findings.
struct LintPart {
    std::string before;  ///< SQL that creates the database in which it runs
    std::string sql;
    bool transaction = false;
    bool lock_timeout = true;
    bool not_run = false;  ///< the server test leaves it out
    int line = 0;          ///< of the file
    std::vector<std::string> findings{};
    std::vector<std::string> effects{};
    bool has_effects = false;

    /// The judged script after `before`.
    std::vector<hazards::JudgedStatement> judge(Dialect dialect) const;
};

/// A file of tests/cases/lint: parts, each with its findings. Lines "--- name" divide it into sections:
///
///     # the subject
///     --- before         SQL that creates a database; for all parts that follow
///     --- transaction    a script that is one transaction, or
///     --- statements     one whose statements are transactions of their own
///     --- findings       "LINE rule-name", in the order in which they are reported; of the script above
///     --- effects        "LINE table: LOCK, work" (optional)
///
/// After "transaction" and "statements" may follow ", no lock_timeout", and ", not run" for a script that the test on a
/// server can't run.
struct LintCase {
    std::string name;
    Dialect dialect{};
    std::vector<LintPart> parts;
};

/// Throws std::runtime_error, with the path, for an unknown section.
LintCase read_lint_case(const std::filesystem::path& path);

/// All cases, or that which RETORT_CASE names.
std::vector<LintCase> lint_cases();

/// "2 drop-table"
std::vector<std::string> finding_lines(const std::string& sql, const std::vector<hazards::JudgedStatement>& statements);

}  // namespace retort::test
