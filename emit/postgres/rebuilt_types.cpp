#include "emit/postgres/rebuilt_types.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/postgres/definitions.hpp"
#include "emit/postgres/domains.hpp"
#include "emit/postgres/enums.hpp"
#include "emit/postgres/labels.hpp"

namespace retort::emit::postgres {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

void emit(const plan::RebuildType& change, const Context& context, Sink& sink) {
    std::string note;
    const auto* before = std::get_if<Enum>(&change.from);
    const auto* after = std::get_if<Enum>(&change.to);
    if (before && after) {
        std::vector<std::string> removed;
        for (const std::string& label : before->labels)
            if (!contains(after->labels, label) && !is_mapped(after->name, label, context)) removed.push_back(label);
        note = removed_labels_note(after->name, removed, context);
    }
    sink.add(fmt::format("ALTER TYPE {} RENAME TO {}", quote(plan::name_of(change.from)), quote(change.interim.name)),
             note);
    if (after)
        create_enum(*after, sink);
    else if (const Definition& definition = std::get<Definition>(change.to); definition.kind == ObjectKind::domain)
        create_definition(without_unvalidated_checks(definition), context, sink);
    else
        create_definition(definition, context, sink);
}

void emit(const plan::DropOldType& change, const Context& context, Sink& sink) {
    const auto* definition = std::get_if<Definition>(&change.from);
    const bool domain = definition && definition->kind == ObjectKind::domain;
    sink.add((domain ? "DROP DOMAIN " : "DROP TYPE ") + quote(change.interim));
    // A check that is NOT VALID is added when all columns have the new type: their conversion checks every value.
    const auto made = context.to.definitions.find({ObjectKind::domain, plan::name_of(change.from), {}});
    if (made != context.to.definitions.end())
        emit(diff::AlterDefinition{without_unvalidated_checks(made->second), made->second}, context, sink);
}

}  // namespace retort::emit::postgres
