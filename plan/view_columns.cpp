#include "plan/view_columns.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/identifiers.hpp"

namespace retort::plan {

namespace {

using Tokens = std::vector<sql::Token>;

constexpr std::array<std::string_view, 12> clauses = {"where",  "group", "having", "window", "order",     "limit",
                                                      "offset", "fetch", "for",    "union",  "intersect", "except"};

struct Query {
    Tokens body;
    Tokens list;  ///< between SELECT and FROM
    Tokens from;
};

bool is(const Tokens& tokens, std::size_t at, std::string_view text, bool identifier) {
    return at < tokens.size() && tokens[at].identifier == identifier && tokens[at].text == text;
}

/// The first position from `at` on, outside brackets, of one of `words`; the end if there is none.
template <class Words>
std::size_t find_word(const Tokens& tokens, std::size_t at, const Words& words) {
    for (int depth = 0; at < tokens.size(); ++at) {
        if (is(tokens, at, "(", false))
            ++depth;
        else if (is(tokens, at, ")", false))
            --depth;
        else if (depth == 0 && tokens[at].identifier &&
                 std::find(words.begin(), words.end(), tokens[at].text) != words.end())
            break;
    }
    return at;
}

Tokens part(const Tokens& tokens, std::size_t from, std::size_t to) {
    return {tokens.begin() + static_cast<std::ptrdiff_t>(from), tokens.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// The parts of "CREATE VIEW name WITH (…) AS SELECT … FROM …"; `list` is empty for any other kind of query.
std::optional<Query> query_of(const std::string& sql) {
    // Tokens do not distinguish a quoted name that is one of these words from the keyword.
    const auto quoted = [&](std::string_view word) {
        return sql.find('"' + std::string(word) + '"') != std::string::npos;
    };
    if (quoted("as") || quoted("select") || quoted("from") || std::any_of(clauses.begin(), clauses.end(), quoted))
        return std::nullopt;
    const Tokens all = sql::tokens(sql);
    const std::size_t start = find_word(all, 0, std::array<std::string_view, 1>{"as"}) + 1;
    if (start >= all.size()) return std::nullopt;
    Query query;
    query.body = part(all, start, all.size());
    if (!is(query.body, 0, "select", true)) return query;
    const std::size_t end_of_query =
        find_word(query.body, 1, std::array<std::string_view, 3>{"union", "intersect", "except"});
    if (end_of_query < query.body.size()) return query;
    const std::size_t from =
        std::min(find_word(query.body, 1, std::array<std::string_view, 1>{"from"}), find_word(query.body, 1, clauses));
    query.list = part(query.body, 1, from);
    query.from = part(query.body, from, find_word(query.body, from, clauses));
    return query;
}

}  // namespace

bool keeps_columns(const std::string& from, const std::string& to) {
    const std::optional<Query> before = query_of(from), after = query_of(to);
    if (!before || !after) return false;
    if (before->body == after->body) return true;
    if (before->list.empty() || before->list.size() > after->list.size() || before->from != after->from) return false;
    return std::equal(before->list.begin(), before->list.end(), after->list.begin()) &&
           (before->list.size() == after->list.size() || is(after->list, before->list.size(), ",", false));
}

}  // namespace retort::plan
