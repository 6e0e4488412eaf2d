#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "schema/error.hpp"
#include "sql/postgres/expression.hpp"
#include "sql/postgres/flatten.hpp"
#include "sql/postgres/split.hpp"
#include "sql/postgres/statement.hpp"
#include "sql/sqlite/canonical.hpp"
#include "sql/sqlite/split.hpp"
#include "sql/sqlite/statement.hpp"
#include "sql/sqlite/tokens.hpp"
#include "tests/fuzz/targets.hpp"

namespace retort::fuzz {

namespace {

using Split = std::vector<std::string_view> (*)(std::string_view);

/// The statements of `script`, each of which is one statement by itself as well.
std::vector<std::string_view> checked_split(Split split, std::string_view script) {
    const std::vector<std::string_view> statements = split(script);
    const char* end = script.data();
    for (const std::string_view statement : statements) {
        require(!statement.empty(), "a statement is not empty");
        require(statement.data() >= end, "statements are in the order of the script");
        end = statement.data() + statement.size();
        require(split(statement) == std::vector{statement}, "a statement is one statement by itself");
    }
    require(end <= script.data() + script.size(), "a statement is a part of the script");
    return statements;
}

/// A SQLite database that validates expressions.
class Validator {
public:
    Validator() { sqlite3_open(":memory:", &database_); }
    ~Validator() { sqlite3_close(database_); }
    Validator(const Validator&) = delete;
    Validator& operator=(const Validator&) = delete;

    /// True if a CHECK constraint can have the expression.
    bool accepts(const std::string& expression) const {
        const std::string sql = "CREATE TABLE t (a, b, Mixed, \"two words\", \"order\", CHECK (" + expression + "\n))";
        sqlite3_stmt* statement = nullptr;
        const int status =
            sqlite3_prepare_v2(database_, sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, nullptr);
        sqlite3_finalize(statement);
        return status == SQLITE_OK;
    }

private:
    sqlite3* database_ = nullptr;
};

/// True if the tokens can't end the constraint, or the statement, that they are inserted into.
bool closed(const std::vector<sql::sqlite::Token>& tokens) {
    int depth = 0;
    for (const sql::sqlite::Token& token : tokens) {
        if (token.kind == sql::sqlite::TokenKind::unclosed || token.is_symbol(";") || token.text.front() == '\0')
            return false;
        depth += token.is_symbol("(") ? 1 : token.is_symbol(")") ? -1 : 0;
        if (depth < 0) return false;
    }
    return depth == 0;
}

}  // namespace

void postgres_statement(std::string_view input) {
    try {
        for (const std::string_view statement : checked_split(sql::postgres::split, input))
            sql::postgres::read_statement(statement);
    } catch (const Error&) {
    }
}

void postgres_expression(std::string_view input) {
    const std::size_t line = input.find('\n');
    const std::string declared(input.substr(0, line));
    const std::string stored(line == std::string_view::npos ? input : input.substr(line + 1));
    require(sql::postgres::is_stored_form(declared, declared), "a text is a stored form of itself");
    sql::postgres::is_stored_form(declared, stored);
    const std::string flat = sql::postgres::flatten_logic(input);
    require(sql::postgres::flatten_logic(flat) == flat, "a flat text is not flattened further");
}

void sqlite_statement(std::string_view input) {
    std::size_t end = 0;
    for (const sql::sqlite::Token& token : sql::sqlite::tokenize(input)) {
        require(!token.text.empty(), "a token is not empty");
        require(token.offset >= end, "tokens are in the order of the text");
        require(input.substr(token.offset, token.text.size()) == token.text, "a token is at its offset");
        end = token.offset + token.text.size();
    }
    try {
        for (const std::string_view statement : checked_split(sql::sqlite::split, input))
            sql::sqlite::read_statement(statement);
    } catch (const Error&) {
    }
}

void sqlite_expression(std::string_view input) {
    static const Validator validator;
    static const sql::sqlite::Scope scope{"t", {"a", "b", "Mixed", "two words", "order"}};
    const auto canonical = [](std::string_view text) {
        return sql::sqlite::canonical_expression(sql::sqlite::tokenize(text), scope).text;
    };
    const std::string text = canonical(input);
    sql::sqlite::canonical_type(sql::sqlite::tokenize(input));
    // The rest holds for expressions that SQLite accepts.
    if (!closed(sql::sqlite::tokenize(input)) || !validator.accepts(std::string(input))) return;
    require(validator.accepts(text), "SQLite accepts the canonical text: " + text);
    require(canonical(text) == text, "the canonical text is its own canonical text: " + text + "\n" + canonical(text));
}

}  // namespace retort::fuzz
