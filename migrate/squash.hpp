#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"
#include "scratch/scratch.hpp"
#include "sql/file_changes.hpp"

namespace retort::migrate {

/// How sections are joined.
enum class Joined {
    one_transaction,  ///< if all of them run in one; otherwise as `transactions`
    transactions      ///< each in a transaction of its own, as before: transaction:false with BEGIN and COMMIT
};

/// The revision that does what `revisions` do: their upgrades in order, their downgrades in reverse. It has the id, the
/// number and the date of the last one, follows what the first one follows, and lists the other ids in `replaces`. Its
/// `verified` is "no". On PostgreSQL the settings of a section are reset after it, as the runner does. Without one of
/// the downgrades it has none. `message` is one line.
/// Throws Error RT331 for fewer than two revisions, for revisions that branch or merge, and for one in the middle that
/// another one follows; RT332 for revisions of two dialects.
Revision squashed(const Chain& chain, const std::vector<const Revision*>& revisions, Dialect dialect,
                  const std::string& message, Joined joined);

/// Throws Error RT331 if a database at `current` has run only some of the revisions: no file would lead on from there.
void require_none_between(const std::vector<const Revision*>& revisions, const Heads& current,
                          const std::string& database);

/// Runs the revisions and, on another scratch database, the revision that replaces them: its upgrade must produce the
/// schema that they produce, its downgrade the schema before them, and its upgrade again the first one. Returns the
/// result for bound_to. Throws the errors of build_chain and require_schema.
std::string prove_squashed(const Chain& chain, const std::vector<const Revision*>& revisions, const Revision& squashed,
                           scratch::Scratch& scratch);

/// The changes of files: the new one, whose name is by `pattern`, in the place of the old ones. `keep`: the old ones
/// get the additional extension .squashed, so that no command reads them.
std::vector<sql::FileChange> squash_files(const std::vector<const Revision*>& revisions, const Revision& squashed,
                                          std::string_view pattern, bool keep);

}  // namespace retort::migrate
