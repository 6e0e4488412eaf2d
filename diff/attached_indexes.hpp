#pragma once

#include "diff/change.hpp"

/// Attached indexes and constraints of partitions, which belong to one of the parent, and local ones.
namespace retort::diff {

/// True for a comment on the part, or on the index of a constraint.
template <class T>
bool is_commented(const T& part) {
    if constexpr (requires { part.index_comment; })
        if (!part.index_comment.empty()) return true;
    return !part.comment.empty();
}

/// True for a new partition that has an attached index or constraint with an explicit name or settings. It is created
/// as a standalone table and attached afterwards.
bool is_built_separately(const Table& table, const Schema& schema);

/// Creates those attached indexes and constraints; these changes come before the parent's.
Differences explicit_parts(const Table& table, const Schema& schema);

/// True for a part with an explicit name, a comment, or settings that are not the default.
template <class T>
bool is_explicit(const T& part) {
    if constexpr (requires { part.tablespace; })
        if (!part.storage.empty() || !part.tablespace.empty()) return true;
    return *part.named || is_commented(part);
}

/// The same for a part attached to `above`, the parent's part, whose settings it inherits.
template <class T>
bool is_explicit(const T& part, const T& above) {
    if constexpr (requires { part.tablespace; })
        if (part.storage != above.storage || part.tablespace != above.tablespace) return true;
    return *part.named || is_commented(part);
}

}  // namespace retort::diff
