#pragma once

#include <map>
#include <utility>
#include <vector>

#include "diff/change.hpp"

/// Attached indexes and constraints of partitions, which belong to one of the parent, and local ones.
namespace retort::diff {

/// True for a new partition that has an attached index or constraint with an explicit name or settings. It is created
/// as a standalone table and attached afterwards.
bool is_built_separately(const Table& table, const Schema& schema);

/// Creates those attached indexes and constraints; these changes come before the parent's.
std::vector<Change> explicit_parts(const Table& table, const Schema& schema);

/// The partitions that stay attached to their parents, with their attached indexes and constraints.
class AttachedParts {
public:
    /// The first schema with its renames applied, and the second; both must outlive it.
    AttachedParts(const Schema& from, const Schema& to);

    bool empty() const { return descendants_.empty(); }

    /// The child partitions of `parent`, each with what it has attached to `part`, a constraint or index of the
    /// parent, in the second schema. `taken_too`: also partitions of which a local one becomes attached.
    template <class T>
    std::vector<std::pair<const Table*, T>> like(const ObjectName& parent, const T& part, bool taken_too = false) const;

private:
    const Schema& from_;
    std::map<ObjectName, std::vector<const Table*>> descendants_;
};

/// True for a part with an explicit name, a comment, or settings that are not the default.
template <class T>
bool is_explicit(const T& part) {
    if constexpr (requires { part.tablespace; })
        if (!part.storage.empty() || !part.tablespace.empty()) return true;
    return *part.named || !part.comment.empty();
}

/// The same for a part attached to `above`, the parent's part, whose settings it inherits.
template <class T>
bool is_explicit(const T& part, const T& above) {
    if constexpr (requires { part.tablespace; })
        if (part.storage != above.storage || part.tablespace != above.tablespace) return true;
    return *part.named || !part.comment.empty();
}

/// For each new constraint or index of a parent, creates the partitions' attached ones first if these have an explicit
/// name or settings: PostgreSQL attaches an equivalent index that exists (CREATE INDEX). A local index or constraint
/// that PostgreSQL would attach by mistake is dropped and created again. `from` is the first schema with its renames
/// applied, `to` the second.
std::vector<Change> add_explicit_parts(std::vector<Change> changes, const Schema& from, const Schema& to);

/// Orders the creation of a partition's local constraints and indexes after that of equivalent ones of its ancestors
/// (`ancestors` of AddConstraint and CreateIndex): PostgreSQL would attach those that exist (CREATE INDEX).
void put_local_parts_last(std::vector<Change>& changes, const Schema& to);

}  // namespace retort::diff
