// Columns that CREATE TABLE and ADD COLUMN define.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

constexpr auto serial_types =
    std::to_array<std::string_view>({"bigserial", "serial", "serial2", "serial4", "serial8", "smallserial"});

/// Functions of PostgreSQL that are immutable or stable, and that defaults are made of. Any other function may be
/// volatile, as functions are by default (38.7 Function Volatility Categories).
constexpr auto steady_functions = std::to_array<std::string_view>({"array_append",
                                                                   "array_fill",
                                                                   "concat",
                                                                   "concat_ws",
                                                                   "current_database",
                                                                   "current_schema",
                                                                   "current_setting",
                                                                   "date_part",
                                                                   "date_trunc",
                                                                   "decode",
                                                                   "encode",
                                                                   "extract",
                                                                   "format",
                                                                   "int4range",
                                                                   "int8range",
                                                                   "json_build_array",
                                                                   "json_build_object",
                                                                   "jsonb_build_array",
                                                                   "jsonb_build_object",
                                                                   "left",
                                                                   "lower",
                                                                   "make_date",
                                                                   "make_interval",
                                                                   "make_timestamptz",
                                                                   "md5",
                                                                   "now",
                                                                   "numrange",
                                                                   "repeat",
                                                                   "replace",
                                                                   "right",
                                                                   "round",
                                                                   "sha256",
                                                                   "statement_timestamp",
                                                                   "string_to_array",
                                                                   "substring",
                                                                   "timezone",
                                                                   "to_char",
                                                                   "to_date",
                                                                   "to_json",
                                                                   "to_jsonb",
                                                                   "to_number",
                                                                   "to_timestamp",
                                                                   "to_tsvector",
                                                                   "transaction_timestamp",
                                                                   "tstzrange",
                                                                   "tsrange",
                                                                   "upper"});

static_assert(std::is_sorted(steady_functions.begin(), steady_functions.end() - 3));

/// The name of a function in the expression that may be volatile; empty if there is none.
std::string volatile_function(const Json& expression) {
    std::string found;
    for_each(expression, "FuncCall", [&](const Json& call) {
        const std::vector<std::string> names = strings(at(call, "funcname"));
        if (names.empty() || !found.empty()) return;
        const bool own = names.size() > 1 && names[0] != "pg_catalog";
        if (own || std::find(steady_functions.begin(), steady_functions.end(), names.back()) == steady_functions.end())
            found = names.back();
    });
    return found;
}

bool is_serial(const KnownType& type) {
    return std::find(serial_types.begin(), serial_types.end(), type.name) != serial_types.end();
}

bool is_null(const Json& expression) {
    const Json& cast = at(expression, "TypeCast");
    return flag(at(cast.is_object() ? at(cast, "arg") : expression, "A_Const"), "isnull");
}

/// A column that is added to an existing table: the rewrites.
void judge_values(Context& context, const ObjectName& table, const Json& column, std::size_t position) {
    const std::string name = display(table) + "." + text(column, "colname");
    const KnownType type = read_type(at(column, "typeName"));
    const Json& generated = column_constraint(column, "CONSTR_GENERATED");
    if (is_serial(type) || column_constraint(column, "CONSTR_IDENTITY").is_object()) {
        context.affect_all(table, Lock::access_exclusive, Work::rewrite);
        context.find(Rule::auto_increment_rewrites, position, fmt::format("{} gets a number in every row", name),
                     table);
    } else if (generated.is_object()) {
        context.affect_all(table, Lock::access_exclusive, Work::rewrite);
        context.find(Rule::generated_column_rewrites, position, fmt::format("{} is computed for every row", name),
                     table);
    } else if (const Json& given = column_constraint(column, "CONSTR_DEFAULT"); given.is_object()) {
        const std::string function = volatile_function(at(given, "raw_expr"));
        if (function.empty()) return;
        context.affect_all(table, Lock::access_exclusive, Work::rewrite);
        context.find(Rule::volatile_default_rewrites, position,
                     fmt::format("{} gets a value of {}() in every row", name, function), table);
    }
}

bool has_value(const Json& column) {
    const Json& given = column_constraint(column, "CONSTR_DEFAULT");
    return (given.is_object() && !is_null(at(given, "raw_expr"))) ||
           column_constraint(column, "CONSTR_GENERATED").is_object() ||
           column_constraint(column, "CONSTR_IDENTITY").is_object() || is_serial(read_type(at(column, "typeName")));
}

}  // namespace

KnownColumn read_column(const Json& column) {
    KnownColumn known;
    known.type = read_type(at(column, "typeName"));
    known.not_null = column_constraint(column, "CONSTR_NOTNULL").is_object() ||
                     column_constraint(column, "CONSTR_PRIMARY").is_object() ||
                     column_constraint(column, "CONSTR_IDENTITY").is_object() || is_serial(known.type);
    if (const auto* serial = std::find(serial_types.begin(), serial_types.end(), known.type.name);
        serial != serial_types.end())
        known.type.name = serial->find('8') != serial->npos || serial->starts_with("big")     ? "int8"
                          : serial->find('2') != serial->npos || serial->starts_with("small") ? "int2"
                                                                                              : "int4";
    return known;
}

void judge_column_type(Context& context, const ObjectName& table, const Json& column) {
    static constexpr auto reasons = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"bpchar", "char(n) pads its values with spaces"},
         {"char", "\"char\" is one byte"},
         {"money", "money depends on the setting lc_monetary"},
         {"timestamp", "timestamp without time zone is no moment in time"},
         {"timetz", "time with time zone has no date to know its offset by"}});
    const KnownType type = read_type(at(column, "typeName"));
    const std::size_t position = location(at(column, "typeName"));
    const std::string name = display(table) + "." + text(column, "colname");
    if (type.name == "json")
        context.find(Rule::json_column, position, fmt::format("{} is json, which has no equality", name), table);
    for (const auto& [word, reason] : reasons)
        if (type.name == word)
            context.find(Rule::discouraged_type, position, fmt::format("{}: {}", name, reason), table);
}

void judge_new_column(Context& context, const ObjectName& table, const Json& column, std::size_t position) {
    const std::string name = text(column, "colname");
    judge_values(context, table, column, position);
    judge_column_type(context, table, column);
    if (column_constraint(column, "CONSTR_NOTNULL").is_object() && !has_value(column))
        context.find(Rule::required_column, position,
                     fmt::format("{}.{} is NOT NULL and has no DEFAULT", display(table), name), table);
    for (const Json& each : list(column, "constraints")) {
        const Json& constraint = at(each, "Constraint");
        const std::string kind = text(constraint, "contype");
        const bool filled = has_value(column);
        if (kind == "CONSTR_CHECK") {
            judge_new_constraint(context, table, constraint);
        } else if (kind == "CONSTR_UNIQUE" || kind == "CONSTR_PRIMARY") {
            judge_key_index(context, table, constraint, {name});
        } else if (kind == "CONSTR_FOREIGN" && filled) {
            judge_new_constraint(context, table, constraint);
        } else if (kind == "CONSTR_FOREIGN") {
            // A column of NULLs is not checked (parse_utilcmd.c: skipValidation).
            context.affect(table, Lock::share_row_exclusive, Work::catalog);
            context.affect(relation_name(at(constraint, "pktable")), Lock::share_row_exclusive, Work::catalog);
        }
        learn_constraint(context, table, constraint, {name});
    }
}

}  // namespace retort::hazards::postgres
