#include "migrate/sample_values.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

#include "diff/type_parts.hpp"
#include "schema/data_type.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::migrate {

namespace {

using Values = std::vector<std::string>;

const Values numbers{"1", "2", "3", "0", "10", "100", "-1", "1000"};
const Values texts{"a", "b", "c", "a@b.c", "abcdefgh", "A", "1", "https://a.b/c", "DE", ""};

/// The values of the types that PostgreSQL has (PostgreSQL manual, chapter 8 Data Types), by their names without
/// modifiers.
const std::map<std::string_view, Values>& built_in() {
    static const Values timestamps{"2001-02-03 04:05:06.789", "2002-03-04 00:00:00", "2030-01-01 00:00:00"};
    static const std::map<std::string_view, Values> values{
        {"smallint", numbers},
        {"integer", numbers},
        {"bigint", numbers},
        {"numeric", {"1.25", "2", "3.5", "0", "-1", "100"}},
        {"real", {"1.25", "2", "0", "-1", "100"}},
        {"double precision", {"1.25", "2", "0", "-1", "100"}},
        {"money", {"1.25", "2", "0"}},
        {"oid", {"1", "2"}},
        {"text", texts},
        {"character varying", texts},
        {"character", texts},
        {"name", texts},
        {"\"char\"", {"a", "b", "c"}},
        {"boolean", {"true", "false"}},
        {"bytea", {"\\x01", "\\x02", "\\x"}},
        {"date", {"2001-02-03", "2002-03-04", "2030-01-01"}},
        {"timestamp without time zone", timestamps},
        {"timestamp with time zone",
         {"2001-02-03 04:05:06.789+00", "2002-03-04 00:00:00+00", "2030-01-01 00:00:00+00"}},
        {"time without time zone", {"04:05:06.789", "00:00:00"}},
        {"time with time zone", {"04:05:06.789+00", "00:00:00+00"}},
        {"interval", {"1 day 02:03:04.5", "1 mon", "00:00:00"}},
        {"uuid", {"00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"}},
        {"json", {"{}", "[]", "1"}},
        {"jsonb", {"{}", "[]", "1"}},
        {"jsonpath", {"$"}},
        {"xml", {"<a/>"}},
        {"inet", {"10.0.0.1", "10.0.0.2"}},
        {"cidr", {"10.0.0.0/8", "11.0.0.0/8"}},
        {"macaddr", {"08:00:2b:01:02:03"}},
        {"macaddr8", {"08:00:2b:01:02:03:04:05"}},
        {"tsvector", {"a", "b"}},
        {"tsquery", {"a", "b"}},
        {"point", {"(1,2)", "(3,4)"}},
        {"line", {"{1,2,3}"}},
        {"lseg", {"[(1,2),(3,4)]"}},
        {"box", {"(3,4),(1,2)"}},
        {"path", {"((1,2),(3,4))"}},
        {"polygon", {"((1,2),(3,4))"}},
        {"circle", {"<(1,2),3>"}},
        {"pg_lsn", {"0/1"}},
    };
    return values;
}

Values of_built_in(const std::string& sql) {
    const DataType type = parse_data_type(sql);
    if (type.dimensions > 0) return {"{}"};
    if (type.name == "bit" || type.name == "bit varying") {
        std::size_t length = 1;
        std::from_chars(type.modifier.data(), type.modifier.data() + type.modifier.size(), length);
        return {std::string(length, '1'), std::string(length, '0')};
    }
    if (type.name.ends_with("multirange")) return {"{}"};
    if (type.name.ends_with("range")) return {"empty"};
    const auto found = built_in().find(type.name);
    // A type of an extension.
    return found == built_in().end() ? Values{"a", "1", "{}", "a=>1"} : found->second;
}

Values of_definition(const Definition& type, const Schema& schema) {
    switch (type.kind) {
        case ObjectKind::composite: {
            const std::size_t attributes = diff::attributes_of(type).size();
            return {"(" + std::string(attributes == 0 ? 0 : attributes - 1, ',') + ")"};
        }
        case ObjectKind::range: return {"empty"};
        case ObjectKind::domain: {
            const diff::DomainParts parts = diff::domain_parts(type);
            Values values;
            for (const auto& [name, check] : parts.constraints)
                for (std::string& each : literals_in(check)) values.push_back(std::move(each));
            for (std::string& each : sample_values(diff::type_named(parts.base, schema), schema))
                values.push_back(std::move(each));
            return values;
        }
        default: return {};
    }
}

void add_neighbours(Values& values, std::string_view text) {
    std::int32_t number = 0;
    const char* const end = text.data() + text.size();
    if (const auto [at, error] = std::from_chars(text.data(), end, number); at != end || error != std::errc()) return;
    for (const std::int64_t near : {std::int64_t{number} + 1, std::int64_t{number} - 1, 2 * std::int64_t{number}})
        values.push_back(std::to_string(near));
    // A bound of a length: length(name) >= 3.
    if (number > 0 && number < 200) values.emplace_back(static_cast<std::size_t>(number), 'x');
}

}  // namespace

std::vector<std::string> literals_in(std::string_view expression) {
    Values values;
    for (sql::postgres::LexemeCursor cursor(expression); !cursor.done();) {
        const sql::postgres::Lexeme lexeme = cursor.next();
        if (lexeme.kind == sql::postgres::LexemeKind::string) {
            if (std::optional<std::string> value = sql::postgres::string_value(lexeme))
                values.push_back(std::move(*value));
        } else if (lexeme.kind == sql::postgres::LexemeKind::number) {
            values.emplace_back(lexeme.text);
            add_neighbours(values, lexeme.text);
        }
    }
    return values;
}

std::vector<std::string> sample_values(const Type& type, const Schema& schema) {
    if (type.array) return {"{}"};
    if (type.user_type.empty()) return of_built_in(type.sql);
    if (const auto found = schema.enums.find(type.user_type); found != schema.enums.end()) return found->second.labels;
    const Definition* definition = diff::find_type(schema, type.user_type);
    if (!definition) return {};
    if (definition->name != type.user_type) return {"{}"};  // the multirange of a range
    return of_definition(*definition, schema);
}

}  // namespace retort::migrate
