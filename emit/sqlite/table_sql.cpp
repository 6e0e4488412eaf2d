#include "emit/sqlite/table_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plan/sqlite/expression.hpp"
#include "schema/action.hpp"
#include "schema/parts.hpp"
#include "sql/sqlite/canonical.hpp"

namespace retort::emit::sqlite {

using plan::sqlite::is_constant;

namespace {

std::string on_conflict(const std::string& action) { return action.empty() ? "" : " ON CONFLICT " + action; }

std::string key_list(const std::vector<std::string>& columns, const std::map<std::string, std::string>& options) {
    std::string list;
    for (const std::string& column : columns) {
        list += (list.empty() ? "" : ", ") + quote(column);
        if (const auto found = options.find(column); found != options.end()) list += " " + found->second;
    }
    return list;
}

/// The column or expression of an index, without its collation.
std::string key_sql(const IndexPart& part) {
    if (!part.column.empty()) return quote(part.column);
    const std::vector<sql::sqlite::Token> tokens = sql::sqlite::tokenize(part.expression);
    // A 'string' would be a column here, a "string" that names no column is a string (quirks.html, section 8).
    if (tokens.size() == 1 && tokens[0].kind == sql::sqlite::TokenKind::string) {
        std::string text = sql::sqlite::unquote(tokens[0].text);
        for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 2))
            text.insert(at, 1, '"');
        return '"' + text + '"';
    }
    const bool bracketed = !part.collation.empty() && !sql::sqlite::is_collatable(tokens);
    return bracketed ? "(" + part.expression + ")" : part.expression;
}

std::string key_list(const std::vector<std::string>& columns) { return key_list(columns, {}); }

/// "id INTEGER PRIMARY KEY DESC" is not a rowid alias but "PRIMARY KEY (id DESC)" is, so a descending key of one column
/// is a column constraint.
bool is_inline(const PrimaryKey& key) {
    if (key.columns.size() != 1) return false;
    return key.column_options.empty() || key.column_options.begin()->second == "DESC";
}

bool is_inline(const Unique& unique) {
    return unique.columns.size() == 1 && unique.column_options.empty() && !*unique.named;
}

/// The column definition with its column constraints.
std::string column_line(const Table& table, const Column& column) {
    std::string line = quote(column.name);
    if (!column.type.sql.empty()) line += " " + column.type.sql;
    const bool in_key =
        table.primary_key && is_inline(*table.primary_key) && table.primary_key->columns[0] == column.name;
    if (in_key) {
        const PrimaryKey& key = *table.primary_key;
        line.append(" ").append(named_sql(key)).append("PRIMARY KEY");
        if (!key.column_options.empty()) line += " DESC";
        line += on_conflict(key.on_conflict);
        if (column.autoincrement) line += " AUTOINCREMENT";
    }
    // The rowid is never NULL, so NOT NULL has no effect.
    const bool implied =
        is_rowid_alias(table) && table.primary_key->columns[0] == column.name && column.null_conflict.empty();
    if (!column.nullable && !implied) line += " NOT NULL" + on_conflict(column.null_conflict);
    for (const Unique& unique : table.uniques)
        if (is_inline(unique) && unique.columns[0] == column.name) line += " UNIQUE" + on_conflict(unique.on_conflict);
    if (column.default_sql) line += " DEFAULT " + default_sql(*column.default_sql);
    if (!column.collation.empty()) line += " COLLATE " + column.collation;
    if (column.generated)
        line += fmt::format(" GENERATED ALWAYS AS ({}) {}", column.generated->expression,
                            column.generated->stored ? "STORED" : "VIRTUAL");
    return line;
}

std::string constraint_sql(const PrimaryKey& key) {
    return fmt::format("{}PRIMARY KEY ({}){}", named_sql(key), key_list(key.columns, key.column_options),
                       on_conflict(key.on_conflict));
}
std::string constraint_sql(const Unique& unique) {
    return fmt::format("{}UNIQUE ({}){}", named_sql(unique), key_list(unique.columns, unique.column_options),
                       on_conflict(unique.on_conflict));
}
std::string constraint_sql(const Check& check) { return check_sql(check); }
std::string constraint_sql(const ForeignKey& key) {
    return fmt::format("{}FOREIGN KEY ({}) {}", named_sql(key), key_list(key.columns), references_sql(key));
}

}  // namespace

std::string create_table_sql(const Table& table, const std::string& name) {
    std::vector<std::string> lines;
    for (const Column& column : table.columns) lines.push_back(column_line(table, column));
    for_each_part(SqliteConstraints{}, table, [&](const auto& each) {
        if constexpr (requires { is_inline(each); })
            if (is_inline(each)) return;
        lines.push_back(constraint_sql(each));
    });

    std::string sql = "CREATE TABLE " + quote(name) + " (\n";
    for (std::size_t i = 0; i < lines.size(); ++i) sql += "    " + lines[i] + (i + 1 < lines.size() ? ",\n" : "\n");
    sql += ")";
    if (table.strict) sql += " STRICT";
    if (table.without_rowid) sql += table.strict ? ", WITHOUT ROWID" : " WITHOUT ROWID";
    return sql;
}

std::string create_table_sql(const Table& table) { return create_table_sql(table, table.name.name); }

std::string column_sql(const Column& column) { return column_line(Table{}, column); }

std::string check_sql(const Check& check) { return fmt::format("{}CHECK ({})", named_sql(check), check.expression); }

std::string references_sql(const ForeignKey& key) {
    std::string sql = "REFERENCES " + quote(key.table.name);
    if (!key.references.empty()) sql += " (" + key_list(key.references) + ")";
    if (key.on_delete != Action::no_action) sql += fmt::format(" ON DELETE {}", to_sql(key.on_delete));
    if (key.on_update != Action::no_action) sql += fmt::format(" ON UPDATE {}", to_sql(key.on_update));
    if (key.match == Match::full) sql += " MATCH FULL";
    if (key.deferral == Deferral::initially_deferred) sql += " DEFERRABLE INITIALLY DEFERRED";
    if (key.deferral == Deferral::initially_immediate) sql += " DEFERRABLE";
    return sql;
}

std::string create_index_sql(const ObjectName& table, const Index& index) {
    std::string parts;
    for (const IndexPart& part : index.parts) {
        parts += (parts.empty() ? "" : ", ") + key_sql(part);
        if (!part.collation.empty()) parts += " COLLATE " + part.collation;
        if (part.descending) parts += " DESC";
    }
    std::string sql = fmt::format("CREATE {}INDEX {} ON {} ({})", index.unique ? "UNIQUE " : "", quote(index.name),
                                  quote(table.name), parts);
    if (!index.predicate.empty()) sql += " WHERE " + index.predicate;
    return sql;
}

std::string default_sql(const std::string& expression) {
    constexpr std::array words = {"CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"};
    // A sign may stand before a literal, not before TRUE and FALSE, which are identifiers to the grammar.
    const std::string_view last = std::string_view(expression).substr(expression.starts_with('-') ? 1 : 0);
    const bool signed_word = last.size() < expression.size() && (last == "true" || last == "false");
    const bool bare =
        (is_constant(expression) && !signed_word) || std::find(words.begin(), words.end(), expression) != words.end();
    return bare ? expression : "(" + expression + ")";
}

bool is_rowid_alias(const Table& table) {
    if (table.without_rowid || !table.primary_key || table.primary_key->columns.size() != 1) return false;
    if (!table.primary_key->column_options.empty()) return false;
    const Column* column = table.find_column(table.primary_key->columns[0]);
    return column && column->type.sql == "INTEGER";
}

}  // namespace retort::emit::sqlite
