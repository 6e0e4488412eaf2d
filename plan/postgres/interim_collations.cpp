#include "plan/postgres/interim_collations.hpp"

#include <fmt/format.h>

#include <string>

namespace retort::plan::postgres {

namespace {

ObjectId key(const ObjectName& name) { return {ObjectKind::collation, name, {}}; }

ObjectName free_name(const ObjectName& name, const Schema& from, const Schema& to) {
    for (int number = 0;; ++number) {
        const std::string tail = number == 0 ? "__old" : fmt::format("__old{}", number);
        ObjectName interim{name.schema, std::string(clip_utf8(name.name, 63 - tail.size())) + tail};
        if (!from.definitions.contains(key(interim)) && !to.definitions.contains(key(interim))) return interim;
    }
}

}  // namespace

std::map<ObjectName, ObjectName> interim_collations(const Schema& from, const Schema& to) {
    std::map<ObjectName, ObjectName> interim;
    for (const auto& [each, before] : from.definitions) {
        if (each.kind != ObjectKind::collation) continue;
        const auto after = to.definitions.find(each);
        if (after != to.definitions.end() && after->second.sql != before.sql)
            interim.emplace(before.name, free_name(before.name, from, to));
    }
    return interim;
}

}  // namespace retort::plan::postgres
