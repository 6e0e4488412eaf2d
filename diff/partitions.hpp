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

/// The parents that a table has in both states, from which its columns change: one that it leaves or joins in between is not among them.
std::vector<ObjectName> kept_parents(const Table& from, const Table& to);

/// True for a table that is a partition in `state`, and in `other` one elsewhere or none. It is
/// detached before anything above it changes, and attached when everything above it has changed
/// (PostgreSQL, ALTER TABLE), so meanwhile it stands alone.
bool stands_alone(const Table& state, const Table& other);

/// True for a new partition that has something from its parent in another way than the server would
/// give it: it is made by itself and attached.
bool is_built_apart(const Table& table);

/// What of that is in another way, as changes that come before the parent's.
std::vector<Change> chosen_parts(const Table& table);

/// Tables that others come to inherit from, or do no more. The names of their checks count, chosen or not: heirs have checks by those.
std::set<ObjectName> with_other_heirs(const Schema& from, const Schema& to);

/// A table that comes below one which it inherits from takes the checks there as new ones, and only then are they not its
/// own too (PostgreSQL, ALTER TABLE, INHERIT): they are dropped, and added once it is there.
void add_checks_for_heirs(const Schema& from, const Schema& to, std::vector<Change>& changes);

/// `table` with all that it has from the parent as its own, and detached.
Table on_its_own(Table table, const Schema& schema);

/// The partitions that stay below their tables, by what they have from there.
class PartsBelow {
public:
    /// The first schema with its renames made, and the second; both must outlive it.
    PartsBelow(const Schema& from, const Schema& to);

    bool empty() const { return below_.empty(); }

    /// What each partition right below `parent` has there from `part`, a key or index, in the second schema.
    template <class T>
    std::vector<std::pair<const Table*, T>> like(const ObjectName& parent, const T& part) const;

private:
    const Schema& from_;
    std::map<ObjectName, std::vector<const Table*>> below_;
};

/// True for a part that has a name or settings which the server would not choose.
template <class T>
bool is_chosen(const T& part) {
    if constexpr (requires { part.tablespace; })
        if (!part.storage.empty() || !part.tablespace.empty()) return true;
    return *part.named || !part.comment.empty();
}

/// The same of one that comes with `above`, a part of the table above, whose settings it then has.
template <class T>
bool is_chosen(const T& part, const T& above) {
    if constexpr (requires { part.tablespace; })
        if (part.storage != above.storage || part.tablespace != above.tablespace) return true;
    return *part.named || !part.comment.empty();
}

/// Adds what a partition gets with a new key or index of its parent, where it has a name or settings there that the server
/// would not choose: PostgreSQL takes a like index that it finds for the parent's (CREATE INDEX). One that is the partition's
/// own steps aside where the parent's is made anew.
/// The schemas are the first with its renames made, and the second.
std::vector<Change> add_chosen_parts(std::vector<Change> changes, const Schema& from, const Schema& to);

/// Has a partition's own keys and indexes that are like one of its parent's come after that: PostgreSQL would take them for the
/// parent's (CREATE INDEX).
void put_own_parts_last(std::vector<Change>& changes, const Schema& to);

/// One state, the second schema's counterpart beside it, in which the tables that stand alone have as their own
/// what else they have from the table above: a detached partition keeps all of it, and what is
/// attached needs no more than that it is there. In the first state, what leaves a table that it inherits from keeps the
/// checks from there. No copy is made where there is no such table. Both must outlive it.
class WithOwnParts {
public:
    enum class Side { first, second };
    WithOwnParts(const Schema& state, const Schema& other, Side side);

    const Schema& get() const { return changed_ ? *changed_ : state_; }

private:
    const Schema& state_;
    std::optional<Schema> changed_;
};

}  // namespace retort::diff
