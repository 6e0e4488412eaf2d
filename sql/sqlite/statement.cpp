#include "sql/sqlite/statement.hpp"

#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite {

namespace {

/// Reads tokens from first to last.
class Words {
public:
    explicit Words(const std::vector<Token>& tokens) : tokens_(tokens) {}

    bool accept(std::string_view keyword) {
        if (at_ >= tokens_.size() || !tokens_[at_].is(keyword)) return false;
        ++at_;
        return true;
    }
    /// The next name, without its schema.
    std::string name() {
        std::string name = at_ < tokens_.size() ? unquote(tokens_[at_++].text) : std::string();
        if (at_ + 1 < tokens_.size() && tokens_[at_].is_symbol(".")) {
            name = unquote(tokens_[at_ + 1].text);
            at_ += 2;
        }
        return name;
    }
    bool skip_to(std::string_view keyword) {
        while (at_ < tokens_.size() && !tokens_[at_].is(keyword)) ++at_;
        return accept(keyword);
    }

private:
    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
};

void reject(Made& made, std::string message, std::string hint) {
    made.rejection = std::move(message);
    made.hint = std::move(hint);
}

}  // namespace

Made read_statement(std::string_view sql) {
    Made made;
    const std::vector<Token> tokens = tokenize(sql);
    for (const Token& token : tokens)
        if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name)
            made.needs.push_back({"", to_lower(unquote(token.text))});
    Words words(tokens);
    const bool creates = words.accept("CREATE");
    const bool temporary = words.accept("TEMP") || words.accept("TEMPORARY");
    const auto named = [&](const char* kind) {
        made.kind = kind;
        if (words.accept("IF")) words.accept("NOT"), words.accept("EXISTS");
        made.name.name = words.name();
        made.makes.push_back({"", to_lower(made.name.name)});
        if (temporary) reject(made, "temporary objects are not part of a schema", "remove TEMPORARY");
    };
    if (creates && words.accept("VIEW")) {
        named("view");
    } else if (creates && words.accept("TRIGGER")) {
        named("trigger");
        if (words.skip_to("ON")) made.table.name = words.name();
    } else if (creates && words.accept("VIRTUAL")) {
        words.accept("TABLE");
        named("virtual_table");
    } else if (creates && words.accept("TABLE")) {
        named("table");
        reject(made, "a table is declared as a model", "declare a struct for it in a header");
    } else if (creates && (words.accept("INDEX") || (words.accept("UNIQUE") && words.accept("INDEX")))) {
        named("index");
        reject(made, "an index is declared in its table's model", "add index<&Model::member>() there");
    } else {
        reject(made,
               "on SQLite, SQL files next to the models contain only CREATE VIEW, CREATE TRIGGER and CREATE VIRTUAL "
               "TABLE",
               "put other statements into a separate revision: retort revision -m \"...\"");
    }
    return made;
}

}  // namespace retort::sql::sqlite
