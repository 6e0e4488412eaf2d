// ALTER COLUMN TYPE and SET NOT NULL.

#include <fmt/format.h>

#include <algorithm>

#include "review/hazards/postgres/context.hpp"
#include "review/hazards/postgres/type_change.hpp"

namespace retort::hazards::postgres {

namespace {

/// True if USING is the column itself, or the column cast to the new type: what the server does without it.
bool is_plain_cast(const Json& expression, const std::string& column, const KnownType& type) {
    const Json& cast = at(expression, "TypeCast");
    const Json& inner = cast.is_object() ? at(cast, "arg") : expression;
    if (cast.is_object() && !(read_type(at(cast, "typeName")) == type)) return false;
    const std::vector<std::string> fields = strings(at(at(inner, "ColumnRef"), "fields"));
    return !fields.empty() && fields.back() == column;
}

/// A CHECK of the table that names the column is checked again.
bool has_check(const Knowledge& known, const ObjectName& table, const std::string& column) {
    const auto found = known.tables.find(table);
    if (found == known.tables.end()) return false;
    return std::any_of(found->second.constraints.begin(), found->second.constraints.end(), [&](const auto& each) {
        return each.second.kind == KnownConstraint::Kind::check && each.second.valid &&
               each.second.columns.contains(column);
    });
}

}  // namespace

void judge_type_change(Context& context, const ObjectName& table, const Json& command, std::size_t position) {
    const std::string column = text(command, "name");
    const Json& definition = at(at(command, "def"), "ColumnDef");
    const KnownType from = context.known.type_of(table, column);
    const KnownType to = read_type(at(definition, "typeName"));
    TypeChange change = type_change(from, to);
    const Json& conversion = at(definition, "raw_default");
    if (conversion.is_object() && !is_plain_cast(conversion, column, to)) change.rewrites = true;
    const std::string name = display(table) + "." + column;
    const std::string types = from.name.empty() ? fmt::format("{}", display(to))
                                                : fmt::format("{} instead of {}", display(to), display(from));
    if (change.rewrites) {
        context.affect_all(table, Lock::access_exclusive, Work::rewrite);
        context.find(Rule::type_change_rewrites, position,
                     fmt::format("{} becomes {}{}", name, types,
                                 from.name.empty() ? ", and its old type is not known here: every row may be rewritten"
                                                   : ": every row is rewritten"),
                     table);
    } else if (has_check(context.known, table, column)) {
        context.affect_all(table, Lock::access_exclusive, Work::scan);
        context.find(Rule::check_scans, position,
                     fmt::format("{} becomes {}: the CHECKs of the column are checked again", name, types), table,
                     "drop the CHECK, change the type, and add the CHECK again NOT VALID; validate it later");
    }
    if (!change.narrows.empty())
        context.find(Rule::narrowing_type, position, fmt::format("{} becomes {}: {}", name, types, change.narrows),
                     table);
    Json renamed = definition;
    renamed["colname"] = column;
    judge_column_type(context, table, renamed);
    for (const ObjectName& each : context.known.with_descendants(table))
        context.known.tables[each].columns[column].type = to;
}

void judge_set_not_null(Context& context, const ObjectName& table, const std::string& column, std::size_t position) {
    if (!context.known.excludes_null(table, column)) {
        context.affect_all(table, Lock::access_exclusive, Work::scan);
        context.find(Rule::set_not_null_scans, position,
                     fmt::format("SET NOT NULL of {}.{} reads the whole table", display(table), column), table,
                     fmt::format("ADD CONSTRAINT … CHECK ({} IS NOT NULL) NOT VALID; VALIDATE CONSTRAINT in another "
                                 "transaction; then SET NOT NULL",
                                 quote(column)));
    }
    for (const ObjectName& each : context.known.with_descendants(table))
        context.known.tables[each].columns[column].not_null = true;
}

}  // namespace retort::hazards::postgres
