#include "plan/interim_name.hpp"

#include <fmt/format.h>

#include "diff/type_parts.hpp"
#include "schema/objects.hpp"

namespace retort::plan {

namespace {

bool is_taken(const Schema& schema, const ObjectName& name) {
    // A multirange type has a name of its own.
    return diff::find_type(schema, name) ||
           any_object(schema, [&](const ObjectId& id) { return id.kind != ObjectKind::extension && id.name == name; });
}

}  // namespace

ObjectName interim_name(const ObjectName& name, const Schema& from, const Schema& to,
                        const std::function<bool(const ObjectName&)>& reserved) {
    for (int number = 0;; ++number) {
        const std::string tail = number == 0 ? "__old" : fmt::format("__old{}", number);
        // PostgreSQL cuts a longer name off (chapter 4.1.1).
        ObjectName interim{name.schema, std::string(clip_utf8(name.name, 63 - tail.size())) + tail};
        if (!is_taken(from, interim) && !is_taken(to, interim) && !(reserved && reserved(interim))) return interim;
    }
}

}  // namespace retort::plan
