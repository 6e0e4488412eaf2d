#pragma once

#include <map>

#include "diff/attached_indexes.hpp"
#include "plan/recreate_set.hpp"

namespace retort::plan {

/// Keys and indexes of partitioned tables that have to be made anew for the sake of those that partitions have from
/// them.
class PartitionedIndexes {
public:
    /// The schemas, the first with its renames made, must outlive it.
    PartitionedIndexes(const Schema& from, const Schema& to) : from_(from), descendants_(from, to) {}

    /// No ALTER INDEX sets storage parameters of a partitioned table's index (PostgreSQL, ALTER INDEX, SET).
    void split_altered(RecreateSet& recreate_set) const;

    /// What is built anew with a new type of one of these columns.
    void recreate(RecreateSet& recreate_set, const ObjectName& name, const Table& table, const Affected& columns) const;

private:
    template <class T>
    bool is_lost_in_descendant(RecreateSet& recreate_set, const ObjectName& parent, const T& part) const;
    std::pair<ObjectName, Index> top_of(const Table& table, const Index& index) const;

    const Schema& from_;
    const diff::AttachedParts descendants_;
};

}  // namespace retort::plan
