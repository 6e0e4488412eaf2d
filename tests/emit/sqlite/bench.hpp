#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace retort::emit::sqlite {

/// A new database in memory, foreign keys enforced.
std::unique_ptr<introspect::Database> in_memory();

/// The schema that a script makes.
Schema made_by(std::string_view script);

/// Runs a script as it stands, in a transaction where it has none of its own. A row of
/// PRAGMA foreign_key_check fails the test.
void apply(introspect::Database& database, const Script& script);

/// The differences in words, one a line; empty when there are none.
std::string differences(const Schema& from, const Schema& to);

/// The rows of a query, values parted by "|", rows by a line end; NULL is "NULL".
std::string rows(introspect::Database& database, std::string_view sql);

/// Runs up, down and up again on a database that `before` makes, and checks each time that the
/// schema is the expected one and that planning again finds nothing to do.
/// `declare` may add what a model would say (transitions) to the desired schema; `filled` runs
/// when the first state is there, `moved` after the first upgrade, `back` after the downgrade.
struct Journey {
    std::string_view before;
    std::string_view after;
    std::function<void(Schema&)> declare = {};
    std::function<void(introspect::Database&)> filled = {};
    std::function<void(introspect::Database&)> moved = {};
    std::function<void(introspect::Database&)> back = {};
};

/// The text of the scripts, for messages and further checks.
struct Scripts {
    std::string up;
    std::string down;
    bool up_transactional = true;
};

Scripts travel(const Journey& journey);

}  // namespace retort::emit::sqlite
