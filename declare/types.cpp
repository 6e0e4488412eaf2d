#include "declare/types.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "schema/data_type.hpp"
#include "sql/sqlite/affinity.hpp"

namespace retort::declare {

namespace {

constexpr std::string_view text_type = "std::string";
constexpr std::string_view json_type = "nlohmann::json";

MemberType with_sql(std::string type, const std::string& sql) { return {std::move(type), {text_clause(".type", sql)}}; }

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "10,2" as the arguments of .numeric().
std::optional<Node> numeric_clause(const std::string& modifier) {
    const std::size_t comma = modifier.find(',');
    const auto precision = number(std::string_view(modifier).substr(0, comma));
    const auto scale =
        comma == std::string::npos ? std::optional(0) : number(std::string_view(modifier).substr(comma + 1));
    if (!precision || !scale || *precision < 1) return std::nullopt;
    Node clause{.name = ".numeric", .arguments = {plain(std::to_string(*precision))}};
    if (*scale != 0) clause.arguments.push_back(plain(std::to_string(*scale)));
    return clause;
}

/// The C++ type of a PostgreSQL type without modifier or dimensions; empty: none fits.
std::string postgres_base(const std::string& name, bool standard) {
    static const std::map<std::string_view, std::string_view> types = {
        {"boolean", "bool"},
        {"smallint", "std::int16_t"},
        {"integer", "std::int32_t"},
        {"bigint", "std::int64_t"},
        {"real", "float"},
        {"double precision", "double"},
        {"numeric", "double"},
        {"text", text_type},
        {"character varying", text_type},
        {"character", text_type},
        {"bytea", "std::vector<std::byte>"},
        {"timestamp with time zone", "std::chrono::system_clock::time_point"},
        {"timestamp without time zone", "std::chrono::local_time<std::chrono::microseconds>"},
        {"date", "std::chrono::year_month_day"},
        {"time without time zone", "std::chrono::hh_mm_ss<std::chrono::microseconds>"},
        {"interval", "std::chrono::microseconds"}};
    if (const auto found = types.find(name); found != types.end()) return std::string(found->second);
    if (!standard && name == "uuid") return "boost::uuids::uuid";
    if (!standard && (name == "jsonb" || name == "json")) return std::string(json_type);
    return {};
}

/// The clause for the modifier of a type; unset if no clause says it.
std::optional<std::vector<Node>> modifier_clauses(const DataType& type) {
    const std::string& modifier = type.modifier;
    using Clauses = std::vector<Node>;
    if (type.name == "character varying")
        return modifier.empty()   ? Clauses{flag_clause(".varchar")}
               : number(modifier) ? Clauses{number_clause(".varchar", *number(modifier))}
                                  : std::optional<Clauses>{};
    if (type.name == "character")
        return number(modifier) ? Clauses{number_clause(".char_", *number(modifier))} : std::optional<Clauses>{};
    if (type.name == "json") return std::nullopt;
    if (modifier.empty()) return type.name == "numeric" ? std::optional<Clauses>{} : Clauses{};
    if (type.name == "numeric") {
        const auto clause = numeric_clause(modifier);
        return clause ? Clauses{*clause} : std::optional<Clauses>{};
    }
    const bool timed = type.name.starts_with("time") || type.name == "interval";
    if (timed && number(modifier)) return Clauses{number_clause(".precision", *number(modifier))};
    return std::nullopt;
}

std::string array_of(std::string element, int dimensions) {
    for (int i = 0; i < dimensions; ++i) element = "std::vector<" + element + ">";
    return element;
}

/// The rank of an integer type; 0 for another type.
int integer_rank(const std::string& type) {
    static constexpr std::array<std::string_view, 3> types = {"std::int16_t", "std::int32_t", "std::int64_t"};
    const auto found = std::find(types.begin(), types.end(), type);
    return found == types.end() ? 0 : static_cast<int>(found - types.begin()) + 1;
}

/// The C++ type for columns that reference each other.
std::string common_type(const std::vector<const MemberType*>& types) {
    const auto wider = [](const MemberType* a, const MemberType* b) {
        return integer_rank(a->type) < integer_rank(b->type);
    };
    const bool integers =
        std::all_of(types.begin(), types.end(), [](const MemberType* each) { return integer_rank(each->type) > 0; });
    if (integers) return (*std::max_element(types.begin(), types.end(), wider))->type;
    const bool any =
        std::any_of(types.begin(), types.end(), [](const MemberType* each) { return integer_rank(each->type) > 0; });
    return any ? "std::int64_t" : std::string(text_type);
}

}  // namespace

MemberTypes::MemberTypes(const Schema& declared, const Names& names, bool standard)
    : names_(names), standard_(standard) {
    for (const auto& [name, table] : declared.tables)
        for (const Column& column : table.columns)
            types_[{name, column.name}] =
                info(declared.dialect).type_affinity ? sqlite(column) : postgres(table, column);
    match_references(declared);
}

MemberType MemberTypes::postgres(const Table& table, const Column& column) const {
    const Type& type = column.type;
    if (!type.user_type.empty()) {
        const EnumNames* own = names_.enumeration(type.user_type);
        if (own == nullptr) return with_sql(std::string(text_type), to_sql(type));
        MemberType made;
        made.type = names_.reference(own->space, own->type, names_.table(table.name).space);
        if (type.array) made.type = array_of(made.type, 1);
        made.enumeration = type.user_type;
        return made;
    }
    const DataType parsed = parse_data_type(type.sql);
    std::string base = postgres_base(parsed.name, standard_);
    if (base.empty()) return with_sql(std::string(text_type), type.sql);
    if (column.identity && integer_rank(base) == 0) base = "std::int64_t";
    MemberType made{array_of(base, parsed.dimensions)};
    const auto clauses = modifier_clauses(parsed);
    if (clauses && parsed.dimensions == 0)
        made.clauses = *clauses;
    else if (!clauses || !clauses->empty())
        made.clauses = {text_clause(".type", type.sql)};
    return made;
}

MemberType MemberTypes::sqlite(const Column& column) const {
    const std::string& sql = column.type.sql;
    static const std::map<std::string_view, std::string_view> exact = {
        {"INTEGER", "std::int64_t"},
        {"BOOLEAN", "bool"},
        {"REAL", "double"},
        {"TEXT", text_type},
        {"BLOB", "std::vector<std::byte>"},
        {"DATETIME", "std::chrono::system_clock::time_point"},
        {"DATE", "std::chrono::year_month_day"},
        {"TIME", "std::chrono::hh_mm_ss<std::chrono::microseconds>"}};
    if (const auto found = exact.find(sql); found != exact.end()) return {std::string(found->second)};
    const DataType parsed = parse_data_type(sql);
    if (to_sql(parsed) == sql) {
        if (sql == "VARCHAR") return {std::string(text_type), {flag_clause(".varchar")}};
        const auto length = number(parsed.modifier);
        if (parsed.name == "VARCHAR" && length && *length > 0)
            return {std::string(text_type), {number_clause(".varchar", *length)}};
        if (parsed.name == "CHAR" && length && *length > 0)
            return {std::string(text_type), {number_clause(".char_", *length)}};
        if (parsed.name == "NUMERIC" && parsed.modifier.find(',') != std::string::npos)
            if (const auto clause = numeric_clause(parsed.modifier)) return {"double", {*clause}};
    }
    std::string upper = sql;
    for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const bool whole = upper.find("INT") != std::string::npos;
    switch (sql::sqlite::affinity_of(sql, false)) {
        case sql::sqlite::Affinity::text: return with_sql(std::string(text_type), sql);
        case sql::sqlite::Affinity::real: return with_sql("double", sql);
        case sql::sqlite::Affinity::numeric: return with_sql(whole ? "std::int64_t" : "double", sql);
        default: return with_sql("std::vector<std::byte>", sql);
    }
}

void MemberTypes::match_references(const Schema& declared) {
    std::map<Key, Key> parents;
    const auto root = [&](Key key) {
        for (auto at = parents.find(key); at != parents.end(); at = parents.find(key)) key = at->second;
        return key;
    };
    std::set<Key> linked;
    for (const auto& [name, table] : declared.tables)
        for (const ForeignKey& foreign : table.foreign_keys)
            for (std::size_t i = 0; i < foreign.columns.size() && i < foreign.references.size(); ++i) {
                const Key a{name, foreign.columns[i]}, b{foreign.table, foreign.references[i]};
                linked.insert({a, b});
                if (const Key from = root(a), to = root(b); from != to) parents[from] = to;
            }
    std::map<Key, std::vector<Key>> groups;
    for (const Key& key : linked) groups[root(key)].push_back(key);
    for (const auto& [first, keys] : groups) {
        std::vector<const MemberType*> types;
        for (const Key& key : keys) types.push_back(&types_.at(key));
        // Enums of different namespaces may be spelled alike, and differently where they are the same.
        if (types.front()->enumeration != ObjectName{} &&
            std::all_of(types.begin(), types.end(),
                        [&](const MemberType* each) { return each->enumeration == types.front()->enumeration; }))
            continue;
        if (std::all_of(types.begin(), types.end(),
                        [&](const MemberType* each) { return each->type == types.front()->type; }))
            continue;
        const std::string common = common_type(types);
        for (const Key& key : keys)
            if (MemberType& type = types_.at(key); type.type != common)
                type = with_sql(common, to_sql(declared.tables.at(key.first).find_column(key.second)->type));
    }
}

std::vector<std::string> includes_of(const std::string& type) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> includes = {
        {{"std::int", "<cstdint>"},
         {"std::string", "<string>"},
         {"std::vector", "<vector>"},
         {"std::byte", "<cstddef>"},
         {"std::chrono", "<chrono>"},
         {"std::optional", "<optional>"},
         {"boost::uuids", "<boost/uuid/uuid.hpp>"},
         {"nlohmann", "<nlohmann/json.hpp>"}}};
    std::vector<std::string> found;
    for (const auto& [word, include] : includes)
        if (type.find(word) != std::string::npos) found.emplace_back(include);
    return found;
}

}  // namespace retort::declare
