#include "sql/sqlite/source_statement.hpp"

#include <algorithm>
#include <array>

#include "schema/name.hpp"
#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite {

namespace {

constexpr std::array schema_tables = {"sqlite_schema", "sqlite_master"};

/// Reads the head of a statement.
class Head {
public:
    explicit Head(const std::vector<Token>& tokens) : tokens_(tokens) {}

    bool accept(std::string_view word) {
        if (at_ == tokens_.size() || !tokens_[at_].is(word)) return false;
        ++at_;
        return true;
    }

    /// The name of a table in the main database; empty for one in another database.
    std::string table() {
        const std::string first = name();
        if (at_ == tokens_.size() || !tokens_[at_].is_symbol(".")) return first;
        ++at_;
        return same_name(first, "main") ? name() : "";
    }

private:
    std::string name() { return at_ < tokens_.size() ? unquote(tokens_[at_++].text) : std::string(); }

    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
};

/// The table whose content or definition the statement writes; empty: it is no such statement.
std::string written_table(const std::vector<Token>& tokens) {
    Head head(tokens);
    if (head.accept("CREATE")) {
        if (!head.accept("TABLE")) return "";
        if (head.accept("IF")) head.accept("NOT"), head.accept("EXISTS");
        return head.table();
    }
    if (head.accept("INSERT")) {
        if (head.accept("OR"))
            for (const char* action : {"ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"}) head.accept(action);
        return head.accept("INTO") ? head.table() : "";
    }
    if (head.accept("REPLACE")) return head.accept("INTO") ? head.table() : "";
    if (head.accept("DELETE")) return head.accept("FROM") ? head.table() : "";
    return "";
}

bool is_own_table(std::string_view name) { return same_name(name.substr(0, 7), "sqlite_"); }

/// The CREATE VIRTUAL TABLE in a row for sqlite_schema; empty: it holds none.
std::string virtual_table(const std::vector<Token>& row) {
    const auto is_definition = [](const Token& token) {
        if (token.kind != TokenKind::string) return false;
        const std::string text = unquote(token.text);
        const std::vector<Token> words = tokenize(text);
        return words.size() > 2 && words[0].is("CREATE") && words[1].is("VIRTUAL");
    };
    const auto found = std::find_if(row.begin(), row.end(), is_definition);
    return found == row.end() ? "" : unquote(found->text);
}

SourceStatement rejected(const char* what) {
    SourceStatement statement;
    statement.rejection = std::string(what) +
                          " is not possible in a source: the file is run on a scratch database, "
                          "and nothing outside of it may be read or written";
    statement.hint = "remove the statement; give the other database as a source of its own";
    return statement;
}

}  // namespace

SourceStatement read_source_statement(std::string_view sql) {
    const std::vector<Token> tokens = tokenize(sql);
    SourceStatement statement;
    if (tokens.empty()) return statement;
    if (tokens[0].is("ATTACH")) return rejected("ATTACH");
    if (tokens[0].is("DETACH")) return rejected("DETACH");
    if (tokens[0].is("VACUUM") &&
        std::any_of(tokens.begin(), tokens.end(), [](const Token& each) { return each.is("INTO"); }))
        return rejected("VACUUM INTO");
    const std::string table = written_table(tokens);
    if (table.empty()) return statement;
    if (std::any_of(schema_tables.begin(), schema_tables.end(),
                    [&](const char* each) { return same_name(each, table); })) {
        statement.sql = virtual_table(tokens);
    } else if (is_own_table(table)) {
        statement.passed_over = true;
    } else if (table.find('_') != std::string::npos) {
        // Only the module knows its shadow tables; each name is the virtual table's with a suffix.
        statement.passed_over_if =
            "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow' AND name = " +
            quote_literal(table) + " COLLATE NOCASE";
    }
    return statement;
}

}  // namespace retort::sql::sqlite
