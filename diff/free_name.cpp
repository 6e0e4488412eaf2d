#include "diff/free_name.hpp"

#include <fmt/format.h>

#include "diff/type_parts.hpp"
#include "schema/objects.hpp"

namespace retort::diff {

namespace {

bool is_taken(const Schema& schema, const ObjectName& name) {
    // A multirange type has a name of its own.
    return find_type(schema, name) ||
           any_object(schema, [&](const ObjectId& id) { return id.kind != ObjectKind::extension && id.name == name; });
}

}  // namespace

std::string free_name(const std::string& name, const std::function<bool(const std::string&)>& is_taken) {
    for (int number = 0;; ++number) {
        const std::string tail = number == 0 ? "__old" : fmt::format("__old{}", number);
        // PostgreSQL cuts a longer name off (chapter 4.1.1).
        std::string interim = std::string(clip_utf8(name, 63 - tail.size())) + tail;
        if (!is_taken(interim)) return interim;
    }
}

ObjectName free_name(const ObjectName& name, const Schema& from, const Schema& to,
                     const std::function<bool(const ObjectName&)>& reserved) {
    return {name.schema, free_name(name.name, [&](const std::string& each) {
                const ObjectName interim{name.schema, each};
                return is_taken(from, interim) || is_taken(to, interim) || (reserved && reserved(interim));
            })};
}

}  // namespace retort::diff
