#pragma once

#include "diff/renames.hpp"
#include "plan/roles.hpp"
#include "plan/step.hpp"

namespace retort::plan::postgres {

/// A publication that loses a column or table which is dropped, and gets another, is altered in two steps: what is
/// dropped can then go before what is published is made or retyped. `children`: the descendants of the tables that
/// exist before and after.
Steps split_publications(Steps steps, const diff::Renames& renames, const Children& children);

}  // namespace retort::plan::postgres
