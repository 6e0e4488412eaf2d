#include "emit/postgres/array_casts.hpp"

#include <optional>

namespace retort::emit::postgres {

namespace {

constexpr std::string_view opening = "(ARRAY[";

/// The position after the literal or quoted identifier that starts at `at`. A doubled quote does not end it.
std::size_t quoted_end(std::string_view sql, std::size_t at) {
    const char quote = sql[at];
    for (std::size_t i = at + 1; i < sql.size(); ++i) {
        if (sql[i] != quote) continue;
        if (i + 1 == sql.size() || sql[i + 1] != quote) return i + 1;
        ++i;
    }
    return sql.size();
}

/// The position after the dollar-quoted text that starts at `at`; `at` when none starts there.
std::size_t dollar_end(std::string_view sql, std::size_t at) {
    const std::size_t tag = sql.find('$', at + 1);
    if (tag == std::string_view::npos) return at;
    const std::string_view mark = sql.substr(at, tag + 1 - at);
    if (mark.find_first_of(" \n'(),;") != std::string_view::npos) return at;
    const std::size_t close = sql.find(mark, tag + 1);
    return close == std::string_view::npos ? at : close + mark.size();
}

struct Elements {
    std::string type;     ///< of every element
    std::size_t end = 0;  ///< at the "]"
};

/// Parses `'a'::type, 'b'::type` from `at` to the closing bracket; no value unless a further cast follows it.
std::optional<Elements> literals(std::string_view sql, std::size_t at) {
    Elements found;
    while (at < sql.size() && sql[at] == '\'') {
        at = quoted_end(sql, at);
        if (sql.substr(at, 2) != "::") return std::nullopt;
        const std::size_t end = sql.find_first_of(",])(", at + 2);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view type = sql.substr(at + 2, end - at - 2);
        if (!found.type.empty() && found.type != type) return std::nullopt;
        found.type = type;
        at = end;
        if (sql.substr(at, 2) == ", ") {
            at += 2;
            continue;
        }
        if (sql.substr(at, 4) != "])::") return std::nullopt;
        found.end = at;
        return found;
    }
    return std::nullopt;
}

}  // namespace

std::string keep_array_casts(std::string sql) {
    if (sql.find(opening) == std::string::npos) return sql;
    for (std::size_t i = 0; i < sql.size();) {
        const char c = sql[i];
        if (c == '\'' || c == '"') {
            i = quoted_end(sql, i);
        } else if (c == '$') {
            const std::size_t end = dollar_end(sql, i);
            i = end == i ? i + 1 : end;
        } else if (std::string_view(sql).substr(i, opening.size()) == opening) {
            i += opening.size();
            if (const auto elements = literals(sql, i)) {
                sql.insert(elements->end + 1, "::" + elements->type + "[]");
                i = elements->end;
            }
        } else {
            ++i;
        }
    }
    return sql;
}

}  // namespace retort::emit::postgres
