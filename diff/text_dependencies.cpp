#include "diff/text_dependencies.hpp"

#include <string>
#include <string_view>
#include <type_traits>

#include "schema/parts.hpp"
#include "sql/identifiers.hpp"

namespace retort::diff {

namespace {

using WithExpressions = PartKinds<Check, Exclusion, Index>;

/// Calls `visit` with each expression text and the dependencies that it belongs to.
template <class Visit>
void for_each_expression(std::string_view text, auto& depends_on, const Visit& visit) {
    if (!text.empty()) visit(text, depends_on);
}
template <class Part, class Visit>
void visit_part(Part& part, const Visit& visit) {
    using Kind = std::remove_const_t<Part>;
    if constexpr (std::is_same_v<Kind, Check>) {
        for_each_expression(part.expression, part.depends_on, visit);
    } else if constexpr (std::is_same_v<Kind, Exclusion>) {
        for_each_expression(part.definition, part.depends_on, visit);
    } else {
        static_assert(std::is_same_v<Kind, Index>);
        for_each_expression(part.predicate, part.depends_on, visit);
        for (const IndexPart& each : part.parts) for_each_expression(each.expression, part.depends_on, visit);
    }
}

template <class AnySchema, class Visit>
void visit_expressions(AnySchema& schema, const Visit& visit) {
    const auto part = [&](auto& each) { visit_part(each, visit); };
    for (auto& [name, table] : schema.tables) {
        for (auto& column : table.columns) {
            if (column.default_sql) for_each_expression(*column.default_sql, column.depends_on, visit);
            if (column.generated) for_each_expression(column.generated->expression, column.depends_on, visit);
        }
        for_each_part(WithExpressions{}, table, part);
        for_each_part(WithExpressions{}, *table.from_parent, part);
        for_each_expression(table.partition_by, table.depends_on, visit);
    }
    for (auto& [id, definition] : schema.definitions)
        for (auto& index : definition.indexes) visit_part(index, visit);
}

/// The kinds of functions and their argument types are not known from a text.
void add(std::string_view text, DependsOn& depends_on) {
    if (depends_on.from_catalog) return;
    for (ObjectName& name : sql::called_functions(text)) depends_on.add({ObjectKind::function, std::move(name), {}});
    if (std::optional<ObjectName> sequence = sql::drawn_sequence(text))
        depends_on.add({ObjectKind::sequence, std::move(*sequence), {}});
}

}  // namespace

WithTextDependencies::WithTextDependencies(const Schema& schema) : schema_(schema) {
    bool missing = false;
    visit_expressions(schema, [&](std::string_view, const DependsOn& each) { missing |= !each.from_catalog; });
    if (!missing) return;
    completed_ = schema;
    visit_expressions(*completed_, add);
}

}  // namespace retort::diff
