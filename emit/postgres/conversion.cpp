#include "emit/postgres/conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "diff/type_parts.hpp"
#include "emit/postgres/casts.hpp"
#include "emit/postgres/labels.hpp"
#include "emit/postgres/type_shape.hpp"
#include "emit/postgres/value_loss.hpp"
#include "schema/data_type.hpp"

namespace retort::emit::postgres {

namespace {

/// The server's cast between two types; null when none is known.
const Cast* find_cast(const Shape& from, const Shape& to, const Schema& from_schema, const Schema& to_schema) {
    for (const Schema* schema : {&from_schema, &to_schema})
        if (const auto found = schema->casts->find({from.base, to.base}); found != schema->casts->end())
            return &found->second;
    return nullptr;
}

const Definition* composite(const Type& type, const Schema& schema) {
    const Definition* found = diff::find_type(schema, type.user_type);
    return found && found->kind == ObjectKind::composite ? found : nullptr;
}

struct Sides {
    const Schema& from;
    const Schema& to;
    Direction direction;
    bool nullable = true;  ///< the values may be NULL
};

std::optional<Conversion> convert(const std::string& value, const Type& from, const Type& to, const Sides& sides);

void add_helpers(Conversion& to, const Conversion& from) {
    for (const Conversion::Helper& each : from.helpers)
        if (std::find(to.helpers.begin(), to.helpers.end(), each) == to.helpers.end()) to.helpers.push_back(each);
}

/// True when a row of `from`, cast to text, parses as the same row of `to`: the attributes have the same names and
/// positions, and types that differ in name alone because a component type is rebuilt.
bool reads_the_same(const Definition& from, const Definition& to, const Sides& sides) {
    const std::vector<diff::Attribute> before = diff::attributes_of(from), after = diff::attributes_of(to);
    return std::equal(before.begin(), before.end(), after.begin(), after.end(), [&](const auto& a, const auto& b) {
        if (a.name != b.name) return false;
        if (a.type == b.type) return true;
        const Type old_type = diff::type_named(a.type, sides.from), new_type = diff::type_named(b.type, sides.to);
        const Shape was = shape_of(old_type, sides.from), is = shape_of(new_type, sides.to);
        if (was.array != is.array) return false;
        if (was.base == is.base || (was.family == Family::enumeration && is.family == Family::enumeration)) return true;
        const Definition *inner = composite(old_type, sides.from), *outer = composite(new_type, sides.to);
        return inner && outer && reads_the_same(*inner, *outer, sides);
    });
}

/// Converts a row of one composite type to another, attribute by attribute.
std::optional<Conversion> row(const std::string& value, const Definition& from, const Definition& to,
                              const std::string& type, const Sides& sides) {
    const std::vector<diff::Attribute> before = diff::attributes_of(from), after = diff::attributes_of(to);
    Conversion whole;
    for (const diff::Attribute& each : after) {
        const auto old =
            std::find_if(before.begin(), before.end(), [&](const auto& one) { return one.name == each.name; });
        std::string part = "NULL";
        if (old != before.end()) {
            part = fmt::format("({}).{}", value, quote(each.name));
            const auto how =
                convert(part, diff::type_named(old->type, sides.from), diff::type_named(each.type, sides.to), sides);
            if (!how) return std::nullopt;
            if (!how->using_sql.empty()) part = how->using_sql;
            if (!how->note.empty()) whole.note = how->note;
            add_helpers(whole, *how);
        }
        whole.using_sql += (whole.using_sql.empty() ? "" : ", ") + part;
    }
    whole.using_sql = fmt::format("CASE WHEN {} IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW({})::{} END", value,
                                  whole.using_sql, type);
    return whole;
}

/// Converts an array element by element. `one` converts one element, which its expression names held[i]. The loop is in
/// a temporary function, which preserves NULL, empty arrays and array bounds. The function rejects multidimensional
/// arrays, since these can't be assigned element by element in general.
Conversion elements(const std::string& value, const std::string& from, const std::string& to, const std::string& name,
                    const Conversion& one) {
    Conversion whole{
        .using_sql = {}, .note = one.note, .loss = {}, .element_sql = one.using_sql, .helpers = one.helpers};
    const std::string function = "pg_temp." + quote(std::string(clip_utf8(name, 63 - 6)) + "_moved");
    const std::string create = fmt::format(
        "CREATE FUNCTION {0}(held {1}[]) RETURNS {2}[] LANGUAGE plpgsql STRICT AS $$\n"
        "DECLARE moved {2}[] := '{{}}';\n"
        "BEGIN\n"
        "  IF array_ndims(held) > 1 THEN\n"
        "    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;\n"
        "  END IF;\n"
        "  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP\n"
        "    moved[i] := {3};\n"
        "  END LOOP;\n"
        "  RETURN moved;\n"
        "END $$",
        function, from, to, one.using_sql);
    whole.helpers.push_back({create, fmt::format("DROP FUNCTION {}({}[])", function, from)});
    whole.using_sql = fmt::format("{}({})", function, value);
    whole.note += (whole.note.empty() ? "" : "; ") + std::string("fails on multidimensional arrays");
    return whole;
}

std::optional<Conversion> rows(const std::string& value, const Type& from, const Type& to, const Definition& old_row,
                               const Definition& new_row, const Sides& sides) {
    const auto element = [](const Type& declared, const Definition& definition) {
        return declared.array ? quote(declared.user_type) : quote(definition.name);
    };
    const std::string new_element = element(to, new_row);
    const auto one = row("held[i]", old_row, new_row, new_element, sides);
    if (!one) return std::nullopt;
    Conversion whole = elements(value, element(from, old_row), new_element, old_row.name.name, *one);
    if (!to.array) whole.using_sql += "::" + to_sql(to);
    return whole;
}

/// The name of the function that converts elements of one type to the other.
std::string element_function(const Shape& from, const Shape& to) {
    std::string name = from.base + "_to_" + to.base;
    for (char& c : name)
        if (c == ' ' || c == '.') c = '_';
    std::erase(name, '"');
    return name;
}

/// The element type of an array type; no value when a domain hides the brackets.
std::optional<std::string> element_of(const Type& array) {
    DataType type = parse_data_type(to_sql(array));
    if (type.dimensions == 0) return std::nullopt;
    --type.dimensions;
    return to_sql(type);
}

/// A value to convert, the two types, and what is known of them.
struct Ends {
    const std::string& value;
    const Type& from;
    const Type& to;
    Shape before;
    Shape after;
    std::string type;  ///< `to` as SQL names it
};

/// Converts values whose type is a composite type, or an array of one, on both sides.
std::optional<Conversion> between_composites(const Ends& ends, const Sides& sides) {
    const Type &from = ends.from, &to = ends.to;
    const Definition* old_row = composite(diff::underlying({from.sql, from.user_type, false}, sides.from), sides.from);
    const Definition* new_row = composite(diff::underlying({to.sql, to.user_type, false}, sides.to), sides.to);
    if (!old_row || !new_row) return std::nullopt;
    if (!ends.after.array) return row(ends.value, *old_row, *new_row, ends.type, sides);
    if (reads_the_same(*old_row, *new_row, sides))
        return Conversion{fmt::format("{}::text::{}", ends.value, ends.type), {}};
    return rows(ends.value, from, to, *old_row, *new_row, sides);
}

std::optional<Conversion> between_arrays(const Ends& ends, const Sides& sides) {
    const auto& [value, from, to, before, after, type] = ends;
    if (before.base == after.base)
        return Conversion{from.user_type == to.user_type ? "" : fmt::format("{}::{}", value, type), {}};
    const bool by_text = before.family == Family::enumeration || after.family == Family::enumeration;
    if (by_text) return Conversion{fmt::format("{}::text[]::{}", value, type), {}};
    if (const auto element = cast(value, before, after, type, sides.direction);
        element && (element->using_sql.empty() || element->using_sql == fmt::format("{}::{}", value, type)))
        return element;
    // A conversion that is more than a cast is applied to each element.
    if (const auto old_element = element_of(from), new_element = element_of(to); old_element && new_element)
        if (const auto one = cast("held[i]", before, after, *new_element, sides.direction))
            return elements(value, *old_element, *new_element, element_function(before, after), *one);
    return std::nullopt;
}

/// Converts a scalar to an array of one element, or a text to the array that it spells.
std::optional<Conversion> scalar_to_array(const Ends& ends, const Sides& sides) {
    const auto& [value, from, to, before, after, type] = ends;
    const bool was_text_of_array = sides.direction == Direction::down && after.family == Family::text;
    if (before.family == Family::text && (after.family != Family::text || was_text_of_array))
        return Conversion{fmt::format("{}::{}", value, type), {}};
    const std::string element = type.substr(0, type.size() - 2);
    const auto one = cast(value, before, {after.base, after.family}, element, sides.direction);
    if (!one) return std::nullopt;
    const std::string array = fmt::format("ARRAY[{}]::{}", one->using_sql.empty() ? value : one->using_sql, type);
    return Conversion{sides.nullable ? fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", value, array) : array,
                      one->note};
}

std::optional<Conversion> array_to_scalar(const Ends& ends, const Sides& sides) {
    const auto& [value, from, to, before, after, type] = ends;
    if (sides.direction == Direction::down && (after.family != Family::text || before.family == Family::text)) {
        const std::string first = value + "[1]";
        const auto one = cast(first, {before.base, before.family}, after, type, sides.direction);
        if (!one) return std::nullopt;
        return Conversion{one->using_sql.empty() ? first : one->using_sql,
                          "keeps the first element of each array; the others are lost"};
    }
    return after.family == Family::text ? std::optional(Conversion{}) : std::nullopt;
}

std::optional<Conversion> convert(const std::string& value, const Type& from, const Type& to, const Sides& sides) {
    const Ends ends{value, from, to, shape_of(from, sides.from), shape_of(to, sides.to), to_sql(to)};
    const auto &before = ends.before, &after = ends.after;

    const Cast* server_cast = find_cast(before, after, sides.from, sides.to);
    const auto by_server = [&] {
        return Conversion{server_cast->assignment ? "" : fmt::format("{}::{}", value, ends.type), {}};
    };
    const bool known_to_us = before.family != Family::other && after.family != Family::other;
    if (server_cast != nullptr && before.array == after.array && (server_cast->own || !known_to_us)) return by_server();
    std::optional<Conversion> found;
    if (before.array == after.array && before.base != after.base) found = between_composites(ends, sides);
    if (found) return found;
    if (before.array && after.array) {
        found = between_arrays(ends, sides);
    } else if (after.array) {
        found = scalar_to_array(ends, sides);
    } else if (before.array) {
        found = array_to_scalar(ends, sides);
    } else {
        found = cast(value, before, after, ends.type, sides.direction);
        if (!found && server_cast != nullptr) return by_server();
    }
    if (!found && sides.direction == Direction::down)
        return Conversion{fmt::format("{}::text::{}", value, ends.type),
                          "converts through text; fails on values that the new type cannot parse"};
    return found;
}

}  // namespace

Conversion conversion(const ObjectName& table, const Column& from, const Column& to, const Schema& from_schema,
                      const Schema& to_schema, Direction direction) {
    if (direction == Direction::up && !to.transition->using_sql.empty()) return {to.transition->using_sql, {}};
    const Shape before = shape_of(from.type, from_schema);
    const Shape after = shape_of(to.type, to_schema);
    const std::string value = quote(to.name);
    const std::string type = to_sql(to.type);

    if (after.family == Family::enumeration &&
        (before.family == Family::text || before.family == Family::enumeration)) {
        const auto labels = label_map(from, to, from_schema, to_schema, direction);
        if (!labels.empty() && !before.array && !after.array) {
            const std::string text = before.family == Family::text ? value : value + "::text";
            return {fmt::format("({})::{}", relabelled(text, labels), type), {}};
        }
        if (!labels.empty() && before.array && after.array)
            return {fmt::format("{}::{}", relabelled_array(value + "::text[]", labels), type), {}};
    }
    if (auto found = convert(value, from.type, to.type, {from_schema, to_schema, direction, from.nullable})) {
        if (const auto loss = value_loss(from.type, from_schema, to.type, to_schema))
            found->loss = comment_on(*loss, table, to.name, from.type, to.type);
        return *found;
    }
    throw Error(Diagnostic{
        .code = "RT050",
        .message = fmt::format("column {}.{} cannot be converted from {} to {}: no cast exists", display(table),
                               to.name, to_sql(from.type), to_sql(to.type)),
        .position = *to.declared,
        .hint =
            to.declared->known()
                ? "declare the conversion in the model: .using_sql(\"…\")"
                : fmt::format("declare a cast on both sides (CREATE CAST ({} AS {}) …), or convert the column first: "
                              "ALTER TABLE {} ALTER COLUMN {} TYPE {} USING …",
                              to_sql(from.type), type, quote(table), quote(to.name), type)});
}

}  // namespace retort::emit::postgres
