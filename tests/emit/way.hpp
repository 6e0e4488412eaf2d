#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace retort::test {

/// Runs a script, in one transaction if it is transactional. Throws std::runtime_error with the
/// failed statement and the whole script.
void run_script(introspect::Database& db, const emit::Script& script);

/// The changes of a plan from one schema to the other; empty if there are none.
std::string differences(const Schema& from, const Schema& to);

/// The schema after a round trip through a snapshot, with a model's transitions and a live server's additions restored.
Schema through_snapshot(const Schema& schema);

/// The error with its notes, one per line.
std::string text_of(const Error& error);

/// A table that exists before and after, and its columns whose values both can hold.
struct HeldTable {
    struct Held {
        std::string before, after;  ///< the column's names
        bool as_is = false;         ///< its type and values are the same on both sides
    };
    ObjectName before{}, after{};
    std::vector<Held> columns{};
    bool with_partitions = false;  ///< partitioned on one side only, so that its rows are in other tables on the other
};

/// The tables that both schemas hold, by declared renames. Omits columns that are computed only in the second schema,
/// and those in `lossy` ("table.column", by their first names).
std::vector<HeldTable> held_by_both(const Schema& from, const Schema& to, const std::set<std::string>& lossy = {});

enum class Side { before, after };

/// The rows of these tables as text, under the names of the second schema; `all` columns, or
/// only those with the same values on both sides.
std::string rows_of(introspect::Database& db, const std::vector<HeldTable>& tables, Side side, bool all);

/// "table: a, b" for each table of `to` that is not in `from`: the columns in their order.
std::string column_order_of_new(const Schema& from, const Schema& to, const Schema& shown);

}  // namespace retort::test
