#include "plan/postgres/base_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "diff/type_parts.hpp"
#include "plan/postgres/alterations.hpp"
#include "plan/recreate.hpp"
#include "schema/error.hpp"

namespace retort::plan::postgres {

namespace {

[[noreturn]] void reject(const ObjectName& type, const std::string& reason) {
    throw Error("RT339", fmt::format("base type {} must be dropped and created again: {}", display(type), reason),
                "create a type of another name with functions of its own, convert the columns to it, and drop this one "
                "in a later revision");
}

bool uses(const Definition& each, const ObjectId& object) {
    return each.depends_on.any([&](const ObjectId& used) { return used == object; });
}

class Checker {
public:
    Checker(const Schema& from, const Schema& to) : from_(from), to_(to) {}

    void operator()(const diff::AlterDefinition& alter) const {
        if (alter.to.kind == ObjectKind::base_type && !alterable(alter.from, alter.to))
            reject(alter.to.name,
                   "only RECEIVE, SEND, TYPMOD_IN, TYPMOD_OUT, ANALYZE and SUBSCRIPT are altered in place");
        if (info(alter.to.kind).routine && !is_replaceable(alter.from, alter.to)) reject_if_used(alter.from);
    }
    void operator()(const diff::DropDefinition& drop) const {
        if (info(drop.from.kind).routine) reject_if_used(drop.from);
        if (drop.from.kind != ObjectKind::base_type) return;
        reject_other_kind(drop.from.name, to_);
        // DROP TYPE … CASCADE drops the type's functions with it.
        const ObjectId shell{ObjectKind::shell_type, drop.from.name, {}};
        for (const auto& [id, each] : to_.definitions)
            if (info(id.kind).routine && uses(each, shell))
                reject(drop.from.name, fmt::format("{} stays, with a shell type", display(id)));
    }
    void operator()(const diff::CreateDefinition& create) const {
        if (create.to.kind == ObjectKind::base_type) reject_other_kind(create.to.name, from_);
    }
    void operator()(const auto&) const {}

private:
    static void reject_other_kind(const ObjectName& name, const Schema& other) {
        if (other.enums.contains(name) || diff::find_type(other, name))
            reject(name, "it is a type of another kind in the other schema");
    }

    /// Rejects dropping a function that a base type of both schemas needs.
    void reject_if_used(const Definition& function) const {
        for (const auto& [id, type] : from_.definitions) {
            if (id.kind != ObjectKind::base_type || !uses(type, id_of(function))) continue;
            const auto after = to_.definitions.find(id);
            if (after != to_.definitions.end() && after->second.sql == type.sql)
                reject(id.name, fmt::format("its {} changes its arguments or its result", display(id_of(function))));
        }
    }

    const Schema& from_;
    const Schema& to_;
};

}  // namespace

void reject_rebuilt_base_types(const diff::Differences& differences, const Schema& from, const Schema& to) {
    const Checker checker(from, to);
    for (const diff::Change& each : differences) std::visit(checker, each);
}

}  // namespace retort::plan::postgres
