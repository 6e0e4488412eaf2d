#pragma once

#include <utility>

#include "diff/change.hpp"

namespace retort::diff {

/// The change that creates, drops or alters a part of a table. A constraint of any kind converts to a Constraint.
inline Change creation(const ObjectName& table, Index part) { return CreateIndex{table, std::move(part)}; }
inline Change creation(const ObjectName& table, Constraint part) { return AddConstraint{table, std::move(part)}; }

inline Change removal(const ObjectName& table, Index part) { return DropIndex{table, std::move(part)}; }
inline Change removal(const ObjectName& table, Constraint part) { return DropConstraint{table, std::move(part)}; }

inline Change alteration(const ObjectName& table, Index from, Index to) {
    return AlterIndex{table, std::move(from), std::move(to)};
}
inline Change alteration(const ObjectName& table, Constraint from, Constraint to) {
    return AlterConstraint{table, std::move(from), std::move(to)};
}

}  // namespace retort::diff
