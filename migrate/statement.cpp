#include "migrate/statement.hpp"

#include <algorithm>
#include <string>

namespace retort::migrate {

namespace {

/// Removes the next word from `sql` and returns it in lower case; a punctuation character is one word.
std::string next_word(std::string_view& sql) {
    sql = skip_comments(sql);
    const auto in_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    std::size_t length = 0;
    while (length < sql.size() && in_word(sql[length])) ++length;
    if (length == 0 && !sql.empty()) length = 1;
    std::string word(sql.substr(0, length));
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    sql.remove_prefix(length);
    return word;
}

StatementKind kind_of_pragma(std::string_view rest) {
    std::string name = next_word(rest);
    if (std::string_view after = rest; next_word(after) == ".") {  // PRAGMA schema.name
        name = next_word(after);
        rest = after;
    }
    if (name == "foreign_keys") {
        std::string_view after = rest;
        return next_word(after).empty() ? StatementKind::pragma : StatementKind::foreign_keys;
    }
    return name == "foreign_key_check" ? StatementKind::foreign_key_check : StatementKind::pragma;
}

}  // namespace

std::string_view skip_comments(std::string_view sql) {
    for (;;) {
        sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n\f\v"), sql.size()));
        if (sql.starts_with("--")) {
            sql.remove_prefix(std::min(sql.find('\n'), sql.size()));
        } else if (sql.starts_with("/*")) {
            // Ends at the first "*/", as in SQLite; nested comments of PostgreSQL are not followed.
            const std::size_t end = sql.find("*/", 2);
            sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 2);
        } else {
            return sql;
        }
    }
}

StatementKind kind_of(std::string_view sql) {
    const std::string word = next_word(sql);
    if (word == "pragma") return kind_of_pragma(sql);
    if (word == "begin") return StatementKind::begin;
    if (word == "start") return next_word(sql) == "transaction" ? StatementKind::begin : StatementKind::other;
    if (word == "commit" || word == "end")
        return next_word(sql) == "prepared" ? StatementKind::other : StatementKind::commit;
    if (word == "abort") return StatementKind::rollback;
    if (word == "rollback") {
        std::string next = next_word(sql);
        if (next == "work" || next == "transaction") next = next_word(sql);
        return next == "to" || next == "prepared" ? StatementKind::other : StatementKind::rollback;
    }
    if (word == "set") {
        const std::string next = next_word(sql);
        return next == "local" || next == "constraints" || next == "transaction" ? StatementKind::other
                                                                                 : StatementKind::setting;
    }
    if (word == "reset" || word == "attach" || word == "detach") return StatementKind::setting;
    if (word == "select") {
        std::string next = next_word(sql);
        if (next == "pg_catalog" && next_word(sql) == ".") next = next_word(sql);
        return next == "set_config" ? StatementKind::setting : StatementKind::other;
    }
    if (word == "insert" && next_word(sql) == "or" && next_word(sql) == "rollback" && next_word(sql) == "into")
        return next_word(sql) == "retort_check" ? StatementKind::violation_check : StatementKind::other;
    return StatementKind::other;
}

}  // namespace retort::migrate
