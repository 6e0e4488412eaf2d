#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace retort::test {

/// Runs a script, in one transaction if it is transactional. Throws std::runtime_error with the failed statement and
/// the whole script.
void run_script(introspect::Database& db, const emit::Script& script);

/// The changes and statements of a plan from one schema to the other; empty: none.
std::string differences(const Schema& from, const Schema& to);

/// The schema written as a snapshot and read again, with the directives and the live server's facts that a snapshot
/// does not hold.
Schema through_snapshot(const Schema& schema);

/// The error with its notes, one per line.
std::string text_of(const Error& error);

/// A table of both schemas, and its columns whose values both can hold.
struct HeldTable {
    struct Held {
        std::string before, after;  ///< the column's names
        bool as_is = false;         ///< of one type, so that its values print the same in both
    };
    ObjectName before{}, after{};
    std::vector<Held> columns{};
    bool rowids = false;           ///< SQLite: the rows keep their rowids
    bool with_partitions = false;  ///< partitioned in one schema only: its rows are in partitions there
};

/// The tables and columns of both schemas, by declared renames. Excluded are columns that are generated in the second
/// schema only, and `lossy` ones ("table.column", "table": by their old names).
std::vector<HeldTable> held_by_both(const Schema& from, const Schema& to, const std::set<std::string>& lossy = {});

enum class Side { before, after };

/// PostgreSQL: the rows of these tables as text, with the later names of the tables; `all` columns, or only those that
/// print the same in both schemas.
std::string rows_of(introspect::Database& db, const std::vector<HeldTable>& tables, Side side, bool all);

/// "table: a, b" for each table of `to` that is not in `from`: the columns in their order.
std::string column_order_of_new(const Schema& from, const Schema& to, const Schema& shown);

}  // namespace retort::test
