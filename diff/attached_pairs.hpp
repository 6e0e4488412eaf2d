#pragma once

#include <map>
#include <optional>
#include <string>

#include "schema/schema.hpp"

namespace retort::diff {

/// The parent's index to which an index of a partition is attached; null if the index is local, or if no catalog was
/// asked (PostgreSQL manual, 53.18 pg_depend, deptype P).
const ObjectName* parent_index(const Index& index);

/// Decides which attached indexes of a partition are one index in two states. Two indexes of a parent may have the same
/// structure; their partitions' indexes then follow the pairs of the parent's.
class AttachedPairs {
public:
    /// `from` and `to`: the partition in the two states.
    AttachedPairs(const Table& from, const Table& to, const Schema& from_schema, const Schema& to_schema)
        : from_(from), to_(to), from_schema_(from_schema), to_schema_(to_schema) {}

    /// False if the indexes are attached to two indexes of the parent that are not a pair.
    bool agree(const Index& before, const Index& after);

private:
    const Table &from_, &to_;
    const Schema &from_schema_, &to_schema_;
    /// The parent's indexes: for each one of `to` that of `from`, or nothing for a new one; computed when asked.
    std::optional<std::map<std::string, std::optional<std::string>>> pairs_;
};

}  // namespace retort::diff
