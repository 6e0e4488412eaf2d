#pragma once

#include <map>
#include <utility>
#include <vector>

#include "diff/change.hpp"

/// Keys and indexes that partitions have because a table above has them, and those of their own beside.
namespace retort::diff {

/// True for a new partition that has something from its parent in another way than the server would
/// give it: it is made by itself and attached.
bool is_built_separately(const Table& table, const Schema& schema);

/// What of that is in another way, as changes that come before the parent's.
std::vector<Change> explicit_parts(const Table& table, const Schema& schema);

/// The partitions that stay below their tables, by what they have from there.
class AttachedParts {
public:
    /// The first schema with its renames made, and the second; both must outlive it.
    AttachedParts(const Schema& from, const Schema& to);

    bool empty() const { return descendants_.empty(); }

    /// What each partition right below `parent` has there from `part`, a key or index, in the second schema.
    /// `taken_too`: also where the partition's own one becomes that.
    template <class T>
    std::vector<std::pair<const Table*, T>> like(const ObjectName& parent, const T& part, bool taken_too = false) const;

private:
    const Schema& from_;
    std::map<ObjectName, std::vector<const Table*>> descendants_;
};

/// True for a part that has a name or settings which the server would not choose.
template <class T>
bool is_explicit(const T& part) {
    if constexpr (requires { part.tablespace; })
        if (!part.storage.empty() || !part.tablespace.empty()) return true;
    return *part.named || !part.comment.empty();
}

/// The same of one that comes with `above`, a part of the table above, whose settings it then has.
template <class T>
bool is_explicit(const T& part, const T& above) {
    if constexpr (requires { part.tablespace; })
        if (part.storage != above.storage || part.tablespace != above.tablespace) return true;
    return *part.named || !part.comment.empty();
}

/// Adds what a partition gets with a new key or index of its parent, where it has a name or settings there that the
/// server would not choose: PostgreSQL takes a like index that it finds for the parent's (CREATE INDEX). One that is
/// the partition's own steps aside where the parent's is made anew. The schemas are the first with its renames made,
/// and the second.
std::vector<Change> add_explicit_parts(std::vector<Change> changes, const Schema& from, const Schema& to);

/// Has a partition's own keys and indexes that are like one of its parent's come after that: PostgreSQL would take them
/// for the parent's (CREATE INDEX).
void put_local_parts_last(std::vector<Change>& changes, const Schema& to);

}  // namespace retort::diff
