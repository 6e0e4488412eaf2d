#pragma once

#include <map>

#include "review/hazards/rules.hpp"

namespace retort::tools {

struct Config;

/// [lint]: the severities that differ from the defaults. Throws Error with all errors found: RT384 for a key that is no
/// rule, RT382 for a value that is no severity, RT383 for a rule that is set twice.
std::map<hazards::Rule, hazards::Severity> lint_severities(const Config& config);

}  // namespace retort::tools
