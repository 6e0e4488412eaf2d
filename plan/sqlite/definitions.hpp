#pragma once

#include <set>
#include <vector>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// The definitions of `from` to drop before tables change: definitions that are missing or different in `to`, their
/// dependents (SQLite resolves every view and trigger when it renames), and definitions that reference a renamed table
/// or column, which SQLite would rewrite, as it does for adopted ones. `checks_all`: SQLite will resolve all
/// definitions (lang_altertable.html, section 2), so that those which it can't resolve must be dropped for the time.
std::set<ObjectId> definitions_to_drop(const Schema& from, const Schema& to,
                                       const std::vector<const diff::Renames*>& renames, bool checks_all);

/// Views and virtual tables, then triggers, each after the views that it references.
std::vector<const Definition*> in_order(std::vector<const Definition*> definitions);

/// Tables, each after the tables that it references, except in a cycle. SQLite accepts references to tables that do not
/// exist yet.
std::vector<const Table*> in_order(const std::vector<const Table*>& tables);

}  // namespace retort::plan::sqlite
