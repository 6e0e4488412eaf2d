#pragma once

#include <map>
#include <utility>
#include <vector>

#include "plan/step.hpp"

/// The order of attached and local indexes and constraints of partitions (diff/attached_indexes.hpp).
namespace retort::plan {

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

/// The index of the topmost ancestor that `index` of `table` is attached to, with its table; `index` itself if it is a
/// local one. It points into `schema`, or to `index`.
std::pair<ObjectName, const Index*> top_index(const Table& table, const Index& index, const Schema& schema);

/// True if PostgreSQL would attach the index of a partition's key to the parent's index (CREATE INDEX).
bool would_be_attached(const PrimaryKey& key, const Index& index);
bool would_be_attached(const Unique& key, const Index& index);

/// For each new constraint or index of a parent, creates the partitions' attached ones first if these have an explicit
/// name or settings: PostgreSQL attaches an equivalent index that exists (CREATE INDEX). A local index or constraint
/// that PostgreSQL would attach by mistake is dropped and created again. `from` is the first schema with its renames
/// applied, `to` the second.
Steps add_explicit_parts(Steps steps, const Schema& from, const Schema& to);

/// Recreates the local constraints and indexes of a table that becomes a partition if PostgreSQL would attach them
/// instead of the declared ones: ATTACH PARTITION takes the oldest equivalent index. `from` is the first schema with
/// its renames applied, `declared` the second as it is declared, with attached parts.
Steps recreate_local_twins(Steps steps, const Schema& from, const Schema& declared);

/// Orders the creation of a partition's local constraints and indexes after that of equivalent ones of its ancestors,
/// and after ATTACH PARTITION (`ancestors` of AddConstraint and CreateIndex): PostgreSQL would attach those that exist
/// (CREATE INDEX; ALTER TABLE, ATTACH PARTITION).
void put_local_parts_last(Steps& steps, const Schema& to);

}  // namespace retort::plan
