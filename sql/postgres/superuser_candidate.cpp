#include "sql/postgres/superuser_candidate.hpp"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "sql/postgres/lexer.hpp"

namespace retort::sql::postgres {

namespace {

std::string lower(std::string_view written) {
    std::string out(written);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
}

/// The first words of a statement, in lower case, without those that other statements have too.
std::vector<std::string> first_words(std::string_view sql) {
    static const std::set<std::string_view> passed{"or", "replace", "trusted", "procedural", "on", "constraint"};
    std::vector<std::string> words;
    for (LexemeCursor cursor(sql); !cursor.done() && words.size() < 2;) {
        const Lexeme each = cursor.next();
        if (each.kind == LexemeKind::space || each.kind == LexemeKind::comment) continue;
        if (each.kind != LexemeKind::word) break;
        if (std::string word = lower(each.text); !passed.contains(word)) words.push_back(std::move(word));
    }
    return words;
}

}  // namespace

const std::set<std::string>& superuser_settings() {
    static const std::set<std::string> all{
        "session_replication_role",   "log_statement", "log_min_messages", "log_min_error_statement", "log_duration",
        "log_min_duration_statement", "lc_messages",   "deadlock_timeout"};
    return all;
}

bool may_need_superuser(std::string_view sql) {
    static const std::set<std::string_view> kinds{"access",       "aggregate",   "cast",  "event",     "extension",
                                                  "foreign",      "function",    "group", "language",  "operator",
                                                  "procedure",    "publication", "role",  "routine",   "server",
                                                  "subscription", "tablespace",  "text",  "transform", "user"};
    const std::vector<std::string> words = first_words(sql);
    if (words.size() == 1 && words[0] == "do") return sql.find(sequence_to_owner) != std::string_view::npos;
    if (words.size() < 2) return false;
    const std::string& verb = words[0];
    if (verb == "grant" || verb == "revoke") {
        const std::string all = lower(sql);
        return all.find("language") != std::string::npos || all.find(" on ") == std::string::npos;
    }
    if (verb == "set" || verb == "reset") {
        const std::string all = lower(sql);
        return std::any_of(superuser_settings().begin(), superuser_settings().end(),
                           [&](const std::string& each) { return all.find(each) != std::string::npos; });
    }
    if (verb == "alter" && !kinds.contains(words[1])) {
        const std::string all = lower(sql);
        return all.find("owner") != std::string::npos || all.find("trigger") != std::string::npos;
    }
    return (verb == "create" || verb == "alter" || verb == "drop" || verb == "comment") && kinds.contains(words[1]);
}

}  // namespace retort::sql::postgres
