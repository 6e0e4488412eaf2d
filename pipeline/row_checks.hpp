#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// What the rows of a database say against an upgrade.
struct RowReport {
    std::vector<Diagnostic> errors;  ///< RT084: rows that the upgrade would fail on, with the model's place
    std::vector<std::string> notes;  ///< what could not be looked at, and why
};

/// Asks the rows of `live`, which holds `from`, whether `up`, the plan from `from` to `to`, can be run on
/// them: emit::row_checks in one transaction that only reads. A question that takes longer than `limit`
/// or that the role may not ask becomes a note. Changes nothing.
RowReport check_rows(introspect::Database& live, const Schema& from, const Schema& to, const emit::Plan& up,
                     std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace retort::pipeline
