#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// The result of the row checks for an upgrade.
struct RowReport {
    std::vector<Diagnostic> errors;  ///< RT084: rows on which the upgrade fails, with the model's position; RT285: a
                                     ///< table whose rows row-level security hides
    std::vector<std::string> notes;  ///< tables whose rows could not be checked, with the reason
    std::map<Drop, long long> lost;  ///< the numbers of rows that are dropped, or whose values are
};

/// "1 row", "3 rows"
std::string rows_in_words(long long rows);

/// Checks the rows of `live`, whose schema is `from`, for values on which `up`, the plan from `from` to `to`, fails.
/// Runs the queries of preflight::row_checks in one read-only transaction; a query that names types which the upgrade
/// creates, in a transaction of its own that creates them and is rolled back. A query that takes longer than `limit`,
/// or that the role is not permitted to run, becomes a note.
RowReport check_rows(introspect::Database& live, const Schema& from, const Schema& to, const emit::Plan& up,
                     std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace retort::pipeline
