#pragma once

#include <optional>

#include "schema/schema.hpp"

namespace retort::diff {

/// True for a table that is a partition of the same table with the same bound in both states: what
/// it has from there changes with the parent.
bool stays_attached(const Table& from, const Table& to);

/// True for a table that is a partition in `state`, and in `other` one elsewhere or none. It is
/// detached before anything above it changes, and attached when everything above it has changed
/// (PostgreSQL, ALTER TABLE), so meanwhile it stands alone.
bool stands_alone(const Table& state, const Table& other);

/// One state, the second schema's counterpart beside it, in which the tables that stand alone have as their own
/// what else they have from the table above: a detached partition keeps all of it, and what is
/// attached needs no more than that it is there. No copy is made where there is no such table. Both must outlive it.
class WithOwnParts {
public:
    WithOwnParts(const Schema& state, const Schema& other);

    const Schema& get() const { return changed_ ? *changed_ : state_; }

private:
    const Schema& state_;
    std::optional<Schema> changed_;
};

}  // namespace retort::diff
