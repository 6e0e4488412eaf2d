#include "introspect/sqlite/create_index.hpp"

#include <span>

#include "sql/sqlite/canonical.hpp"
#include "sql/sqlite/token_cursor.hpp"

namespace retort::introspect::sqlite {

namespace {

/// One item of the list: expression [COLLATE name] [ASC | DESC].
IndexPart parse_part(std::span<const sql::sqlite::Token> tokens, const Table& table, const sql::sqlite::Scope& scope,
                     DependsOn& depends_on) {
    IndexPart part;
    if (!tokens.empty() && (tokens.back().is("ASC") || tokens.back().is("DESC"))) {
        part.descending = tokens.back().is("DESC");
        tokens = tokens.first(tokens.size() - 1);
    }
    tokens = sql::sqlite::without_brackets(tokens);
    // The last one counts. In a = 'x' COLLATE NOCASE the collation is the string's and not the key's.
    while (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE") && sql::sqlite::is_collatable(tokens)) {
        const std::string written = sql::sqlite::unquote(tokens.back().text);
        if (part.collation.empty()) part.collation = sql::sqlite::canonical_collation(written);
        if (part.collation.empty()) part.collation = "BINARY";
        tokens = sql::sqlite::without_brackets(tokens.first(tokens.size() - 2));
    }
    const sql::sqlite::Canonical canonical = sql::sqlite::canonical_expression(tokens, scope);
    // A 'string' in the position of a column is the column (quirks.html, section 8).
    const bool one_token = tokens.size() == 1;
    const std::string* column = one_token ? scope.find(sql::sqlite::unquote(tokens[0].text)) : nullptr;
    if (!column && canonical.reads.size() == 1 && canonical.text == quote(canonical.reads[0]))
        column = scope.find(canonical.reads[0]);
    if (column) {
        part.column = *column;
        const std::string& own = table.find_column(*column)->collation;
        if (part.collation == (own.empty() ? "BINARY" : own)) part.collation.clear();
    } else {
        part.expression = canonical.text;
        depends_on.add_columns(table.name, canonical.reads);
    }
    return part;
}

}  // namespace

Index parse_create_index(std::string_view sql, const std::string& index_name, const Table& table) {
    sql::sqlite::Scope scope{table.name.name, {}};
    for (const Column& column : table.columns) scope.columns.push_back(column.name);

    sql::sqlite::TokenCursor cursor(sql, "index " + index_name);
    Index index;
    index.name = index_name;
    index.depends_on.from_catalog = true;
    index.named = true;
    cursor.expect("CREATE");
    index.unique = cursor.accept("UNIQUE");
    cursor.expect("INDEX");
    cursor.accept_all({"IF", "NOT", "EXISTS"});
    cursor.name();
    if (cursor.accept(".")) cursor.name();
    cursor.expect("ON");
    cursor.name();
    cursor.expect("(");
    do index.parts.push_back(parse_part(cursor.item(), table, scope, index.depends_on));
    while (cursor.accept(","));
    cursor.expect(")");
    if (cursor.accept("WHERE")) {
        std::span<const sql::sqlite::Token> tokens = cursor.rest();
        if (!tokens.empty() && tokens.back().is_symbol(";")) tokens = tokens.first(tokens.size() - 1);
        scope.rowid = !table.without_rowid;
        const sql::sqlite::Canonical canonical = sql::sqlite::canonical_expression(tokens, scope);
        index.predicate = canonical.text;
        index.depends_on.add_columns(table.name, canonical.reads);
    }
    return index;
}

}  // namespace retort::introspect::sqlite
