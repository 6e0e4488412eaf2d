#pragma once

#include <string>

#include "review/finding.hpp"

namespace retort::review {

/// JUnit's XML: one test case a kind, which fails with its findings; what is allowed is skipped.
std::string to_junit(const Report& report);

}  // namespace retort::review
