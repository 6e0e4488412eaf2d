#include "migrate/concurrent_index.hpp"

#include <algorithm>

#include "introspect/transaction.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::migrate {

namespace {

using sql::postgres::Lexeme;
using sql::postgres::LexemeCursor;
using sql::postgres::LexemeKind;

/// The next token that is neither space nor comment; an empty one at the end.
Lexeme next(LexemeCursor& cursor) {
    while (!cursor.done())
        if (const Lexeme each = cursor.next(); each.kind != LexemeKind::space && each.kind != LexemeKind::comment)
            return each;
    return {};
}

bool is_word(const Lexeme& each, std::string_view word) {
    return each.kind == LexemeKind::word && sql::postgres::identifier_name(each) == word;
}

}  // namespace

std::optional<ConcurrentIndex> ConcurrentIndex::in(std::string_view statement) {
    LexemeCursor cursor(statement);
    if (!is_word(next(cursor), "create")) return std::nullopt;
    Lexeme each = next(cursor);
    if (is_word(each, "unique")) each = next(cursor);
    if (!is_word(each, "index") || !is_word(next(cursor), "concurrently")) return std::nullopt;
    each = next(cursor);
    if (is_word(each, "if")) {
        next(cursor);  // NOT
        next(cursor);  // EXISTS
        each = next(cursor);
    }
    ConcurrentIndex index;
    if (!is_word(each, "on")) {
        if (!each.is_identifier()) return std::nullopt;
        index.name_ = sql::postgres::identifier_name(each);
        if (!is_word(next(cursor), "on")) return std::nullopt;
    }
    each = next(cursor);
    if (is_word(each, "only")) each = next(cursor);
    for (; each.is_identifier() || each.is("."); each = next(cursor)) {
        if (is_word(each, "using")) break;
        index.table_ += each.text;
    }
    if (index.table_.empty()) return std::nullopt;
    return index;
}

std::map<std::string, bool> ConcurrentIndex::generated(introspect::Database& database) const {
    std::map<std::string, bool> found;
    for (const auto& row : database.query(
             "SELECT i.indexrelid::regclass, NOT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
             "WHERE i.indrelid = to_regclass($1) AND c.relname ~ '_idx[0-9]*$'",
             {table_}))
        found.emplace(row.at(0).value_or(""), row.at(1) == "t");
    return found;
}

std::string ConcurrentIndex::drop_left(introspect::Database& database,
                                       const std::map<std::string, bool>& before) const {
    std::string left;
    try {
        for (const auto& [name, invalid] : generated(database))
            if (invalid && !before.contains(name)) left = name;
        if (left.empty()) return {};
        introspect::Transaction dropping(database);
        database.execute("SET LOCAL lock_timeout = '2s'; DROP INDEX " + left);
        dropping.commit();
        return {};
    } catch (const std::exception&) {
        return left;  // the failed statement is the error to report
    }
}

std::string ConcurrentIndex::invalid(introspect::Database& database) const { return find(database, false); }

bool ConcurrentIndex::valid(introspect::Database& database) const { return !find(database, true).empty(); }

std::string ConcurrentIndex::find(introspect::Database& database, bool valid) const {
    const auto rows = database.query(
        "SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indisvalid = $3::boolean AND c.relname = $1 AND i.indrelid = to_regclass($2)",
        {name_, table_, valid ? "true" : "false"});
    return rows.empty() ? std::string() : rows.front().at(0).value_or("");
}

}  // namespace retort::migrate
