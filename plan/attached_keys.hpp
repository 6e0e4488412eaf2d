#pragma once

#include "plan/step.hpp"

/// Primary keys and unique constraints of partitions whose index is attached to a plain unique index of the parent: by
/// ALTER INDEX … ATTACH PARTITION, or by CREATE INDEX, which attaches an equivalent index that exists. Such a key can't
/// be dropped alone: "cannot drop index … because index … requires it".
namespace retort::plan {

/// Recreates the parents' indexes to which a dropped or new key is attached, and the keys that are attached to a
/// dropped index. `from` is the first schema with its renames applied.
Steps recreate_indexes_of_attached_keys(Steps steps, const Schema& from, const Schema& to);

/// Dropping an attached key is part of dropping the parent's index (DropIndex::taken).
Steps fold_attached_keys(Steps steps, const Schema& from);

}  // namespace retort::plan
