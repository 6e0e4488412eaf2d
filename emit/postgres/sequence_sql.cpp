#include "emit/postgres/sequence_sql.hpp"

#include <fmt/format.h>

#include <limits>

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

namespace {

bool counts_up(const SequenceOptions& options) { return options.increment.value_or(1) > 0; }

std::int64_t lowest(const SequenceOptions& options) {
    return options.minimum.value_or(counts_up(options) ? 1 : std::numeric_limits<std::int64_t>::min());
}

std::int64_t highest(const SequenceOptions& options) {
    return options.maximum.value_or(counts_up(options) ? std::numeric_limits<std::int64_t>::max() : -1);
}

/// The start value. Its default is the first bound in the counting direction; ALTER SEQUENCE does not update it.
std::int64_t start(const SequenceOptions& options) {
    return options.start.value_or(counts_up(options) ? lowest(options) : highest(options));
}

}  // namespace

std::vector<std::string> bring_inside_sql(const std::string& sequence, const SequenceOptions& from,
                                          const SequenceOptions& to) {
    std::vector<std::string> sql;
    if (counts_up(from) != counts_up(to)) return sql;
    const auto move = [&](const char* beyond, std::int64_t end) {
        sql.push_back(
            fmt::format("SELECT setval({0}, {1}, {2}) WHERE coalesce(pg_sequence_last_value({0}), {3}) {4} {1}",
                        sequence, end, (beyond[0] == '<') != counts_up(to), start(from), beyond));
    };
    if (lowest(to) > lowest(from)) move("<", lowest(to));
    if (highest(to) < highest(from)) move(">", highest(to));
    return sql;
}

std::string follow_rows_sql(const std::string& sequence, const SequenceOptions& options, const ObjectName& table,
                            const std::string& column) {
    if (!counts_up(options)) return {};
    return fmt::format("SELECT setval({}, greatest(max({}) + 1, {}), false) FROM {}", sequence, quote(column),
                       start(options), quote(table));
}

std::string options_change_sql(const SequenceOptions& from, const SequenceOptions& to, const std::string& word) {
    std::string sql;
    const auto option = [&](const char* name, const std::optional<std::int64_t>& before,
                            const std::optional<std::int64_t>& after, const char* standard) {
        if (before != after) sql += word + (after ? fmt::format("{} {}", name, *after) : standard);
    };
    option("INCREMENT BY", from.increment, to.increment, "INCREMENT BY 1");
    // A sequence that changes direction keeps its bounds and its value unless the statement sets them.
    const bool turns = counts_up(from) != counts_up(to);
    if (turns) {
        sql += word + (to.minimum ? fmt::format("MINVALUE {}", *to.minimum) : "NO MINVALUE");
        sql += word + (to.maximum ? fmt::format("MAXVALUE {}", *to.maximum) : "NO MAXVALUE");
    } else {
        option("MINVALUE", from.minimum, to.minimum, "NO MINVALUE");
        option("MAXVALUE", from.maximum, to.maximum, "NO MAXVALUE");
    }
    if (start(from) != start(to)) sql += word + fmt::format("START WITH {}", start(to));
    option("CACHE", from.cache, to.cache, "CACHE 1");
    if (from.cycle != to.cycle) sql += word + (to.cycle ? "CYCLE" : "NO CYCLE");
    if (turns) sql += (word.ends_with("SET ") ? word.substr(0, word.size() - 4) : word) + "RESTART";
    return sql;
}

}  // namespace retort::emit::postgres
