#include "emit/postgres/value_loss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "diff/type_parts.hpp"
#include "schema/data_type.hpp"

namespace retort::emit::postgres {

namespace {

using Changed = ValueLoss::Changed;

/// The names of the types that a rule of the table below matches.
using Names = std::array<std::string_view, 3>;

constexpr Names integer = {"integer"}, bigint = {"bigint"}, any_integer = {"smallint", "integer", "bigint"},
                numeric = {"numeric"}, real = {"real"}, double_precision = {"double precision"},
                any_float = {"real", "double precision"}, boolean = {"boolean"}, date = {"date"},
                any_timestamp = {"timestamp without time zone", "timestamp with time zone"},
                any_time = {"time without time zone", "time with time zone"}, plain_time = {"time without time zone"},
                zoned_time = {"time with time zone"}, interval = {"interval"}, json = {"json"}, jsonb = {"jsonb"},
                character = {"character"}, varying = {"text", "character varying"},
                any_text = {"text", "character varying", "character"}, name = {"name"}, one_char = {"\"char\""},
                inet = {"inet"}, cidr = {"cidr"};

bool matches(const Names& names, std::string_view type) {
    return std::find(names.begin(), names.end(), type) != names.end();
}

constexpr int unlimited = 1'000'000;  ///< more digits than any type stores

/// Precision and scale of numeric(precision, scale).
int precision_of(const DataType& numeric) {
    return numeric.modifier.empty() ? unlimited : std::atoi(numeric.modifier.c_str());
}
int scale_of(const DataType& numeric) {
    if (numeric.modifier.empty()) return unlimited;
    const std::size_t comma = numeric.modifier.find(',');
    return comma == std::string::npos ? 0 : std::atoi(numeric.modifier.c_str() + comma + 1);
}

/// The fractional digits of a second that a type stores: 6, unless its modifier says fewer.
int second_digits(const DataType& type) {
    const std::size_t digit = type.modifier.find_first_of("0123456789");
    return digit == std::string::npos ? 6 : std::atoi(type.modifier.c_str() + digit);
}

/// The position of the last field that an interval stores, from 0 for seconds up to 5 for years. An interval keeps all
/// fields before it (PostgreSQL, 8.5 Date/Time Types).
std::ptrdiff_t last_field(const DataType& interval) {
    constexpr std::array<std::string_view, 6> fields = {"second", "minute", "hour", "day", "month", "year"};
    const std::string last = interval.modifier.substr(interval.modifier.rfind(' ') + 1);
    const auto found = std::find_if(fields.begin(), fields.end(), [&](auto each) { return last.starts_with(each); });
    return found == fields.end() ? 0 : found - fields.begin();
}

using Applies = bool (*)(const DataType& from, const DataType& to);

bool always(const DataType&, const DataType&) { return true; }
bool has_fraction(const DataType& from, const DataType&) { return scale_of(from) > 0; }
bool fewer_decimals(const DataType& from, const DataType& to) { return scale_of(to) < scale_of(from); }
bool limited_scale(const DataType&, const DataType& to) { return scale_of(to) < 0; }
bool fewer_digits(const DataType& from, const DataType& to) {
    // A real stores 6 decimal digits exactly, a double precision 15 (PostgreSQL, 8.1 Numeric Types).
    return precision_of(from) > (to.name == "real" ? 6 : 15);
}
bool fewer_second_digits(const DataType& from, const DataType& to) { return second_digits(to) < second_digits(from); }
bool has_second_fraction(const DataType& from, const DataType&) { return second_digits(from) > 0; }
bool fewer_epoch_digits(const DataType& from, const DataType& to) { return scale_of(to) < second_digits(from); }
bool fewer_fields(const DataType& from, const DataType& to) { return last_field(to) > last_field(from); }
bool may_exceed_name(const DataType& from, const DataType&) {
    return from.modifier.empty() || 4 * std::atoi(from.modifier.c_str()) > 63;
}

struct Rule {
    const Names& from;
    const Names& to;
    Applies applies;
    ValueLoss loss;
};

constexpr std::string_view rounded = "are rounded";

/// The casts that round, truncate or drop a part of a value (PostgreSQL, chapters 8 and 10.4).
constexpr auto rules = std::to_array<Rule>({
    {numeric, any_integer, has_fraction, {rounded}},
    {numeric, numeric, fewer_decimals, {rounded}},
    {numeric, any_float, fewer_digits, {rounded}},
    {any_float, any_integer, always, {rounded}},
    {any_float, numeric, always, {rounded}},
    {double_precision, real, always, {rounded}},
    {any_integer, numeric, limited_scale, {rounded}},
    {integer, real, always, {rounded}},
    {bigint, any_float, always, {rounded}},
    {any_integer, boolean, always, {"become true unless they are 0"}},
    {numeric, boolean, always, {"become true unless they are 0"}},
    {any_float, boolean, always, {"become true unless they are 0"}},
    {any_timestamp, date, always, {"lose their time of day"}},
    {any_timestamp, any_time, always, {"lose their date", Changed::all}},
    {any_timestamp, any_timestamp, fewer_second_digits, {rounded}},
    {any_timestamp, any_integer, has_second_fraction, {rounded}},
    {any_timestamp, numeric, fewer_epoch_digits, {rounded}},
    {any_timestamp, real, always, {rounded}},
    {zoned_time, plain_time, always, {"lose their time zone", Changed::all}},
    {any_time, any_time, fewer_second_digits, {rounded}},
    {interval, interval, fewer_fields, {"are truncated"}},
    {interval, interval, fewer_second_digits, {rounded}},
    {interval, any_time, always, {"lose their days"}},
    {json, jsonb, always, {"lose duplicate keys and the order of their keys", Changed::by_text}},
    {character, varying, always, {"lose their trailing blanks", Changed::none}},
    {any_text, name, may_exceed_name, {"are cut off after 63 bytes"}},
    {any_text, one_char, always, {"are cut off after one byte"}},
    {inet, cidr, always, {"lose the bits to the right of the netmask"}},
});

}  // namespace

std::optional<ValueLoss> value_loss(const Type& from, const Schema& from_schema, const Type& to,
                                    const Schema& to_schema) {
    const Type before = diff::underlying(from, from_schema), after = diff::underlying(to, to_schema);
    if (!before.user_type.empty() || !after.user_type.empty()) return std::nullopt;
    const DataType old_type = parse_data_type(before.sql), new_type = parse_data_type(after.sql);
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) {
        return matches(rule.from, old_type.name) && matches(rule.to, new_type.name) && rule.applies(old_type, new_type);
    });
    return found == rules.end() ? std::nullopt : std::optional(found->loss);
}

std::string comment_on(const ValueLoss& loss, const ObjectName& table, const std::string& column, const Type& from,
                       const Type& to) {
    return fmt::format("values of {}.{} {}: {} → {}", display(table), column, loss.what, to_sql(from), to_sql(to));
}

}  // namespace retort::emit::postgres
