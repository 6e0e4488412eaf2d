#include "plan/postgres/interim_collations.hpp"

#include "diff/free_name.hpp"

namespace retort::plan::postgres {

std::map<ObjectName, ObjectName> interim_collations(const Schema& from, const Schema& to) {
    std::map<ObjectName, ObjectName> interim;
    for (const auto& [each, before] : from.definitions) {
        if (each.kind != ObjectKind::collation) continue;
        const auto after = to.definitions.find(each);
        if (after != to.definitions.end() && after->second.sql != before.sql)
            interim.emplace(before.name, diff::free_name(before.name, from, to));
    }
    return interim;
}

}  // namespace retort::plan::postgres
