// REVOKE, owners, policies, extensions.

#include <fmt/format.h>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

void judge_grant(Context& context, const Json& node) {
    if (flag(node, "is_grant")) return;
    std::string objects;
    bool existing = false;
    for (const Json& each : list(node, "objects")) {
        const Json& range = at(each, "RangeVar");
        const ObjectName name = range.is_object() ? relation_name(range)
                                : at(each, "ObjectWithArgs").is_object()
                                    ? object_name(at(at(each, "ObjectWithArgs"), "objname"))
                                    : ObjectName{"", text(at(each, "String"), "sval")};
        existing = existing || !(context.known.is_new(name) || context.known.created.contains(name));
        objects += (objects.empty() ? "" : ", ") + display(name);
    }
    if (existing || objects.empty())
        context.find(Rule::privileges_change, 0,
                     fmt::format("REVOKE takes privileges{} away", objects.empty() ? "" : " on " + objects));
}

void judge_owner(Context& context, const Json& node) {
    const Json& object = at(node, "object");
    const ObjectName name = at(object, "List").is_object() ? object_name(at(at(object, "List"), "items"))
                            : at(object, "ObjectWithArgs").is_object()
                                ? object_name(at(at(object, "ObjectWithArgs"), "objname"))
                                : ObjectName{"", text(at(object, "String"), "sval")};
    if (!context.known.created.contains(name))
        context.find(Rule::privileges_change, 0, fmt::format("{} gets another owner", display(name)));
}

void judge_policy(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "table"));
    context.affect(table, Lock::access_exclusive, Work::catalog);
    if (!context.known.is_new(table))
        context.find(Rule::privileges_change, 0,
                     fmt::format("the policy {} decides which rows of {} are visible", text(node, "policy_name"),
                                 display(table)),
                     table);
}

void judge_extension(Context& context, const Json& node) {
    context.find(Rule::extension_change, 0, fmt::format("updates the extension {}", text(node, "extname")));
}

}  // namespace retort::hazards::postgres
