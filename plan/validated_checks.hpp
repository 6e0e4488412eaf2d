#pragma once

#include "plan/step.hpp"

namespace retort::plan {

/// A NOT VALID check that is added to a parent is NOT VALID in its children too: adds the steps that validate the
/// copies which are valid in the second schema (diff/validated_checks.hpp). `from` is the first schema with its renames
/// applied.
void validate_copies(Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan
