#pragma once

#include "diff/change.hpp"

namespace retort::plan::postgres {

/// Throws RT339 for a base type that must be dropped and created again: its functions depend on it and it on them, so
/// that none of them can be dropped alone.
void reject_rebuilt_base_types(const diff::Differences& differences, const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
