#pragma once

#include <utility>

#include "diff/change.hpp"

namespace retort::diff {

/// The change that creates, drops or alters a part of a table. A constraint of any kind converts to a Constraint.
inline CreateIndex creation(const ObjectName& table, Index part) { return {table, std::move(part)}; }
inline AddConstraint creation(const ObjectName& table, Constraint part) { return {table, std::move(part)}; }

inline DropIndex removal(const ObjectName& table, Index part) { return {table, std::move(part)}; }
inline DropConstraint removal(const ObjectName& table, Constraint part) { return {table, std::move(part)}; }

inline AlterIndex alteration(const ObjectName& table, Index from, Index to) {
    return {table, std::move(from), std::move(to)};
}
inline AlterConstraint alteration(const ObjectName& table, Constraint from, Constraint to) {
    return {table, std::move(from), std::move(to)};
}

}  // namespace retort::diff
