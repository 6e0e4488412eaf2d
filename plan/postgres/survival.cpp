#include "plan/postgres/survival.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace retort::plan::postgres {

namespace {

using enum Survival;

/// True if the server would change the expression when it recreates a check or an index for the new length of a column:
/// it parses the text that it printed, and then turns the cast of an array into casts of its elements, so that
/// `(ARRAY[…])::text[]` is lost.
bool casts_array(const std::string& sql) {
    return sql.find("(ARRAY[") != std::string::npos && sql.find("])::") != std::string::npos;
}
bool casts_array(const Dependent& dependent, const ObjectId&) {
    if (const auto* check = std::get_if<const Check*>(&dependent.object)) return casts_array((*check)->expression);
    if (const auto* exclusion = std::get_if<const Exclusion*>(&dependent.object))
        return casts_array((*exclusion)->definition);
    const Index& index = *std::get<const Index*>(dependent.object);
    return casts_array(index.predicate) ||
           std::any_of(index.parts.begin(), index.parts.end(),
                       [](const IndexPart& part) { return casts_array(part.expression); });
}

/// True if an expression or the predicate of the index reads the column.
bool reads(const Index& index, const std::string& column) {
    const std::vector<std::string> read = index.depends_on.columns();
    return std::find(read.begin(), read.end(), column) != read.end();
}

bool reads_and_casts_array(const Dependent& dependent, const ObjectId& column) {
    return reads(*std::get<const Index*>(dependent.object), column.sub) && casts_array(dependent, column);
}

/// The same, or if an expression has a collation for the index.
bool reads_and_casts_array_or_is_collated(const Dependent& dependent, const ObjectId& column) {
    const Index& index = *std::get<const Index*>(dependent.object);
    const bool is_collated = std::any_of(index.parts.begin(), index.parts.end(), [](const IndexPart& part) {
        return !part.expression.empty() && !part.collation.empty();
    });
    return reads_and_casts_array(dependent, column) || (is_collated && reads(index, column.sub));
}

/// True if the index is bound to the column's type: it has an expression or a predicate over the column, or the column
/// is a key with an explicit operator class, or with an access method that has no default operator class for some
/// types.
bool is_bound_to_type(const Dependent& dependent, const ObjectId& column) {
    const Index& index = *std::get<const Index*>(dependent.object);
    const bool standard = index.method == "btree" || index.method == "hash";
    return reads(index, column.sub) || std::any_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& part) {
               return part.column == column.sub && (!standard || !part.opclass.empty());
           });
}

bool has_statistics_target(const Dependent& dependent, const ObjectId&) {
    return std::get<const Definition*>(dependent.object)->sql.find(";\nALTER STATISTICS") != std::string::npos;
}

/// The dependencies of a column include the one on its own type, and those of a function the ones on the types of its
/// arguments, so the text decides. A body that is a string is parsed at each call.
bool has_constant(const Dependent& dependent, const ObjectId& type) {
    if (const auto* definition = std::get_if<const Definition*>(&dependent.object))
        return has_constant_of((*definition)->sql.substr(0, (*definition)->sql.find("\nAS ")), type.name);
    const Column& column = *std::get<const Column*>(dependent.object);
    return has_constant_of(column.generated ? column.generated->expression : *column.default_sql, type.name);
}

/// True if the dependent uses values of the type, and not only some of its attributes. The rows of a table are of the
/// type of its name.
bool uses_values(const DependsOn& depends_on, const ObjectId& type) {
    return depends_on.any(
        [&](const ObjectId& each) { return info(each.kind).type && each.sub.empty() && each.name == type.name; });
}
bool uses_values(const Dependent& dependent, const ObjectId& type) {
    return std::visit(
        [&](const auto* each) {
            using T = std::remove_cvref_t<decltype(*each)>;
            bool uses = false;
            if constexpr (requires { each->depends_on; }) uses = uses_values(each->depends_on, type);
            if constexpr (std::is_same_v<T, Definition>)
                for (const Index& index : each->indexes) uses = uses || uses_values(index.depends_on, type);
            return uses;
        },
        dependent.object);
}

/// A column's default is dropped with the column. It reads no other one of its table, but maybe an attribute of a type.
bool is_of_other_object(const Dependent& dependent, const ObjectId& changed) {
    return changed.kind != ObjectKind::column || changed.name != dependent.table->name;
}

bool is_primary_key(const Dependent& dependent, const ObjectId&) {
    return std::holds_alternative<const PrimaryKey*>(dependent.object);
}

constexpr std::string_view set_data_type = "ALTER TABLE, SET DATA TYPE";
constexpr std::string_view alter_table_notes = "ALTER TABLE, Notes";
constexpr std::string_view drop_not_null = "ALTER TABLE, SET/DROP NOT NULL";
constexpr std::string_view drop_column = "ALTER TABLE, DROP COLUMN";
constexpr std::string_view inheritance = "5.10 Inheritance";
constexpr std::string_view generated = "5.3 Generated Columns";
constexpr std::string_view foreign_keys = "5.4.5 Foreign Keys";
constexpr std::string_view dependencies = "5.14 Dependency Tracking";
constexpr std::string_view alter_type = "ALTER TYPE, DROP ATTRIBUTE";
constexpr std::string_view alter_statistics = "ALTER STATISTICS";

struct Row {
    DependentKind dependent;
    SurvivalRule retyped, resized, recollated, nullable, reshaped, recreated;
};

constexpr std::array rows = {
    // The server converts the default with its column. It depends on no column, and blocks DROP of a function or type
    // that its expression uses. A constant of a composite type loses the values of dropped attributes.
    Row{.dependent = DependentKind::default_,
        .retyped = {keep, set_data_type},
        .resized = {keep, set_data_type},
        .recollated = {keep, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {alter, alter_type, has_constant},
        .recreated = {alter, dependencies, is_of_other_object}},
    // The same, but a column that is retyped with its parent's keeps its default unconverted.
    Row{.dependent = DependentKind::inherited_default,
        .retyped = {alter, alter_table_notes},
        .resized = {keep, set_data_type},
        .recollated = {keep, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {alter, alter_type, has_constant},
        .recreated = {alter, dependencies, is_of_other_object}},
    // The server rejects every alteration of the type of a column that a generated column reads. The expression of a
    // generated column can't be set again, and it can't be retyped with USING.
    Row{.dependent = DependentKind::generated_column,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, has_constant},
        .recreated = {recreate, generated}},
    // ALTER COLUMN and DROP COLUMN on a parent are made on all descendants.
    Row{.dependent = DependentKind::inherited_column,
        .retyped = {alter, inheritance},
        .resized = {alter, inheritance},
        .recollated = {alter, inheritance},
        .nullable = {alter, inheritance},
        .reshaped = {keep, alter_type},
        .recreated = {recreate, inheritance}},
    // The server converts a check by reparsing the text that it prints. That text has casts to the old type, and fails
    // or is stored with further casts for another one. A constant or row of a composite type keeps its old attributes.
    Row{.dependent = DependentKind::check,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type, casts_array},
        .recollated = {recreate, set_data_type, casts_array},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    // Like a check; its operators are bound to the type.
    Row{.dependent = DependentKind::exclusion,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type, casts_array},
        .recollated = {recreate, set_data_type, casts_array},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    // A key is over plain columns and default operator classes, which the server chooses again. It is dropped with any
    // of its columns, or of those that it includes. DROP NOT NULL on a parent fails on a descendant's primary key.
    Row{.dependent = DependentKind::key,
        .retyped = {keep, set_data_type},
        .resized = {keep, set_data_type},
        .recollated = {keep, set_data_type},
        .nullable = {recreate, drop_not_null, is_primary_key},
        .reshaped = {keep, alter_type},
        .recreated = {recreate, drop_column}},
    // It is checked again by comparing columns of new types, one after the other, so that an operator may be missing in
    // between. Columns of both sides must have the same collation (PostgreSQL 18).
    Row{.dependent = DependentKind::foreign_key,
        .retyped = {recreate, foreign_keys},
        .resized = {keep, set_data_type},
        .recollated = {recreate, foreign_keys},
        .nullable = {keep, drop_not_null},
        .reshaped = {keep, alter_type},
        .recreated = {recreate, drop_column}},
    // The server reparses expressions and predicates as those of checks. An explicit operator class is bound to a type;
    // so is an access method that has no default operator class for every type (11.10 Operator Classes). A COLLATE that
    // equals the collation of its expression is not printed, so the server would forget it.
    Row{.dependent = DependentKind::index,
        .retyped = {recreate, set_data_type, is_bound_to_type},
        .resized = {recreate, set_data_type, reads_and_casts_array},
        .recollated = {recreate, set_data_type, reads_and_casts_array_or_is_collated},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, drop_column}},
    // Found before, with the types that have such a component and the domains whose checks are dropped temporarily.
    Row{.dependent = DependentKind::type,
        .retyped = {rebuild, alter_type},
        .resized = {rebuild, alter_type},
        .recollated = {rebuild, alter_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {rebuild, alter_type},
        .recreated = {rebuild, dependencies}},
    // The server rejects an alteration of the type of a column that an SQL-standard body reads. A body that is a string
    // is parsed at each call.
    Row{.dependent = DependentKind::routine,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, has_constant},
        .recreated = {recreate, dependencies}},
    // "cannot alter type of a column used by a view or rule", in any clause of it.
    Row{.dependent = DependentKind::view,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    Row{.dependent = DependentKind::rule,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    // "cannot alter type of a column used in a trigger definition": in UPDATE OF or WHEN.
    Row{.dependent = DependentKind::trigger,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    // "cannot alter type of a column used in a policy definition": in USING or WITH CHECK.
    Row{.dependent = DependentKind::policy,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    // The server recreates extended statistics with the column, but without their statistics target.
    Row{.dependent = DependentKind::statistics,
        .retyped = {recreate, alter_statistics, has_statistics_target},
        .resized = {recreate, alter_statistics, has_statistics_target},
        .recollated = {recreate, alter_statistics, has_statistics_target},
        .nullable = {keep, drop_not_null},
        .reshaped = {recreate, alter_type, uses_values},
        .recreated = {recreate, dependencies}},
    // Publications: "cannot alter type of a column used by a publication WHERE clause". Casts and event triggers depend
    // on functions and types only, and contain no constants.
    Row{.dependent = DependentKind::other,
        .retyped = {recreate, set_data_type},
        .resized = {recreate, set_data_type},
        .recollated = {recreate, set_data_type},
        .nullable = {keep, drop_not_null},
        .reshaped = {keep, alter_type},
        .recreated = {recreate, dependencies}},
};

/// Each row is at the position of its kind.
constexpr bool is_complete() {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (static_cast<std::size_t>(rows[i].dependent) != i) return false;
    return rows.size() == static_cast<std::size_t>(DependentKind::other) + 1;
}
static_assert(is_complete());

}  // namespace

const SurvivalRule& survival_rule(DependentKind dependent, Impact impact) {
    const Row& row = rows[static_cast<std::size_t>(dependent)];
    switch (impact) {
        case Impact::retyped: return row.retyped;
        case Impact::resized: return row.resized;
        case Impact::recollated: return row.recollated;
        case Impact::nullable: return row.nullable;
        case Impact::reshaped: return row.reshaped;
        case Impact::recreated: break;
    }
    return row.recreated;
}

Survival survival(const Dependent& dependent, const Impacted& changed) {
    const SurvivalRule& rule = survival_rule(dependent.kind, changed.impact);
    return rule.only_if && !rule.only_if(dependent, changed.object) ? keep : rule.survival;
}

bool has_constant_of(const std::string& expression, const ObjectName& type) {
    const std::string cast = "::" + quote(type);
    const auto continues_name = [](char byte) {
        return std::isalnum(static_cast<unsigned char>(byte)) || byte == '_' || byte == '.';
    };
    for (std::size_t at = 0; (at = expression.find(cast, at)) != std::string::npos; at += cast.size()) {
        const std::size_t end = at + cast.size();
        if (at == 0 || (expression[at - 1] != '\'' && expression[at - 1] != ')')) continue;
        if (end == expression.size() || !continues_name(expression[end])) return true;
    }
    return false;
}

}  // namespace retort::plan::postgres
