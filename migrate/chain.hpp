#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "migrate/heads.hpp"
#include "migrate/revision.hpp"

namespace retort::migrate {

/// The revision files of one directory, in order.
class Chain {
public:
    Chain() = default;

    /// Reads every *.sql file of `directory`. A missing or empty directory is an empty chain.
    /// Throws Error with all errors found: RT061 for files that do not parse, RT063 for a duplicate id,
    /// RT064 for a down_revision that is in no file, RT065 for a cycle. Two heads are not an error here.
    static Chain load(const std::string& directory);

    /// The same checks over revisions in memory.
    explicit Chain(std::vector<Revision> revisions);

    bool empty() const { return revisions_.empty(); }

    /// All revisions, each after its down_revisions; ties are broken by number, then path.
    const std::vector<Revision>& revisions() const { return revisions_; }

    /// The revisions that no other revision follows, in order.
    std::vector<const Revision*> heads() const;

    /// The only head; nullptr for an empty chain. Throws Error RT066, naming the files, when there are several.
    const Revision* head() const;

    /// Error RT066 for a database at `current`. The hint leaves the order of the revisions that ran there as it is.
    Error several_heads(const Heads& current) const;

    /// The revision with exactly this id, or nullptr.
    const Revision* find(std::string_view id) const;

    /// The revision that `word` names: an exact id, a unique prefix of one (four characters or more), its number ("3",
    /// "0003"), its file, "head", REV+N or REV-N. Throws Error RT067 for an unknown word (did you mean), an ambiguous
    /// prefix (candidates named), "base", and steps that lead to base or past an end of the chain.
    const Revision& get(std::string_view word) const;

    /// The heads that `target` names when `current` is applied; empty for base.
    /// Accepted: "head", "heads", "base", "current", "+N" and "-N" from `current`, and every word of `get`.
    /// Throws Error RT067.
    Heads resolve(std::string_view target, const Heads& current) const;

    /// The revisions to run, in order, to get from `current` to `target`; empty when there is nothing to do.
    /// Throws Error RT067 when the target is in the other direction.
    std::vector<const Revision*> upgrade_path(const Heads& current, std::string_view target) const;
    std::vector<const Revision*> downgrade_path(const Heads& current, std::string_view target) const;

    /// The same for heads as `resolve` returns them; empty when the target is in the other direction.
    std::vector<const Revision*> path(const Heads& current, const Heads& target, Direction direction) const;

    /// The heads after `revision` has run in `direction` from `current`.
    Heads after(const Heads& current, const Revision& revision, Direction direction) const;

    /// True when the revision `id` is one of `heads` or an ancestor of one.
    bool covers(const Heads& heads, std::string_view id) const;

    /// Splits "A:B" at the colon; {"", range} when there is none.
    static std::pair<std::string, std::string> split_range(std::string_view range);

    /// The number of the next revision: one more than the highest number, and more than the count of revisions.
    int next_number() const;

private:
    std::vector<std::size_t> closure(const Heads& heads) const;

    std::vector<Revision> revisions_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
};

}  // namespace retort::migrate
