#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// True for a table that is a partition of the same table with the same bound in both states: what
/// it has from there changes with the parent.
bool stays_attached(const Table& from, const Table& to);

/// The parents that a table has in both states, from which its columns change: one that it leaves or joins in between
/// is not among them.
std::vector<ObjectName> kept_parents(const Table& from, const Table& to);

/// True for a table that is a partition in `state`, and in `other` one elsewhere or none. It is
/// detached before anything above it changes, and attached when everything above it has changed
/// (PostgreSQL, ALTER TABLE), so meanwhile it stands alone.
bool is_standalone(const Table& state, const Table& other);

/// Tables that others come to inherit from, or do no more. The names of their checks count, chosen or not: heirs have
/// checks by those.
std::set<ObjectName> tables_with_changed_children(const Schema& from, const Schema& to);

/// A table that comes below one which it inherits from takes the checks there as new ones, and only then are they not
/// its own too (PostgreSQL, ALTER TABLE, INHERIT): they are dropped, and added once it is there.
void recreate_checks_of_new_children(const Schema& from, const Schema& to, std::vector<Change>& changes);

/// `table` with all that it has from the parent as its own, and detached.
Table as_standalone(Table table, const Schema& schema);

/// One state, the second schema's counterpart beside it, in which the tables that stand alone have as their own
/// what else they have from the table above: a detached partition keeps all of it, and what is
/// attached needs no more than that it is there. In the first state, what leaves a table that it inherits from keeps
/// the checks from there. No copy is made where there is no such table. Both must outlive it.
class WithLocalParts {
public:
    enum class Side { first, second };
    WithLocalParts(const Schema& state, const Schema& other, Side side);

    const Schema& get() const { return changed_ ? *changed_ : state_; }

private:
    const Schema& state_;
    std::optional<Schema> changed_;
};

}  // namespace retort::diff
