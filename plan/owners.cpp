#include "plan/owners.hpp"

#include <string>
#include <utility>

#include "diff/owners.hpp"
#include "plan/recreated_objects.hpp"
#include "schema/overloaded.hpp"

namespace retort::plan {

void keep_owners(const Schema& from, const Schema& to, Steps& steps,
                 const std::map<ObjectName, ObjectName>& interim_names) {
    if (from.owners->roles.empty() && to.owners->roles.empty()) return;
    const RecreatedObjects objects = recreated_objects(steps);
    // A difference between two owners is no longer one if the object is created: it then belongs to the running role.
    const auto starts_anew = [&](const diff::AlterOwner& alter) { return objects.made.contains(alter.object); };
    std::erase_if(steps, [&](const Step& step) {
        return std::visit(Overloaded{starts_anew, [](const auto&) { return false; }}, step);
    });
    std::map<ObjectId, std::string> owners;
    if (diff::compares_owners(from, to)) {
        for (const ObjectId& each : objects.made) owners.emplace(each, diff::owner_of(to, each));
    } else {
        const auto alike = [&](const ObjectId& a, const ObjectId& b) {
            return diff::owner_of(from, a) == diff::owner_of(from, b);
        };
        for (const auto& [after, before] : replaced_routines(objects, alike))
            owners.emplace(after, diff::owner_of(from, before));
        for (const ObjectId& each : objects.made) {
            const auto interim = interim_names.find(each.name);
            const bool is_rebuilt = each.kind == ObjectKind::table && interim != interim_names.end();
            if (is_rebuilt)
                owners.emplace(each, diff::owner_of(from, table_id(interim->second)));
            else if (objects.is_recreated(each))
                owners.emplace(each, diff::owner_of(from, each));
        }
    }
    for (auto& [object, owner] : owners)
        if (!owner.empty()) steps.push_back(diff::AlterOwner{object, {}, std::move(owner)});
}

}  // namespace retort::plan
