#include "emit/postgres/sequence_sql.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <utility>

namespace retort::emit::postgres {

std::string options_sql(const SequenceOptions& options) {
    std::string sql;
    const auto add = [&](const char* word, const std::optional<std::int64_t>& value) {
        if (value) sql += fmt::format("{}{} {}", sql.empty() ? "" : " ", word, *value);
    };
    add("START WITH", options.start);
    add("INCREMENT BY", options.increment);
    add("MINVALUE", options.minimum);
    add("MAXVALUE", options.maximum);
    add("CACHE", options.cache);
    if (options.cycle) sql += sql.empty() ? "CYCLE" : " CYCLE";
    return sql;
}

bool counts_up(const SequenceOptions& options) { return options.increment.value_or(1) > 0; }

namespace {

/// The bounds of a data type (PostgreSQL, CREATE SEQUENCE, data_type).
template <class Integer>
constexpr std::pair<std::int64_t, std::int64_t> bounds{std::numeric_limits<Integer>::min(),
                                                       std::numeric_limits<Integer>::max()};
std::pair<std::int64_t, std::int64_t> bounds_of(std::string_view type) {
    if (type == "smallint") return bounds<std::int16_t>;
    return type == "integer" ? bounds<std::int32_t> : bounds<std::int64_t>;
}

std::int64_t lowest(const TypedOptions& sequence) {
    const SequenceOptions& options = sequence.options;
    return options.minimum.value_or(counts_up(options) ? 1 : bounds_of(sequence.type).first);
}

std::int64_t highest(const TypedOptions& sequence) {
    const SequenceOptions& options = sequence.options;
    return options.maximum.value_or(counts_up(options) ? bounds_of(sequence.type).second : -1);
}

/// The start value. Its default is the first bound in the counting direction; ALTER SEQUENCE does not update it.
std::int64_t start(const SequenceOptions& options) {
    if (options.start) return *options.start;
    return counts_up(options) ? options.minimum.value_or(1) : options.maximum.value_or(-1);
}

/// True if no value of the old sequence is within the new bounds, so that it restarts: ALTER SEQUENCE rejects bounds
/// that exclude the value, and setval() a value outside of the present bounds.
bool moves_apart(const TypedOptions& from, const TypedOptions& to) {
    return lowest(to) > highest(from) || highest(to) < lowest(from);
}

}  // namespace

bool restarts(const TypedOptions& from, const TypedOptions& to) {
    return counts_up(from.options) != counts_up(to.options) || moves_apart(from, to);
}

std::vector<std::string> bring_inside_sql(const std::string& sequence, const TypedOptions& from,
                                          const TypedOptions& to) {
    std::vector<std::string> sql;
    if (restarts(from, to)) return sql;
    const auto move = [&](const char* beyond, std::int64_t end) {
        sql.push_back(
            fmt::format("SELECT setval({0}, {1}, {2}) WHERE coalesce(pg_sequence_last_value({0}), {3}) {4} {1}",
                        sequence, end, (beyond[0] == '<') != counts_up(to.options), start(from.options), beyond));
    };
    // A bound that only the data type sets excludes no value of a column of that type.
    const auto is_set = [](const auto& before, const auto& after) { return before || after; };
    if (is_set(from.options.minimum, to.options.minimum) && lowest(to) > lowest(from)) move("<", lowest(to));
    if (is_set(from.options.maximum, to.options.maximum) && highest(to) < highest(from)) move(">", highest(to));
    return sql;
}

std::string continue_inside_sql(const std::string& sequence, const TypedOptions& options, const ObjectName& table,
                                const std::string& column) {
    return fmt::format(
        "SELECT setval({0}, {1}({2})) FROM {3} WHERE {2} BETWEEN {4} AND {5} HAVING {1}({2}) IS NOT NULL", sequence,
        counts_up(options.options) ? "max" : "min", quote(column), quote(table), lowest(options), highest(options));
}

std::string follow_rows_sql(const std::string& sequence, const SequenceOptions& options, const ObjectName& table,
                            const std::string& column, const std::string& first, const std::string& noted) {
    const bool up = counts_up(options);
    return fmt::format("SELECT setval({}, {}({}({}) {} 1, {}{}{}), false) FROM {}", sequence, up ? "greatest" : "least",
                       up ? "max" : "min", quote(column), up ? '+' : '-',
                       first.empty() ? std::to_string(start(options)) : first, noted.empty() ? "" : ", ", noted,
                       quote(table));
}

std::string next_number_sql(const std::string& name, const SequenceOptions& options) {
    return fmt::format("(SELECT last_value {} is_called::integer FROM {})", counts_up(options) ? '+' : '-', name);
}

std::string note_number_sql(const std::string& setting, const std::string& sequence, const TypedOptions& to) {
    return fmt::format(
        "SELECT set_config({}, next::text, true) FROM (SELECT pg_sequence_last_value({}) {} 1) AS number(next) WHERE "
        "next BETWEEN {} AND {}",
        quote_literal(setting), sequence, counts_up(to.options) ? '+' : '-', lowest(to), highest(to));
}

std::string noted_number_sql(const std::string& setting) {
    return fmt::format("nullif(current_setting({}, true), '')::bigint", quote_literal(setting));
}

std::string options_change_sql(const TypedOptions& before, const TypedOptions& after, const std::string& word) {
    const SequenceOptions &from = before.options, &to = after.options;
    std::string sql;
    const auto option = [&](const char* name, const std::optional<std::int64_t>& old,
                            const std::optional<std::int64_t>& wanted, const char* standard) {
        if (old != wanted) sql += word + (wanted ? fmt::format("{} {}", name, *wanted) : standard);
    };
    option("INCREMENT BY", from.increment, to.increment, "INCREMENT BY 1");
    // A sequence that changes direction keeps its bounds and its value unless the statement sets them.
    const bool turns = counts_up(from) != counts_up(to);
    const auto bound = [&](const char* name, const std::optional<std::int64_t>& old,
                           const std::optional<std::int64_t>& wanted, bool resets, std::int64_t value) {
        if (resets)
            sql += word + fmt::format("{} {}", name, value);
        else if (turns || old != wanted)
            sql += word + (wanted ? fmt::format("{} {}", name, *wanted) : fmt::format("NO {}", name));
    };
    // With another data type, a bound that is that of the old type becomes that of the new one, even with NO MINVALUE
    // and NO MAXVALUE (CREATE SEQUENCE: the default bounds; ALTER SEQUENCE, AS).
    const auto [old_first, old_last] = bounds_of(before.type);
    const auto [first, last] = bounds_of(after.type);
    const bool retyped = before.type != after.type;
    bound("MINVALUE", from.minimum, to.minimum, retyped && lowest(before) == old_first && lowest(after) != first,
          lowest(after));
    bound("MAXVALUE", from.maximum, to.maximum, retyped && highest(before) == old_last && highest(after) != last,
          highest(after));
    if (start(from) != start(to)) sql += word + fmt::format("START WITH {}", start(to));
    option("CACHE", from.cache, to.cache, "CACHE 1");
    if (from.cycle != to.cycle) sql += word + (to.cycle ? "CYCLE" : "NO CYCLE");
    if (restarts(before, after)) sql += (word.ends_with("SET ") ? word.substr(0, word.size() - 4) : word) + "RESTART";
    return sql;
}

}  // namespace retort::emit::postgres
