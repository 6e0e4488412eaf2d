#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "migrate/graph.hpp"
#include "migrate/heads.hpp"
#include "migrate/revision.hpp"

namespace retort::migrate {

/// The revision files of one or more directories, in order. A branch may have a label, and a revision may depend on
/// another that is not its parent; both are as in Alembic. An ancestor of a revision is a parent, a dependency, or an
/// ancestor of one.
class Chain {
public:
    Chain() = default;

    /// Reads every *.sql file of `directory`. A missing or empty directory is an empty chain.
    /// Throws Error with all errors found: RT060 for what is no readable file, RT061 for files that do not parse, and
    /// those of `ordered`. Two heads are not an error here.
    static Chain load(const std::string& directory);

    /// The same for several directories. Throws Error RT060 for a missing one that is not the first.
    static Chain load(const std::vector<std::string>& directories);

    /// The same checks over revisions in memory.
    explicit Chain(std::vector<Revision> revisions) : Chain(ordered(std::move(revisions))) {}

    /// Whether a program contains the revisions, and not a folder.
    bool in_program() const { return in_program_; }
    void set_in_program() { in_program_ = true; }

    bool empty() const { return revisions_.empty(); }

    /// All revisions, each after its ancestors; ties are broken by number, then path.
    const std::vector<Revision>& revisions() const { return revisions_; }

    /// The revisions that are no other revision's parent, in order.
    std::vector<const Revision*> heads() const;

    /// The only head; nullptr for an empty chain. Throws Error RT066, naming the files, when there are several.
    const Revision* head() const;

    /// Error RT066 for a database at `current`. The hint leaves the order of the revisions that ran there as it is.
    Error several_heads(const Heads& current) const;

    /// The revision with exactly this id, or nullptr.
    const Revision* find(std::string_view id) const;

    /// The revision with which the branch `label` begins, or nullptr.
    const Revision* labelled(std::string_view label) const;

    /// The parents of a revision of the chain, and the revisions whose parent it is, in order. Without a revision: the
    /// children of base.
    std::vector<const Revision*> parents(const Revision& revision) const;
    std::vector<const Revision*> children(const Revision* revision) const;

    /// True when `revision` follows `ancestor` through down_revision lines alone, or is it.
    bool follows(const Revision& revision, const Revision& ancestor) const;

    /// True when another revision depends on it without following it.
    bool has_dependents(const Revision& revision) const;

    /// The labels of the branches that a revision of the chain is on: its own, and those of the revisions that it
    /// follows; sorted.
    std::vector<std::string> labels(const Revision& revision) const;

    /// The revision that replaces a squashed one with this id, or nullptr.
    const Revision* replacing(std::string_view id) const;

    /// The revision that `word` names: an exact id, a branch label, a unique prefix of an id (four characters or more),
    /// its number ("3", "0003"), its file, "head", REV+N or REV-N, and LABEL@ before one of these, to choose a branch.
    /// Throws Error RT067 for an unknown word (did you mean), an ambiguous one (candidates named), "base", and steps
    /// that lead to base or past an end of the chain.
    const Revision& get(std::string_view word) const;

    /// The heads that `target` names when `current` is applied; empty for base.
    /// Accepted: "head", "heads", "base", "current", "+N" and "-N" from `current`, LABEL@ before one of these, and
    /// every word of `get`. "LABEL@base" is what is left of `current` when the branch is removed. Throws Error RT067.
    Heads resolve(std::string_view target, const Heads& current) const;

    /// True for "current", "current+N", "current-N", and these after LABEL@.
    static bool names_current(std::string_view target);

    /// True for a target with LABEL@.
    static bool names_branch(std::string_view target);

    /// True for a target that `resolve` can't answer without `current`: the former, "+N", "-N", LABEL@base.
    static bool needs_current(std::string_view target);

    /// The revisions to run, in order, to get from `current` to `target`; empty when there is nothing to do.
    /// Throws Error RT067 when the target is in the other direction.
    std::vector<const Revision*> upgrade_path(const Heads& current, std::string_view target) const;
    std::vector<const Revision*> downgrade_path(const Heads& current, std::string_view target) const;

    /// The heads after a downgrade from `current` to `target`: the applied revisions that follow the target, and those
    /// that depend on them, are removed. Other branches stay. "LABEL@REV" removes those on the branch only, and "REV-N"
    /// only the N revisions up to REV.
    Heads downgraded(const Heads& current, std::string_view target) const;

    /// The heads after a stamp: `target`; for LABEL@ beside those of `current` that are not on the branch.
    Heads stamped(const Heads& current, std::string_view target) const;

    /// The revisions to run between heads as `resolve` returns them; empty when the target is in the other direction.
    std::vector<const Revision*> path(const Heads& current, const Heads& target, Direction direction) const;

    /// The heads after `revision` has run in `direction` from `current`.
    Heads after(const Heads& current, const Revision& revision, Direction direction) const;

    /// True when the revision `id` is one of `heads` or an ancestor of one.
    bool covers(const Heads& heads, std::string_view id) const;

    /// The ids of `heads` that are no ancestors of another, sorted: the rows of a version table.
    Heads outermost(const Heads& heads) const;

    /// Splits "A:B" at the colon; {"", range} when there is none.
    static std::pair<std::string, std::string> split_range(std::string_view range);

    /// The number of the next revision: one more than the highest number, and more than the count of revisions.
    long long next_number() const;

private:
    struct Target;

    explicit Chain(Graph graph);

    std::size_t position(std::string_view word) const;
    std::vector<std::size_t> positions(const Heads& heads) const;
    std::vector<bool> closure(const Heads& heads) const;
    std::string branch_targets(const std::vector<const Revision*>& heads) const;
    Heads outermost_of(const std::vector<bool>& applied) const;

    // migrate/target.cpp
    Target parse(std::string_view target) const;
    std::vector<bool> lineage(const Target& target) const;
    std::vector<const Revision*> branch_heads(const Target& target) const;
    const Revision* only_head(const Target& target) const;
    const Revision& only(const Target& target) const;
    const Revision* start(const Target& target, const Heads& current) const;
    const Revision* walk(const Target& target, const Revision* from) const;
    std::vector<const Revision*> candidates(std::string_view word) const;

    std::vector<Revision> revisions_;
    std::vector<Links> links_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::string, std::size_t, std::less<>> by_label_;
    bool in_program_ = false;
};

}  // namespace retort::migrate
