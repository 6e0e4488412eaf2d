#pragma once

#include <functional>
#include <map>
#include <set>

#include "plan/step.hpp"

namespace retort::plan {

/// The objects that steps create and drop. What belongs to no definition (privileges, the owner) is lost with an object
/// that is in both sets.
struct RecreatedObjects {
    std::set<ObjectId> dropped, made;

    bool is_recreated(const ObjectId& object) const { return made.contains(object) && dropped.contains(object); }
};

/// Schemas, extensions, sequences, enums, tables, columns and definitions. A table that is rebuilt, or a type, counts
/// as dropped and made.
RecreatedObjects recreated_objects(const Steps& steps);

/// The routines that replace one of their name with other arguments, with the one that each of them replaces. Several
/// old ones are replaced only if `alike` is true for each and the first.
std::map<ObjectId, ObjectId> replaced_routines(const RecreatedObjects& objects,
                                               const std::function<bool(const ObjectId&, const ObjectId&)>& alike);

}  // namespace retort::plan
