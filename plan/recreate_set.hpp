#pragma once

#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "plan/step.hpp"

namespace retort::plan {

/// The columns of one table whose dependents must be recreated.
struct Affected {
    std::set<std::string> retyped;     ///< altered in place to another type
    std::set<std::string> resized;     ///< altered in place to another length or precision of the same type
    std::set<std::string> recollated;  ///< altered in place to another collation
    std::set<std::string> recreated;   ///< dropped and added
};

/// The changes of a plan, and the drops and creations that recreate the objects that block them.
struct RecreateSet {
    explicit RecreateSet(Steps steps);

    Steps changes;
    Steps added;

    /// Recreates a constraint, unless it is dropped already. An alteration of it becomes part of that.
    template <class T>
    void constraint(const ObjectName& table, const T& each);
    /// The same for an index.
    void index(const ObjectName& table, const Index& each);
    /// The same for either.
    template <class T>
    void part(const ObjectName& table, const T& each) {
        if constexpr (std::is_same_v<T, Index>)
            index(table, each);
        else
            constraint(table, each);
    }
    /// The alteration of a column that keeps its name; the end of `changes` if there is none.
    Steps::iterator alteration(const ObjectName& table, const std::string& column);

private:
    /// True if a step may drop or alter the part already, so that only then the steps are searched.
    bool may_be_known(const ObjectName& table, const std::string& name) { return !parts_.emplace(table, name).second; }

    std::set<std::pair<ObjectName, std::string>> parts_;    ///< constraints and indexes that a step drops or alters
    std::set<std::pair<ObjectName, std::string>> columns_;  ///< columns that a change alters
};

/// Recreates foreign keys whose columns change, or that depend on a dropped key: PostgreSQL binds a foreign key to one
/// index, even if another one is suitable.
void recreate_foreign_keys(RecreateSet& recreate_set, const std::map<ObjectName, Affected>& affected,
                           const Schema& from, const Schema& to);

}  // namespace retort::plan
