#pragma once

#include <optional>
#include <string>

#include "diff/change.hpp"

/// Children that have validated their copy of a check that is NOT VALID in the parent: the copies of a check are
/// validated one by one, and a child that is created later has a valid one (PostgreSQL, ALTER TABLE, VALIDATE
/// CONSTRAINT).
namespace retort::diff {

/// The change that validates the copy which `child` inherits of the check `name`; none if no parent in `schema` has
/// such a check, or if the parent's is valid itself.
std::optional<AlterConstraint> validation_of_copy(const Table& child, const std::string& name, const Schema& schema);

/// Validates the copies that are valid in the second schema only. A copy of a partition that is valid in the first
/// schema only can't be altered: the parent's check is dropped and added. A valid copy of a child by inheritance is no
/// difference from one that is not: a new child has a valid one, and pg_dump writes neither. `from` is the first schema
/// with its renames applied.
void compare_validated_checks(const Schema& from, const Schema& to, Differences& changes);

}  // namespace retort::diff
