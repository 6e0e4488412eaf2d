#pragma once

#include <map>

#include "plan/attached_indexes.hpp"
#include "plan/recreate_set.hpp"

namespace retort::plan {

/// Recreates constraints and indexes of partitioned tables if the ones attached to them in partitions would lose an
/// explicit name or settings.
class PartitionedIndexes {
public:
    /// The schemas, the first with its renames applied, must outlive it.
    PartitionedIndexes(const Schema& from, const Schema& to) : from_(from), descendants_(from, to) {}

    /// Recreates indexes whose storage parameters change: ALTER INDEX … SET does not accept an index of a partitioned
    /// table (PostgreSQL, ALTER INDEX).
    void split_altered(RecreateSet& recreate_set) const;

    /// Removes the alterations of parts that are attached to a recreated one: they are dropped and created with it, by
    /// the server or under an explicit name (plan/attached_indexes.hpp).
    void remove_attached_alterations(RecreateSet& recreate_set) const;

    /// Recreates the constraints and indexes of `table` that retyping one of `columns` would affect.
    void recreate(RecreateSet& recreate_set, const ObjectName& name, const Table& table, const Affected& columns) const;

private:
    template <class T>
    bool is_lost_in_descendant(RecreateSet& recreate_set, const ObjectName& parent, const T& part) const;

    const Schema& from_;
    const AttachedParts descendants_;
};

}  // namespace retort::plan
