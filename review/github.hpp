#pragma once

#include <string>

#include "review/finding.hpp"

namespace retort::review {

/// Workflow commands of GitHub Actions, one a line: an annotation for each difference at the line of the model, for
/// each revision at its file, for any other finding without a place. What is allowed is a notice.
std::string to_github(const Report& report);

}  // namespace retort::review
