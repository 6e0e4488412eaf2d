// ALTER TYPE of enums, ALTER DOMAIN.

#include <fmt/format.h>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

void judge_alter_enum(Context& context, const Json& node) {
    const ObjectName type = object_name(at(node, "typeName"));
    const std::string label = text(node, "newVal");
    const bool created = context.known.created.contains(type);
    if (const std::string old = text(node, "oldVal"); !old.empty()) {
        if (!created)
            context.find(Rule::rename_enum_value, 0,
                         fmt::format("the label '{}' of {} becomes '{}'", old, display(type), label));
        return;
    }
    if (text(node, "newValNeighbor").empty())
        context.find(Rule::enum_value_position, 0,
                     fmt::format("'{}' becomes the last label of {}", label, display(type)));
    if (context.session.open) context.known.new_labels[label] = type;
}

void judge_alter_domain(Context& context, const Json& node) {
    const ObjectName domain = object_name(at(node, "typeName"));
    const std::string subtype = text(node, "subtype");  // C: ADD CONSTRAINT, O: SET NOT NULL, V: VALIDATE, X: DROP
    if (subtype == "C") context.known.domains[domain] = true;
    if (context.known.created.contains(domain)) return;
    const bool unchecked = subtype == "C" && flag(at(at(node, "def"), "Constraint"), "skip_validation");
    if ((subtype != "C" && subtype != "O" && subtype != "V") || unchecked) return;
    for (const auto& [name, table] : context.known.tables)
        for (const auto& [column, known] : table.columns)
            if (known.type.name == (domain.schema.empty() ? domain.name : domain.schema + "." + domain.name))
                context.affect(name, Lock::share, Work::scan);
    context.find(Rule::domain_constraint_scans, 0,
                 fmt::format("all rows of the tables that use the domain {} are read", display(domain)));
}

}  // namespace retort::hazards::postgres
