#pragma once

#include <string>
#include <string_view>

#include "review/lint/lint.hpp"

namespace retort::hazards {

/// The findings as errors are printed: file:line:column, the source line with a caret, the safer way.
std::string to_text(const LintReport& report, bool colour);

/// See docs/json.md, Lint.
std::string to_json(const LintReport& report);

/// Workflow commands of GitHub Actions, which show the findings at the lines of a pull request.
std::string to_github(const LintReport& report);

/// SARIF 2.1.0; `version` is that of the program.
std::string to_sarif(const LintReport& report, std::string_view version);

/// "2 errors, 1 warning in 3 files; 1 allowed"
std::string summary(const LintReport& report);

}  // namespace retort::hazards
