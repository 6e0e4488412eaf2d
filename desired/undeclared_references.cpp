#include "desired/undeclared_references.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "schema/error.hpp"
#include "schema/parts.hpp"

namespace retort::desired {

void reject_undeclared_references(const Schema& live, const Schema& desired) {
    std::vector<Diagnostic> errors;
    const auto check = [&](const std::string& user, const DependsOn& depends_on, const Position& position) {
        for (const Dependency& each : depends_on.list) {
            const ObjectId& id = each.object;
            // What calls the function of a cast depends on the cast, whether it casts or not.
            if (id.kind == ObjectKind::cast || !info(id.kind).own_namespace || desired.definitions.contains(id) ||
                !live.definitions.contains(id))
                continue;
            errors.push_back(
                {.code = "RT279",
                 .message =
                     fmt::format("{} uses the {} of the database, which no SQL file declares", user, display(id)),
                 .position = position,
                 .hint = fmt::format("declare it in an SQL file of [models] sql, or exclude its kind: exclude_kinds = "
                                     "[\"{}\"] in [filter]",
                                     info(id.kind).word)});
        }
    };
    for (const auto& [name, table] : desired.tables) {
        for (const Column& column : table.columns)
            check(fmt::format("column {}.{}", display(name), column.name), column.depends_on, *column.declared);
        for_each_part(PartKinds<Check, Exclusion, Index>{}, table, [&](const auto& part) {
            check(fmt::format("{} of table {}", part.name, display(name)), part.depends_on,
                  part.declared->known() ? *part.declared : *table.declared);
        });
    }
    if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace retort::desired
