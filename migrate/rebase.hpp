#pragma once

#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"
#include "sql/file_changes.hpp"

namespace retort::migrate {

/// The revision and all that follow it, directly or through others, in the chain's order.
std::vector<const Revision*> with_descendants(const Chain& chain, const Revision& revision);

/// The head of the chain that does not follow the revision. Throws Error RT328 unless there is exactly one.
const Revision& other_head(const Chain& chain, const Revision& revision);

/// Throws Error RT326 if one of the revisions is applied on the database: by its version table, or by the history.
/// A revision that was downgraded is not. Throws the errors of VersionStore::known_current and history.
void require_not_applied(introspect::Database& database, const Chain& chain, const VersionStore& store,
                         const std::vector<const Revision*>& revisions);

/// The changes of files with which the revision follows `parent`, and its descendants still follow it. All of them get
/// the numbers after the highest of the other revisions, and new names if their names are those of the pattern
/// (migrate/file_name.hpp). `verified:` becomes "no": the schema from which they start is another one. Other lines and
/// the sections keep their bytes. Throws Error RT327 for a parent that is the revision or follows it; RT328 for one
/// that it follows already, and for a merge; the errors of Chain for files that would form none.
std::vector<sql::FileChange> rebase(const Chain& chain, const Revision& revision, const Revision& parent,
                                    std::string_view pattern);

}  // namespace retort::migrate
