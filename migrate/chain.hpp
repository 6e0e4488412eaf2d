#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "migrate/revision.hpp"

namespace retort::migrate {

/// The revisions that a database has: the ids in its version table. Empty: at base. More
/// than one only where branches have been applied.
using Heads = std::vector<std::string>;

/// The revision files of one directory and how they follow each other.
class Chain {
public:
    Chain() = default;

    /// Reads every *.sql file of `directory`. A directory that is missing or empty is an
    /// empty chain. Throws Error with all faults found: RT061 for files, RT063 an id twice,
    /// RT064 a down_revision that no file has, RT065 a cycle. Two heads are no fault here.
    static Chain load(const std::string& directory);

    /// The same checks over revisions in memory.
    explicit Chain(std::vector<Revision> revisions);

    bool empty() const { return revisions_.empty(); }

    /// Every revision after those that it follows; where that leaves a choice, by number, then path.
    const std::vector<Revision>& revisions() const { return revisions_; }

    /// The revisions that no other follows, in order.
    std::vector<const Revision*> heads() const;

    /// The one head; nullptr for an empty chain. Throws Error RT066, naming the files, for several.
    const Revision* head() const;

    /// The revision of that exact id, or nullptr.
    const Revision* find(std::string_view id) const;

    /// The revision that a word names: an exact id, a unique prefix of one (four characters or
    /// more), "head", REV+N or REV-N. Throws Error RT067: nothing fits (did you mean), several
    /// fit (named), "base" or a step past it.
    const Revision& get(std::string_view word) const;

    /// What a target means when `current` is applied: one revision's id, or nothing for base.
    /// Accepted: "head", "heads", "base", "+N" and "-N" from `current`, and what `get` takes.
    /// Throws Error RT067.
    Heads resolve(std::string_view target, const Heads& current) const;

    /// What must run, in order, to come from `current` to `target`. Empty: nothing to do.
    /// Throws Error RT067 when the target lies the other way.
    std::vector<const Revision*> upgrade_path(const Heads& current, std::string_view target) const;
    std::vector<const Revision*> downgrade_path(const Heads& current, std::string_view target) const;

    /// The heads after `revision` has been run in `direction` from `current`.
    Heads after(const Heads& current, const Revision& revision, Direction direction) const;

    /// True when `heads` include the revision `id`: it is one of them, or they come after it.
    bool covers(const Heads& heads, std::string_view id) const;

    /// "A:B" in two; {"", text} when there is no colon.
    static std::pair<std::string, std::string> split_range(std::string_view range);

    /// The number for the next revision: one more than the highest, as digits ("4").
    int next_number() const;

private:
    std::vector<std::size_t> closure(const Heads& heads) const;

    std::vector<Revision> revisions_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
};

}  // namespace retort::migrate
