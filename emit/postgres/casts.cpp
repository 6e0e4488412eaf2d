#include "emit/postgres/casts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace retort::emit::postgres {

namespace {

using enum Family;

constexpr std::string_view in_utc = "values without a time zone are in UTC";
constexpr std::string_view as_epoch = "numbers are seconds since 1970-01-01 00:00 UTC";
constexpr std::string_view formatted = "times are formatted by the session's TimeZone and DateStyle";
constexpr std::string_view zone_of_session = "times without a time zone are read in the session's TimeZone";

/// The conversion from one family to another.
struct FamilyCast {
    Family from;
    Family to;
    std::string_view sql;  ///< {0}: the value, {1}: the new type; empty: the assignment cast applies
    std::string_view note{};
};

constexpr auto family_casts = std::to_array<FamilyCast>({
    {enumeration, text, "{0}::text"},
    {enumeration, enumeration, "{0}::text::{1}"},
    {bytea, text, "convert_from({0}, 'UTF8')"},
    {text, bytea, "convert_to({0}, 'UTF8')"},
    {timestamptz, text, "", formatted},
    {text, timestamptz, "{0}::{1}", zone_of_session},
    {integer, number, ""},
    {number, integer, ""},
    {integer, boolean, "{0} <> 0"},
    {number, boolean, "{0} <> 0"},
    {boolean, integer, "{0}::integer"},
    {boolean, number, "{0}::integer::{1}"},
    {timestamp, timestamptz, "{0} AT TIME ZONE 'UTC'", in_utc},
    {timestamptz, timestamp, "{0} AT TIME ZONE 'UTC'", in_utc},
    {timestamptz, date, "({0} AT TIME ZONE 'UTC')::{1}", in_utc},
    {timestamptz, time, "({0} AT TIME ZONE 'UTC')::{1}", in_utc},
    {date, timestamptz, "{0}::timestamp AT TIME ZONE 'UTC'", in_utc},
    {date, timestamp, ""},
    {timestamp, date, ""},
    {timestamp, time, ""},
    {integer, timestamptz, "to_timestamp({0})", as_epoch},
    {number, timestamptz, "to_timestamp({0})", as_epoch},
    {integer, timestamp, "to_timestamp({0}) AT TIME ZONE 'UTC'", as_epoch},
    {number, timestamp, "to_timestamp({0}) AT TIME ZONE 'UTC'", as_epoch},
    {timestamptz, integer, "extract(epoch FROM {0})::{1}", as_epoch},
    {timestamptz, number, "extract(epoch FROM {0})::{1}", as_epoch},
    {timestamp, integer, "extract(epoch FROM {0})::{1}", as_epoch},
    {timestamp, number, "extract(epoch FROM {0})::{1}", as_epoch},
    {uuid, bytea, "uuid_send({0})"},
    {bytea, uuid, "encode({0}, 'hex')::uuid"},
    {json, integer, "{0}::jsonb::{1}"},
    {json, number, "{0}::jsonb::{1}"},
    {json, boolean, "{0}::jsonb::{1}"},
});

const FamilyCast* find_cast(Family from, Family to) {
    const auto found = std::find_if(family_casts.begin(), family_casts.end(),
                                    [&](const FamilyCast& each) { return each.from == from && each.to == to; });
    return found == family_casts.end() ? nullptr : &*found;
}

/// True for a family that jsonb has a cast to.
bool reads_as_number(Family family) { return family == integer || family == number || family == boolean; }

/// The conversions that depend on a type's own name or on the direction; they precede those between families.
std::optional<Conversion> named_cast(const std::string& value, const Shape& from, const Shape& to,
                                     const std::string& type, Direction direction) {
    if (from.family == text && to.family == enumeration)
        return Conversion{from.base == "text" || from.base == "character varying" ? value + "::text::" + type
                                                                                  : "trim(" + value + ")::" + type,
                          {}};
    // The assignment cast prints the prefix length of every address; abbrev() omits it for a single host.
    if (from.base == "inet" && to.family == text && direction == Direction::down)
        return Conversion{"abbrev(" + value + ")", {}};
    if (from.family == json && to.family != json && to.family != text && direction == Direction::down &&
        !reads_as_number(to.family))
        return Conversion{fmt::format("({} #>> '{{}}')::{}", value, type),
                          "fails on values that the new type cannot parse"};
    const bool to_zoned_time = to.base == "time with time zone";
    if ((from.family == time && to.family == interval) || (from.family == interval && to.family == time)) {
        const bool zoned = from.base == "time with time zone" || to_zoned_time;
        return Conversion{zoned ? fmt::format("{}::time::{}", value, type) : "", {}};
    }
    if ((from.family == timestamp || from.family == timestamptz) && to_zoned_time) {
        const std::string wall = from.family == timestamp ? value : "(" + value + " AT TIME ZONE 'UTC')";
        return Conversion{fmt::format("({}::time::text || '+00')::{}", wall, type), std::string(in_utc)};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Conversion> cast(const std::string& value, const Shape& from, const Shape& to, const std::string& type,
                               Direction direction) {
    if (from.base == to.base) return Conversion{};
    if (auto found = named_cast(value, from, to, type, direction)) return found;
    if (const FamilyCast* found = find_cast(from.family, to.family))
        return Conversion{fmt::format(fmt::runtime(found->sql), value, type), std::string(found->note)};
    if (to.family == text) return Conversion{};
    if (from.family == text) return Conversion{value + "::" + type, {}};
    if (from.family == other || to.family == other) return std::nullopt;
    if (from.family == to.family) return Conversion{};
    if (to.base == "jsonb") return Conversion{"to_jsonb(" + value + ")", {}};
    if (to.base == "json") return Conversion{"to_json(" + value + ")", {}};
    return std::nullopt;
}

}  // namespace retort::emit::postgres
