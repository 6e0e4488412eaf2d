#include "diff/owners.hpp"

#include <utility>

#include "schema/objects.hpp"

namespace retort::diff {

std::string owner_of(const Schema& schema, const ObjectId& object) {
    const auto found = schema.owners->roles.find(object);
    return found == schema.owners->roles.end() ? std::string() : found->second;
}

bool is_without_objects(const Schema& schema) {
    return schema.tables.empty() && schema.definitions.empty() && schema.sequences.empty();
}

bool compares_owners(const Schema& from, const Schema& to) {
    return to.owners->compared && (from.owners->compared || is_without_objects(from));
}

void compare_owners(const Schema& from, const Schema& to, Differences& changes) {
    if (!compares_owners(from, to)) return;
    const auto compare = [&](const ObjectId& object) {
        std::string before = owner_of(from, object), after = owner_of(to, object);
        if (before != after) changes.push_back(AlterOwner{object, std::move(before), std::move(after)});
    };
    for_each_object(to, [&](const ObjectId& id, const auto&) { compare(id); });
    for (const std::string& name : to.schemas)
        if (!name.empty()) compare({ObjectKind::schema, {{}, name}, {}});
}

}  // namespace retort::diff
