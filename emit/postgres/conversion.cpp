#include "emit/postgres/conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "diff/type_parts.hpp"
#include "schema/data_type.hpp"

namespace retort::emit::postgres {

namespace {

enum class Family {
    text,
    integer,
    number,
    boolean,
    uuid,
    date,
    timestamp,
    timestamptz,
    time,
    interval,
    json,
    bytea,
    network,
    enumeration,
    other
};

constexpr auto families = std::to_array<std::pair<std::string_view, Family>>({
    {"bigint", Family::integer},
    {"boolean", Family::boolean},
    {"bytea", Family::bytea},
    {"character", Family::text},
    {"character varying", Family::text},
    {"cidr", Family::network},
    {"citext", Family::text},
    {"date", Family::date},
    {"double precision", Family::number},
    {"inet", Family::network},
    {"integer", Family::integer},
    {"interval", Family::interval},
    {"json", Family::json},
    {"jsonb", Family::json},
    {"name", Family::text},
    {"numeric", Family::number},
    {"real", Family::number},
    {"smallint", Family::integer},
    {"text", Family::text},
    {"time with time zone", Family::time},
    {"time without time zone", Family::time},
    {"timestamp with time zone", Family::timestamptz},
    {"timestamp without time zone", Family::timestamp},
    {"uuid", Family::uuid},
});
static_assert(std::is_sorted(families.begin(), families.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; }));

/// The name of a type without its modifier, and the family of the name.
struct Shape {
    std::string base;
    Family family = Family::other;
    bool array = false;
};

/// The shape of a type. A domain has the shape of its underlying type.
Shape shape_of(const Type& declared, const Schema& schema) {
    Type type = diff::underlying({declared.sql, declared.user_type, false}, schema);
    // An array of a domain over an array type is not flattened: no shape describes it.
    if (declared.array && type.array)
        type = declared;
    else
        type.array = type.array || declared.array;
    if (!type.user_type.empty())
        return {quote(type.user_type), schema.enums.contains(type.user_type) ? Family::enumeration : Family::other,
                type.array};
    const DataType parsed = parse_data_type(type.sql);
    Shape shape;
    shape.array = type.array || parsed.dimensions > 0;
    shape.base = parsed.name;
    const auto found = std::lower_bound(families.begin(), families.end(), shape.base,
                                        [](const auto& pair, const std::string& name) { return pair.first < name; });
    if (found != families.end() && found->first == shape.base) shape.family = found->second;
    return shape;
}

/// True for a family that jsonb has a cast to.
bool reads_as_number(Family family) {
    return family == Family::integer || family == Family::number || family == Family::boolean;
}

/// The conversion between scalar types; no value when there is none.
std::optional<Conversion> cast(const std::string& value, const Shape& from, const Shape& to, const std::string& type,
                               Direction direction) {
    using enum Family;
    const auto with = [](std::string sql, std::string note = {}) {
        return std::optional<Conversion>({std::move(sql), std::move(note)});
    };
    const std::pair pair{from.family, to.family};
    if (from.base == to.base) return with({});
    if (from.family == enumeration && to.family == text) return with(value + "::text");
    if (from.family == enumeration && to.family == enumeration) return with(value + "::text::" + type);
    if (from.family == text && to.family == enumeration)
        return with(from.base == "text" || from.base == "character varying" ? value + "::text::" + type
                                                                            : "trim(" + value + ")::" + type);
    if (pair == std::pair{bytea, text}) return with("convert_from(" + value + ", 'UTF8')");
    if (pair == std::pair{text, bytea}) return with("convert_to(" + value + ", 'UTF8')");
    // The assignment cast prints the prefix length of every address; abbrev() omits it for a single host.
    if (from.base == "inet" && to.family == text && direction == Direction::down) return with("abbrev(" + value + ")");
    if (to.family == text)
        return with({},
                    from.family == timestamptz ? "times are formatted by the session's TimeZone and DateStyle" : "");
    if (from.family == text)
        return with(value + "::" + type,
                    to.family == timestamptz ? "times without a time zone are read in the session's TimeZone" : "");
    if (from.family == json && to.family != json && direction == Direction::down && !reads_as_number(to.family))
        return with(fmt::format("({} #>> '{{}}')::{}", value, type), "fails on values that the new type cannot parse");
    if (from.family == other || to.family == other) return std::nullopt;
    if (from.family == to.family) return with({});
    if (pair == std::pair{integer, number} || pair == std::pair{number, integer}) return with({});
    if (pair == std::pair{integer, boolean} || pair == std::pair{number, boolean}) return with(value + " <> 0");
    if (pair == std::pair{boolean, integer}) return with(value + "::integer");
    if (pair == std::pair{boolean, number}) return with(value + "::integer::" + type);
    if (pair == std::pair{time, interval} || pair == std::pair{interval, time}) {
        const bool zoned = from.base == "time with time zone" || to.base == "time with time zone";
        return with(zoned ? fmt::format("{}::time::{}", value, type) : "");
    }
    const std::string in_utc = "values without a time zone are in UTC";
    if ((from.family == timestamp || from.family == timestamptz) && to.base == "time with time zone") {
        const std::string wall = from.family == timestamp ? value : "(" + value + " AT TIME ZONE 'UTC')";
        return with(fmt::format("({}::time::text || '+00')::{}", wall, type), in_utc);
    }
    if (pair == std::pair{timestamp, timestamptz} || pair == std::pair{timestamptz, timestamp})
        return with(value + " AT TIME ZONE 'UTC'", in_utc);
    if (pair == std::pair{timestamptz, date} || pair == std::pair{timestamptz, time})
        return with(fmt::format("({} AT TIME ZONE 'UTC')::{}", value, type), in_utc);
    if (pair == std::pair{date, timestamptz})
        return with(fmt::format("{}::timestamp AT TIME ZONE 'UTC'", value), in_utc);
    if (pair == std::pair{date, timestamp} || pair == std::pair{timestamp, date} || pair == std::pair{timestamp, time})
        return with({});
    const std::string as_epoch = "numbers are seconds since 1970-01-01 00:00 UTC";
    if ((from.family == integer || from.family == number) && to.family == timestamptz)
        return with("to_timestamp(" + value + ")", as_epoch);
    if ((from.family == integer || from.family == number) && to.family == timestamp)
        return with("to_timestamp(" + value + ") AT TIME ZONE 'UTC'", as_epoch);
    if ((from.family == timestamptz || from.family == timestamp) && (to.family == integer || to.family == number))
        return with(fmt::format("extract(epoch FROM {})::{}", value, type), as_epoch);
    if (pair == std::pair{uuid, bytea}) return with("uuid_send(" + value + ")");
    if (pair == std::pair{bytea, uuid}) return with("encode(" + value + ", 'hex')::uuid");
    if (to.base == "jsonb") return with("to_jsonb(" + value + ")");
    if (to.base == "json") return with("to_json(" + value + ")");
    if (from.family == json && reads_as_number(to.family)) return with(fmt::format("{}::jsonb::{}", value, type));
    return std::nullopt;
}

/// `old_labels` of the column and of its enum type. The column's take precedence.
std::map<std::string, std::string> old_labels(const Column& column, const Schema& schema) {
    std::map<std::string, std::string> labels = column.transition->old_labels;
    if (const auto type = schema.enums.find(column.type.user_type); type != schema.enums.end())
        labels.insert(type->second.transition->old_labels.begin(), type->second.transition->old_labels.end());
    return labels;
}

}  // namespace

std::map<std::string, std::string> label_map(const Column& from, const Column& to, const Schema& from_schema,
                                             const Schema& to_schema, Direction direction) {
    if (direction == Direction::up) return old_labels(to, to_schema);
    std::map<std::string, std::string> back;
    const auto type = to_schema.enums.find(to.type.user_type);
    if (type == to_schema.enums.end()) return back;
    const auto has = [&](const std::string& label) {
        const auto& labels = type->second.labels;
        return std::find(labels.begin(), labels.end(), label) != labels.end();
    };
    for (const auto& [old, label] : old_labels(from, from_schema))
        if (has(old) && !has(label)) back.emplace(label, old);
    return back;
}

std::string relabelled(const std::string& value, const std::map<std::string, std::string>& labels) {
    if (labels.empty()) return value;
    std::string sql = "CASE " + value;
    for (const auto& [old, label] : labels)
        sql += fmt::format(" WHEN {} THEN {}", quote_literal(old), quote_literal(label));
    return sql + " ELSE " + value + " END";
}

std::string relabelled_array(const std::string& value, const std::map<std::string, std::string>& labels) {
    std::string sql = value;
    // A replacement by a label that is itself replaced must come after the replacement of that label.
    for (auto left = labels; !left.empty();) {
        auto next =
            std::find_if(left.begin(), left.end(), [&](const auto& pair) { return !left.contains(pair.second); });
        if (next == left.end()) next = left.begin();
        sql = fmt::format("array_replace({}, {}, {})", sql, quote_literal(next->first), quote_literal(next->second));
        left.erase(next);
    }
    return sql;
}

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
    Conversion whole{.using_sql = {}, .note = one.note, .element_sql = one.using_sql, .helpers = one.helpers};
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

std::optional<Conversion> convert(const std::string& value, const Type& from, const Type& to, const Sides& sides) {
    const Shape before = shape_of(from, sides.from);
    const Shape after = shape_of(to, sides.to);
    const std::string type = to_sql(to);

    const Cast* server_cast = find_cast(before, after, sides.from, sides.to);
    const bool known_to_us = before.family != Family::other && after.family != Family::other;
    if (server_cast != nullptr && before.array == after.array && (server_cast->own || !known_to_us))
        return Conversion{server_cast->assignment ? "" : fmt::format("{}::{}", value, type), {}};
    if (before.array == after.array && before.base != after.base) {
        const Definition* old_row =
            composite(diff::underlying({from.sql, from.user_type, false}, sides.from), sides.from);
        const Definition* new_row = composite(diff::underlying({to.sql, to.user_type, false}, sides.to), sides.to);
        if (old_row && new_row) {
            if (after.array && reads_the_same(*old_row, *new_row, sides))
                return Conversion{fmt::format("{}::text::{}", value, type), {}};
            if (auto found = after.array ? rows(value, from, to, *old_row, *new_row, sides)
                                         : row(value, *old_row, *new_row, type, sides))
                return found;
        }
    }
    if (before.array && after.array) {
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
    } else if (!before.array && after.array) {
        const bool was_text_of_array = sides.direction == Direction::down && after.family == Family::text;
        if (before.family == Family::text && (after.family != Family::text || was_text_of_array))
            return Conversion{fmt::format("{}::{}", value, type), {}};
        const std::string element = type.substr(0, type.size() - 2);
        if (auto one = cast(value, before, {after.base, after.family}, element, sides.direction)) {
            const std::string array =
                fmt::format("ARRAY[{}]::{}", one->using_sql.empty() ? value : one->using_sql, type);
            return Conversion{
                sides.nullable ? fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", value, array) : array, one->note};
        }
    } else if (before.array && !after.array && sides.direction == Direction::down &&
               (after.family != Family::text || before.family == Family::text)) {
        const std::string first = value + "[1]";
        if (auto one = cast(first, {before.base, before.family}, after, type, sides.direction))
            return Conversion{one->using_sql.empty() ? first : one->using_sql,
                              "keeps the first element of each array; the others are lost"};
    } else if (before.array && after.family == Family::text) {
        return Conversion{};
    } else if (!before.array) {
        if (auto found = cast(value, before, after, type, sides.direction)) return found;
        if (server_cast != nullptr)
            return Conversion{server_cast->assignment ? "" : fmt::format("{}::{}", value, type), {}};
    }
    if (sides.direction == Direction::down)
        return Conversion{fmt::format("{}::text::{}", value, type),
                          "converts through text; fails on values that the new type cannot parse"};
    return std::nullopt;
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
    if (auto found = convert(value, from.type, to.type, {from_schema, to_schema, direction, from.nullable}))
        return *found;
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

std::string neutral_value(const Type& type, const Schema& schema, bool distinct, const Schema& before) {
    // The values that a domain's checks accept are not known.
    if (const Definition* domain = diff::find_type(schema, type.user_type);
        domain && domain->kind == ObjectKind::domain && !diff::domain_parts(*domain).constraints.empty())
        return {};
    const Shape shape = shape_of(type, schema);
    if (distinct) {
        if (shape.array) return {};
        if (shape.family == Family::uuid) return "gen_random_uuid()";
        if (shape.family != Family::text) return {};
        const std::string length = parse_data_type(type.sql).modifier;
        return length.empty() ? "gen_random_uuid()::text" : fmt::format("left(gen_random_uuid()::text, {})", length);
    }
    if (shape.array) return "'{}'";
    switch (shape.family) {
        case Family::text: return "''";
        case Family::integer:
        case Family::number: return "0";
        case Family::boolean: return "false";
        case Family::uuid: return "gen_random_uuid()";
        case Family::date:
        case Family::timestamp:
        case Family::timestamptz: return "'epoch'";
        case Family::time: return "'00:00'";
        case Family::interval: return "'0'";
        case Family::json: return "'{}'";
        case Family::bytea: return "'\\x'";
        case Family::network: return "'0.0.0.0'";
        case Family::enumeration: {
            const Enum& made = schema.enums.at(diff::underlying(type, schema).user_type);
            const auto& labels = made.labels;
            // A new label can't be used in the transaction that adds it (ALTER TYPE).
            if (const auto old = before.enums.find(made.name); old != before.enums.end())
                for (const std::string& label : labels)
                    if (std::find(old->second.labels.begin(), old->second.labels.end(), label) !=
                        old->second.labels.end())
                        return quote_literal(label);
            return labels.empty() ? std::string() : quote_literal(labels.front());
        }
        case Family::other: return {};
    }
    return {};
}

}  // namespace retort::emit::postgres
