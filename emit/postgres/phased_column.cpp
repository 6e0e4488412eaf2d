#include "emit/postgres/phased_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "emit/postgres/conversion.hpp"
#include "schema/data_type.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

using plan::postgres::PhasedColumn;

namespace {

/// The types of which two values are equal only if they are the same.
constexpr auto exact_types =
    std::to_array<std::string_view>({"smallint", "integer", "bigint", "boolean", "uuid", "date", "bytea", "text",
                                     "character varying", "timestamp without time zone", "timestamp with time zone"});

/// Whether two values of the type differ. A type may have no equality operator (json), or one by which other values
/// are equal too (numeric, citext).
std::string differ(const std::string& one, const std::string& other, const Type& type) {
    const bool exact =
        std::find(exact_types.begin(), exact_types.end(), parse_data_type(type.sql).name) != exact_types.end();
    const std::string text = exact ? "" : "::text";
    return fmt::format("{}{} IS DISTINCT FROM {}{}", one, text, other, text);
}

/// The value from a column of NEW: `expression` is over the table's column of this name.
std::string of_new_row(const std::string& expression, const std::string& column, const ObjectName& table) {
    std::string value = "NEW." + quote(column);
    if (expression == quote(column)) return value;
    return fmt::format("(SELECT {} FROM (SELECT {} AS {}) AS {})", expression, value, quote(column), quote(table.name));
}

std::string body_of(const PhasedColumn& column, const PhasedValues& values) {
    const std::string before = quote(column.from.name), after = quote(column.added);
    const std::string forward = of_new_row(values.forward, column.from.name, column.table),
                      backward = of_new_row(values.backward, column.added, column.table);
    const auto changed = [](const std::string& name, const Type& type) {
        return differ("NEW." + name, "OLD." + name, type);
    };
    // An INSERT that gives both columns means the old one; unless its value may be the default.
    const bool has_default = column.from.default_sql || column.from.identity;
    const std::string no_new_value =
        "NEW." + after + " IS NULL" + (has_default ? "" : " OR NEW." + before + " IS NOT NULL");
    return fmt::format(R"(
#variable_conflict use_column
DECLARE
    new_value {0};
    old_value {1};
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF {10} THEN
            NEW.{3} := {5};
            RETURN NEW;
        END IF;
    ELSIF {6} THEN
        NULL;
    ELSIF {7} THEN
        old_value := {4};
        IF {9} THEN
            NEW.{3} := {5};
        END IF;
        RETURN NEW;
    ELSIF NEW.{3} IS NULL THEN
        NEW.{3} := {5};
        RETURN NEW;
    ELSIF NEW.{2} IS NOT NULL THEN
        RETURN NEW;
    END IF;
    new_value := {5};
    IF {8} THEN
        NEW.{2} := {4};
    END IF;
    RETURN NEW;
END )",
                       to_sql(column.to.type), to_sql(column.from.type), before, after, backward, forward,
                       changed(after, column.to.type), changed(before, column.from.type),
                       differ("NEW." + after, "new_value", column.to.type),
                       differ("NEW." + before, "old_value", column.from.type), no_new_value);
}

/// The values between the two columns under these names.
PhasedValues values_between(const PhasedColumn& column, const std::string& before, const std::string& after,
                            const Schema& from, const Schema& to) {
    PhasedValues values{quote(before), quote(after), {}, false};
    if (column.from.type == column.to.type) return values;
    // The table of the second schema has the declared conversion.
    const Column& declared = *to.find_table(column.table)->find_column(column.to.name);
    values.declared = !declared.transition->using_sql.empty();
    Column old_column = column.from, new_column = declared;
    old_column.name = new_column.name = before;
    if (values.declared && declared.name != before) {
        sql::Replacements names;
        names.columns[declared.name] = before;
        new_column.transition->using_sql = sql::replace_identifiers(declared.transition->using_sql, names);
    }
    const Conversion there = conversion(column.table, old_column, new_column, from, to, Direction::up);
    old_column.name = new_column.name = after;
    const Conversion back = conversion(column.table, new_column, old_column, to, from, Direction::down);
    if (!there.using_sql.empty()) values.forward = there.using_sql;
    if (!back.using_sql.empty()) values.backward = back.using_sql;
    const auto note = [&](const std::string& text) {
        if (!text.empty()) values.note += (values.note.empty() ? "" : "\n") + text;
    };
    note(there.note);
    note(there.loss);
    return values;
}

}  // namespace

PhasedValues values_of(const PhasedColumn& column, const Schema& from, const Schema& to) {
    return values_between(column, column.from.name, column.added, from, to);
}

PhasedValues values_back(const PhasedColumn& column, const PhasedColumn& back, const Schema& from, const Schema& to) {
    PhasedValues values = values_between(column, back.added, back.from.name, from, to);
    std::swap(values.forward, values.backward);
    values.note.clear();
    values.declared = false;
    return values;
}

void add_sync(Schema& state, const PhasedColumn& column, const PhasedValues& values) {
    Definition function;
    function.kind = ObjectKind::function;
    function.name = column.function;
    function.sql =
        fmt::format("CREATE OR REPLACE FUNCTION {}()\n RETURNS trigger\n LANGUAGE plpgsql\nAS $function${}$function$",
                    quote(column.function), body_of(column, values));
    Definition trigger;
    trigger.kind = ObjectKind::trigger;
    trigger.name = {column.table.schema, column.trigger};
    trigger.table = column.table;
    trigger.sql = fmt::format("CREATE TRIGGER {} BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION {}()",
                              quote(column.trigger), quote(column.table), quote(column.function));
    trigger.depends_on.add(id_of(function));
    trigger.depends_on.add(table_id(column.table));
    state.definitions.emplace(id_of(function), function);
    state.definitions.emplace(id_of(trigger), std::move(trigger));
}

std::string fill_sql(const PhasedColumn& column, const PhasedValues& values) {
    const std::string before = quote(column.from.name), after = quote(column.added);
    return fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL{}", quote(column.table), after, values.forward, after,
                       values.declared ? "" : " AND " + before + " IS NOT NULL");
}

}  // namespace retort::emit::postgres
