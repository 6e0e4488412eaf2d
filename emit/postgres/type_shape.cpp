#include "emit/postgres/type_shape.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "diff/type_parts.hpp"
#include "schema/data_type.hpp"

namespace retort::emit::postgres {

namespace {

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

}  // namespace

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

}  // namespace retort::emit::postgres
