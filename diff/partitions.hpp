#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// True for a table that is a partition of the same parent with the same bound in both states: its attached parts
/// change with the parent.
bool stays_attached(const Table& from, const Table& to);

/// The parents that a table has in both states, with which its columns change. A parent that it leaves or joins is not
/// among them.
std::vector<ObjectName> kept_parents(const Table& from, const Table& to);

/// True for a table that is a partition in `state`, and in `other` a partition elsewhere or none. It is detached before
/// its ancestors change, or attached after they have changed (PostgreSQL, ALTER TABLE); in between it is standalone.
bool is_standalone(const Table& state, const Table& other);

/// Tables that gain or lose a child by inheritance. The names of their checks are compared, explicit or generated:
/// children have checks by these names.
std::set<ObjectName> tables_with_changed_children(const Schema& from, const Schema& to);

/// Recreates the checks of a table that gets a new child: they are dropped, and added after ALTER TABLE … INHERIT. Only
/// then the child has them as inherited and not also as local checks (PostgreSQL, ALTER TABLE, INHERIT).
void recreate_checks_of_new_children(const Schema& from, const Schema& to, Differences& changes);

/// `table` detached, with all attached and inherited parts as local ones.
Table as_standalone(Table table, const Schema& schema);

/// `state` with the attached and inherited parts of standalone tables (in comparison with `other`) as local parts: a
/// partition keeps them when it is detached, and must have them when it is attached. On the first side, a table that
/// leaves a parent by inheritance also keeps the parent's checks. `state` is copied only if there is such a table. Both
/// schemas must outlive it.
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
