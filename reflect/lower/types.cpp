#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "reflect/lower/context.hpp"
#include "schema/data_type.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

/// A type, or an error with a hint.
struct Answer {
    Type type;
    std::string error;
    std::string hint;

    bool good() const { return error.empty(); }
};

Answer built_in(std::string sql) { return {Type{std::move(sql), {}, false}, {}, {}}; }
Answer none(std::string error, std::string hint) { return {{}, std::move(error), std::move(hint)}; }

/// Converts a SQLite declared type to upper case; their case is not significant.
std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

const char* const by_hand = "declare its type with column<…>().type(\"…\"), or exclude the member with ignore<…>()";

Answer integer(const CxxType& type, bool affinity) {
    const int needed = type.is_unsigned ? type.bits * 2 : type.bits;
    if (type.is_unsigned && type.bits >= 64)
        return none("an unsigned 64-bit integer fits no integer type of the database",
                    "use std::int64_t, or store it as column<…>().type(\"numeric(20)\")");
    if (affinity) return built_in("INTEGER");
    return built_in(needed <= 16 ? "smallint" : needed <= 32 ? "integer" : "bigint");
}

std::string with_precision(const std::string& name, const Fact* precision, const std::string& suffix = {}) {
    const std::string digits = precision != nullptr ? "(" + std::to_string(precision->number) + ")" : "";
    return name + digits + suffix;
}

Answer unmapped(const CxxType& type) {
    const std::string& s = type.spelling;
    const std::string what = "no column type for '" + s + "'";
    const auto contains = [&](const char* part) { return s.find(part) != std::string::npos; };
    if (contains("unique_ptr") || contains("shared_ptr"))
        return none(what, "use std::optional<T> for a nullable value");
    if (!s.empty() && s.back() == '*')
        return none(what, "a column holds a value: use std::string, or std::optional<T> for a nullable value");
    if (!s.empty() && s.back() == '&') return none(what, "a column holds a value, not a reference");
    if (contains("long double")) return none(what, "use double, or column<…>().numeric(p, s)");
    if (contains("wstring") || contains("u16string") || contains("u32string"))
        return none(what, "use std::string in UTF-8");
    if (contains("variant")) return none(what, "use one column for each alternative, or a JSON type");
    if (contains("pair<") || contains("tuple<")) return none(what, "use one column for each part, or a JSON type");
    if (contains("map<") || contains("set<") || contains("list<") || contains("deque<"))
        return none(what, "use a separate model with a foreign key, std::vector<T>, or a JSON type");
    if (s == "bit-field")
        return none("no column type for a bit-field", "a column's member must have an address: use a whole integer");
    if (s == "anonymous union")
        return none("no column type for an anonymous union or struct", "declare its members in the model itself");
    if (contains("(")) return none(what, by_hand);
    return none(what, std::string(by_hand) + ", or map it once with template <> struct retort::model<" + s + ">");
}

Answer plain(Context& context, const CxxType& type, const Clauses& clauses);

Answer postgres(Context& context, const CxxType& type, const Clauses& clauses) {
    const Fact* digits = clauses.one(K::precision);
    switch (type.kind) {
        case TypeKind::boolean: return built_in("boolean");
        case TypeKind::character: return built_in("character(1)");
        case TypeKind::integer: return integer(type, false);
        case TypeKind::floating: return built_in(type.bits <= 32 ? "real" : "double precision");
        case TypeKind::text: return built_in("text");
        case TypeKind::char_array: return built_in("character varying(" + std::to_string(type.extent) + ")");
        case TypeKind::bytes: return built_in("bytea");
        case TypeKind::timestamp:
            return built_in(with_precision(
                "timestamp", digits, clauses.has(K::without_time_zone) ? " without time zone" : " with time zone"));
        case TypeKind::local_timestamp: return built_in(with_precision("timestamp", digits, " without time zone"));
        case TypeKind::date: return built_in("date");
        case TypeKind::time_of_day: return built_in(with_precision("time", digits, " without time zone"));
        case TypeKind::duration: return built_in(with_precision("interval", digits));
        case TypeKind::uuid: return built_in("uuid");
        case TypeKind::json: return built_in("jsonb");
        case TypeKind::array: {
            const CxxType* element = &type.element.front();
            while (element->kind == TypeKind::array) element = &element->element.front();
            Answer inner = plain(context, *element, clauses);
            if (!inner.good()) return inner;
            if (inner.type.user_type.empty())
                inner.type.sql += "[]";
            else
                inner.type.array = true;
            return inner;
        }
        default: return unmapped(type);
    }
}

Answer sqlite_type(const CxxType& type) {
    switch (type.kind) {
        case TypeKind::boolean: return built_in("BOOLEAN");
        case TypeKind::character: return built_in("CHAR(1)");
        case TypeKind::integer: return integer(type, true);
        case TypeKind::floating: return built_in("REAL");
        case TypeKind::text: return built_in("TEXT");
        case TypeKind::char_array: return built_in("VARCHAR(" + std::to_string(type.extent) + ")");
        case TypeKind::bytes: return built_in("BLOB");
        case TypeKind::timestamp:
        case TypeKind::local_timestamp: return built_in("DATETIME");
        case TypeKind::date: return built_in("DATE");
        case TypeKind::time_of_day: return built_in("TIME");
        case TypeKind::duration:
        case TypeKind::uuid:
        case TypeKind::json: return built_in("TEXT");
        case TypeKind::array:
            return none("SQLite has no array type for '" + type.spelling + "'",
                        "store it as JSON with .on(sqlite).type(\"TEXT\"), or exclude the table from SQLite with "
                        ".only(postgresql)");
        default: return unmapped(type);
    }
}

Answer plain(Context& context, const CxxType& type, const Clauses& clauses) {
    if (type.kind == TypeKind::text_view)
        return none("no column type for '" + type.spelling + "', which does not own its text", "use std::string");
    if (type.kind == TypeKind::enumeration) {
        LoweredEnum& lowered = context.enums.at(type.enumeration->name);
        if (lowered.storage == EnumStorage::native) {
            lowered.is_a_column = true;
            return {Type{"", lowered.name, false}, {}, {}};
        }
        if (lowered.storage == EnumStorage::text) return built_in(context.info().type_affinity ? "TEXT" : "text");
        return integer(
            CxxType{TypeKind::integer, false, type.enumeration->is_unsigned, type.enumeration->bits, 0, {}, {}, {}, {}},
            context.info().type_affinity);
    }
    if (type.kind == TypeKind::custom) {
        const Fact* sql = Clauses(type.facts, context.dialect).one(K::type);
        if (sql == nullptr)
            return none("model<" + type.spelling + "> declares no type for " + std::string(to_string(context.dialect)),
                        "add .sql(\"…\")");
        return built_in(context.info().type_affinity ? upper(sql->text) : canonical_postgres_type(sql->text));
    }
    return context.info().type_affinity ? sqlite_type(type) : postgres(context, type, clauses);
}

/// The name of a type in a STRICT table (SQLite: stricttables).
std::string strict_name(const std::string& sql) {
    static constexpr std::array<std::string_view, 6> allowed = {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"};
    if (std::find(allowed.begin(), allowed.end(), sql) != allowed.end()) return sql;
    if (sql == "BOOLEAN") return "INTEGER";
    if (sql.rfind("NUMERIC", 0) == 0) return "REAL";
    return "TEXT";
}

/// The type that a clause of the column declares; unset without one.
std::optional<std::string> given_type(const Context& context, const Clauses& clauses) {
    const Fact* given = clauses.one({K::type, K::varchar, K::character, K::numeric, K::text});
    if (given == nullptr) return std::nullopt;
    const bool pg = !context.info().type_affinity;
    const std::string n = std::to_string(given->number);
    switch (given->kind) {
        case K::varchar:
            if (given->number == 0) return pg ? "character varying" : "VARCHAR";
            return (pg ? "character varying(" : "VARCHAR(") + n + ")";
        case K::character: return (pg ? "character(" : "CHAR(") + n + ")";
        case K::numeric:
            return (pg ? "numeric(" : "NUMERIC(") + n + "," + std::to_string(static_cast<int>(given->real)) + ")";
        case K::text: return pg ? "text" : "TEXT";
        default: return pg ? canonical_postgres_type(given->text) : upper(given->text);
    }
}

}  // namespace

std::optional<LoweredType> lower_type(Context& context, const Record& record, const Member& member,
                                      const Clauses& clauses, bool strict) {
    LoweredType made;
    CxxType type = member.type;
    if (type.kind == TypeKind::enumeration) {
        made.enumeration = &context.enums.at(type.enumeration->name);
        made.storage = made.enumeration->storage;
        if (clauses.has(K::as_integer))
            made.storage = EnumStorage::integer;
        else if (clauses.has(K::as_text))
            made.storage = EnumStorage::text;
        if (made.storage == EnumStorage::integer)
            type = CxxType{TypeKind::integer,
                           type.optional,
                           type.enumeration->is_unsigned,
                           type.enumeration->bits,
                           0,
                           type.spelling,
                           {},
                           {},
                           {}};
        else if (made.storage == EnumStorage::text)
            type = CxxType{TypeKind::text, type.optional, false, 0, 0, type.spelling, {}, {}, {}};
    }
    if (const std::optional<std::string> given = given_type(context, clauses)) {
        if (made.storage == EnumStorage::native) made.enumeration = nullptr;
        const DataType given_data_type = parse_data_type(*given);
        const auto own = context.enum_types.find(given_data_type.name);
        if (own != context.enum_types.end()) {
            note_enum_type(context, own->second);
            made.type.user_type = own->second;
            made.type.array = given_data_type.dimensions > 0;
        } else {
            made.type.sql = *given;
        }
    } else {
        Answer answer = plain(context, type, clauses);
        if (!answer.good()) {
            context.errors.add("RT101", member.place, answer.error + ": member '" + display(record, member) + "'",
                               answer.hint);
            return std::nullopt;
        }
        made.type = std::move(answer.type);
    }
    if (strict && context.info().rowid_tables) made.type.sql = strict_name(made.type.sql);
    return made;
}

std::string canonical_postgres_type(const std::string& sql) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 23> names = {{
        {"int", "integer"},
        {"int4", "integer"},
        {"integer", "integer"},
        {"int8", "bigint"},
        {"bigint", "bigint"},
        {"int2", "smallint"},
        {"bool", "boolean"},
        {"float8", "double precision"},
        {"float4", "real"},
        {"decimal", "numeric"},
        {"numeric", "numeric"},
        {"varchar", "character varying"},
        {"character varying", "character varying"},
        {"char", "character"},
        {"character", "character"},
        {"timestamptz", "timestamp with time zone"},
        {"timestamp with time zone", "timestamp with time zone"},
        {"timestamp", "timestamp without time zone"},
        {"timestamp without time zone", "timestamp without time zone"},
        {"timetz", "time with time zone"},
        {"time with time zone", "time with time zone"},
        {"time", "time without time zone"},
        {"time without time zone", "time without time zone"},
    }};
    DataType type = parse_data_type(sql);
    for (char& c : type.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == type.name; });
    if (found == names.end()) return sql;
    type.name = found->second;
    if (type.name == "character" && type.modifier.empty()) type.modifier = "1";
    if (type.name == "numeric" && !type.modifier.empty() && type.modifier.find(',') == std::string::npos)
        type.modifier += ",0";
    return to_sql(type);
}

}  // namespace retort::reflect
