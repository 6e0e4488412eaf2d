#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// Columns whose dependents must go, of one table.
struct Affected {
    std::set<std::string> retyped;  ///< in place, to a type of another kind
    std::set<std::string> resized;  ///< in place, the same kind of type
    std::set<std::string> rebuilt;  ///< dropped and added
    std::set<std::string>
        recollated;  ///< in place, to another collation: both sides of a foreign key must agree (version 18)
};

bool has(const std::vector<std::string>& list, const std::set<std::string>& wanted);

/// A plan in the making: its changes, and beside them what is dropped and added since it stands in their way.
struct RecreateSet {
    std::vector<diff::Change> changes;
    std::vector<diff::Change> added;

    /// Drops and adds a constraint, unless it is dropped already; what alters it goes along.
    template <class T>
    void constraint(const ObjectName& table, const T& each);
    /// The same of an index.
    void index(const ObjectName& table, const Index& each);
};

/// Foreign keys whose columns change, or that rest upon a key that goes: PostgreSQL binds
/// a foreign key to one index, even where another one would serve.
void recreate_foreign_keys(RecreateSet& recreate_set, const std::map<ObjectName, Affected>& affected,
                           const Schema& from, const Schema& to);

}  // namespace retort::plan
