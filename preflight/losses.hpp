#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "preflight/row_check.hpp"
#include "schema/schema.hpp"

namespace retort::preflight {

/// A table or a column that an upgrade drops with its rows or values.
struct Loss {
    Drop drop{};          ///< the table by its name after the upgrade's renames, as models name it
    ObjectName table{};   ///< the same table by its name before
    Position declared{};  ///< of the table in the models; unknown: it is dropped

    /// "table audit", "column users.nick", by the names before the upgrade.
    std::string describe() const;

    /// A query for the number of rows that are lost, or whose values are.
    RowCheck count() const;
};

/// What a count of the rows found.
struct CountedLoss {
    ObjectName table{};               ///< its name before the upgrade
    std::string column{};             ///< the same; empty: the rows of the table
    std::optional<long long> rows{};  ///< unset: not counted
    std::string why{};                ///< they are not counted

    bool operator==(const CountedLoss&) const = default;
};

/// The tables and columns of `from` that `up`, the plan from `from` to `to`, drops, sorted. A column that the engine
/// computes from others is none, nor is a partition whose rows move to other partitions. Partitions and children are
/// not listed beside their parent.
std::vector<Loss> losses(const Schema& from, const Schema& to, const emit::Plan& up);

/// The same for an upgrade whose plan is not known. The rows of a table that is partitioned in another way count as
/// moved.
std::vector<Loss> losses(const Schema& from, const Schema& to, const diff::Renames& renames);

}  // namespace retort::preflight
