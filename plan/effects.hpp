#pragma once

#include <compare>
#include <string>
#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// A thing that changes make, remove or rest upon.
struct Resource {
    /// `partitions`: the room that a table's partitions take up; `left`, `settled`: the partitions that go from
    /// or to a table, and the table itself, have left; everything inside it and above has changed. `log`: a table's
    /// being written to the log; `rows`: a table's, all of them in their place; `attached`: a partition below its
    /// parent; `toast`: where a table's long values go, which its columns bring about; `parts`: keys and indexes of a
    /// table, which its partitions have too; `renamed`: a table under the name that it got.
    enum class Kind {
        schema,
        extension,
        type,
        relation,
        column,
        key,
        constraint,
        definition,
        partitions,
        left,
        settled,
        log,
        rows,
        attached,
        toast,
        parts,
        renamed
    };

    Kind kind{};
    ObjectName object;  ///< the thing itself, or the table it is in
    std::string part;   ///< column or constraint name, key columns, function arguments

    auto operator<=>(const Resource&) const = default;
};

/// What a change does to things, which is all that ordering needs to know of it.
struct Effects {
    std::vector<Resource> provides;  ///< there, in its new state, once the change is made
    std::vector<Resource> removes;   ///< gone, in its old state, once the change is made
    std::vector<Resource> needs;     ///< must be there before the change
    std::vector<Resource>
        soft_references;             ///< should be there before the change, unless the two would wait for each other
    std::vector<Resource> releases;  ///< must still be there, and is used no more afterwards
    std::vector<Resource> interim_provides;  ///< there from now on, until another change of the plan removes it
    bool in_turn = false;                    ///< a rename: keeps its place among the renames to and from one name
    bool keeps_uses = false;  ///< altered under the eyes of all who use it: nobody has to let go before, but had better
    int priority = 0;         ///< among changes that are free to run, low goes first
};

Effects effects_of(const diff::Change& change);

/// The table inside which a change works, and so inside all those below; empty for others, renames among them.
ObjectName worked_on(const diff::Change& change);

/// True for the change by which a table leaves the one above it, or comes below one.
bool moves_table(const diff::Change& change);

}  // namespace retort::plan
