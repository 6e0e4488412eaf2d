#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "tests/support/case_checks.hpp"

namespace retort::emit::sqlite {

/// A new database in memory, foreign keys enforced.
std::unique_ptr<introspect::Database> in_memory();

/// The schema that a script creates.
Schema made_by(std::string_view script);

/// Runs a script, in a transaction unless it has its own. A row of
/// PRAGMA foreign_key_check fails the test.
void apply(introspect::Database& database, const Script& script);

/// The differences as descriptions, one per line; empty if there are none.
std::string differences(const Schema& from, const Schema& to);

/// The rows of a query, with "|" between values and a newline after each row; NULL is "NULL".
std::string rows(introspect::Database& database, std::string_view sql);

/// The rows of the tables that both schemas have, with their rowids; `all`: also values that the other schema changes.
std::string held_rows(introspect::Database& database, const std::vector<test::HeldTable>& tables, test::Side side,
                      bool all);

/// Runs up, down and up again on a database that `before` creates, and checks each time that the
/// schema is the expected one and that the next plan is empty.
/// `declare` may add a model's transitions to the desired schema; `filled` runs
/// after the first schema is created, `moved` after the first upgrade, `back` after the downgrade.
struct Journey {
    std::string_view before;
    std::string_view after;
    std::function<void(Schema&)> declare = {};
    std::function<void(introspect::Database&)> filled = {};
    std::function<void(introspect::Database&)> moved = {};
    std::function<void(introspect::Database&)> back = {};
};

/// The text of the scripts, for failure messages and further checks.
struct Scripts {
    std::string up;
    std::string down;
    bool up_transactional = true;
};

Scripts travel(const Journey& journey);

}  // namespace retort::emit::sqlite
