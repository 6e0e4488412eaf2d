#pragma once

#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"

namespace retort::preflight {

/// A question to the rows of a live database: will a change of an upgrade fail on them?
struct RowCheck {
    enum class Answer {
        rows,    ///< one value: how many rows stand in the way
        values,  ///< a value, its rows, all rows in the way, all such values; the most frequent first
        attempt  ///< none: rows stand in the way when the query fails on them
    };

    static constexpr int most_values = 5;  ///< that a query with Answer::values returns

    Answer answer = Answer::rows;
    std::string sql;      ///< reads only, and by the names that hold before the upgrade
    std::string table;    ///< whose rows are read, for messages
    std::string message;  ///< "{}" stands for the rows: "3 rows"
    std::string hint;
    std::string search{};         ///< Answer::attempt: a script that finds the values which made the query fail,
    std::string search_values{};  ///< and the query that tells them, as for Answer::values; empty where there is none
    Position declared;            ///< what the model declares and the rows are not ready for
};

/// What to ask before `up`, the plan from `from` to `to`, is run on a database with rows: a query
/// at most for each change that can fail on them. A new column or one that allows no NULL any more
/// without a value to fill it, a type that takes less than the old one, labels that an enum loses, new
/// keys, unique indexes, checks, foreign keys and exclusion constraints.
std::vector<RowCheck> row_checks(const Schema& from, const Schema& to, const emit::Plan& up);

}  // namespace retort::preflight
