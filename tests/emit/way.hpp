#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace retort::test {

/// Runs a script as one transaction where it is one. Throws std::runtime_error with the
/// statement that failed and the whole script.
void run_script(introspect::Database& db, const emit::Script& script);

/// What a plan from one schema to the other would still change; empty: nothing.
std::string differences(const Schema& from, const Schema& to);

/// The schema as a snapshot gives it back, with what a model says about the way to it and what a live server adds.
Schema through_snapshot(const Schema& schema);

/// The error with its notes, a line each.
std::string text_of(const Error& error);

/// A table that is there before and after, and its columns whose values both can hold.
struct HeldTable {
    struct Held {
        std::string before, after;  ///< the column's names
        bool as_is = false;         ///< of one type, so that its values look the same on both sides
    };
    ObjectName before{}, after{};
    std::vector<Held> columns{};
    bool with_partitions = false;  ///< it is partitioned on one side only, so that its rows are elsewhere on the other
};

/// Declared renames are followed. Columns that are computed in the second schema only are
/// left out, and those in `lossy` ("table.column", as they were).
std::vector<HeldTable> held_by_both(const Schema& from, const Schema& to, const std::set<std::string>& lossy = {});

enum class Side { before, after };

/// The rows of these tables as text, under the names that they have after; `all` columns, or
/// only those that look the same on both sides.
std::string rows_of(introspect::Database& db, const std::vector<HeldTable>& tables, Side side, bool all);

/// "table: a, b" for each table of `to` that is not in `from`: the columns in their order.
std::string column_order_of_new(const Schema& from, const Schema& to, const Schema& shown);

}  // namespace retort::test
