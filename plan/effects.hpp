#pragma once

#include <compare>
#include <string>
#include <vector>

#include "plan/step.hpp"

namespace retort::plan {

/// An object, sub-object or table state that a change creates, drops or depends on.
struct Resource {
    enum class Kind {
        schema,
        extension,
        type,
        relation,
        column,
        added,  ///< all new columns of a table are added
        key,
        constraint,
        definition,
        partitions,   ///< the partition bounds in use below a table
        left,         ///< all tables that leave this parent have left it, and the table itself its old parent
        settled,      ///< all changes inside a table and its ancestors are made
        log,          ///< a table is logged or unlogged, as it is to be
        rows,         ///< all rows are in their table
        attached,     ///< a partition is attached to its parent; the new children of a parent inherit from it
        toast,        ///< the TOAST table, which exists if a column of the table needs it
        casts,        ///< all casts that the plan drops are dropped
        generated,    ///< "dropped": generated columns of a table; "added": triggers that block them
        parts,        ///< constraints and indexes of a table, which its partitions have too
        index_names,  ///< names that new indexes of a table take
        renamed       ///< a table has its new name
    };

    Kind kind{};
    ObjectName object;  ///< the object itself, or the table that contains it
    std::string part;   ///< column or constraint name, key columns, function arguments

    auto operator<=>(const Resource&) const = default;
};

/// The effects of a change on resources, from which `order` derives what must run first.
struct Effects {
    std::vector<Resource> provides;          ///< exists, in its new state, after the change
    std::vector<Resource> removes;           ///< no longer exists, in its old state, after the change
    std::vector<Resource> needs;             ///< must exist before the change
    std::vector<Resource> soft_references;   ///< should exist before the change, unless that closes a cycle
    std::vector<Resource> releases;          ///< must still exist before the change, and is not used after it
    std::vector<Resource> interim_provides;  ///< exists until another change of the plan removes it
    bool in_turn = false;                    ///< a rename: keeps its order among the renames of one name
    bool keeps_uses = false;                 ///< altered in place: releasing dependents first is a soft edge
    int priority = 0;                        ///< among the changes that are ready to run, the lowest runs first
};

Effects effects_of(const Step& change);

/// The table inside which a change works, and so inside all its descendants too; empty for other changes and renames.
ObjectName worked_on(const Step& change);

/// True for a change by which a table leaves or joins a parent or, with OF, a type.
bool moves_table(const Step& change);

/// True for a change that only drops a default. It blocks no other change, and the default may block a change of an
/// ancestor, so it precedes those of the parents.
bool only_drops_default(const Step& change);

}  // namespace retort::plan
