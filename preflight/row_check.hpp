#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::preflight {

/// A query that finds the rows of a live database on which a change of an upgrade fails: the blocking rows.
struct RowCheck {
    enum class Answer {
        rows,     ///< one value: the number of blocking rows
        values,   ///< value, its row count, total row count, number of values; most frequent value first
        attempt,  ///< no result: rows block when the query fails on them
        changes,  ///< the number of rows whose value the upgrade changes, and one such value before and after; these
                  ///< rows do not block
        present   ///< the number of rows that the upgrade drops, or leaves as they are; they do not block
    };

    static constexpr int most_values = 5;  ///< rows that a query with Answer::values returns

    Answer answer = Answer::rows;
    std::string sql;      ///< read-only, with the names before the upgrade
    std::string table;    ///< the table that the query reads, for messages
    std::string message;  ///< "{}" stands for the rows: "3 rows"
    std::string hint;
    std::string creates{};        ///< statements that create the types that the query names; they are rolled back
    std::string search{};         ///< Answer::attempt: a script that finds the values on which the query fails;
    std::string search_values{};  ///< and the query that returns them, as for Answer::values; both may be empty
    std::optional<Drop> drop{};   ///< Answer::present: the rows or values are lost with it
    Position declared{};          ///< the declaration in the model that the rows block
};

/// The checks for `up`, the plan from `from` to `to`, on a database with rows: at most one query for each change that
/// can fail on them. Such changes are: a NOT NULL column that is new or was nullable, without a value to fill it; a
/// type that accepts fewer values; labels removed from an enum; new keys, unique indexes, checks, foreign keys and
/// exclusion constraints. And one query for each table and column that the upgrade drops.
std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up);

}  // namespace retort::preflight
