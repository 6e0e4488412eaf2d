#include "introspect/sqlite/resolver.hpp"

#include <sqlite3.h>

#include <array>
#include <optional>
#include <string_view>

#include "schema/name.hpp"
#include "sql/sqlite/tokens.hpp"

namespace retort::introspect::sqlite {

namespace {

using sql::sqlite::same_name;
using sql::sqlite::to_lower;
using sql::sqlite::Token;
using sql::sqlite::TokenKind;
using sql::sqlite::unquote;

void no_function(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); }

int no_collation(void*, int, const void*, int, const void*) { return 0; }

/// The text after `start` in a message of SQLite; none for another message.
std::optional<std::string> name_in(const std::string& error, std::string_view start) {
    if (!error.starts_with(start)) return std::nullopt;
    std::string name = error.substr(start.size());
    if (name.ends_with("()")) name.resize(name.size() - 2);
    return name;
}

/// The names between the brackets at `at`.
std::vector<std::string> names_in_brackets(const std::vector<Token>& tokens, std::size_t at) {
    std::vector<std::string> names;
    for (++at; at < tokens.size() && !tokens[at].is_symbol(")"); ++at)
        if (!tokens[at].is_symbol(",")) names.push_back(unquote(tokens[at].text));
    return names;
}

/// The columns that INSERT INTO table (columns) names: SQLite tells an authorizer the table only.
void add_inserted_columns(const std::vector<Token>& tokens, std::vector<std::pair<std::string, std::string>>& columns) {
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        if (!tokens[i].is("INTO")) continue;
        std::size_t at = i + 1;
        std::string table = unquote(tokens[at++].text);
        if (at + 1 < tokens.size() && tokens[at].is_symbol(".")) {
            table = unquote(tokens[at + 1].text);
            at += 2;
        }
        if (at + 1 < tokens.size() && tokens[at].is("AS")) at += 2;
        if (at >= tokens.size() || !tokens[at].is_symbol("(")) continue;
        for (std::string& column : names_in_brackets(tokens, at)) columns.emplace_back(table, std::move(column));
    }
}

/// The columns of UPDATE OF a, b ON t.
std::vector<std::string> update_of(const std::vector<Token>& tokens) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i].is("BEGIN")) break;
        if (!tokens[i].is("UPDATE") || !tokens[i + 1].is("OF")) continue;
        for (i += 2; i < tokens.size() && !tokens[i].is("ON"); ++i)
            if (!tokens[i].is_symbol(",")) columns.push_back(unquote(tokens[i].text));
        break;
    }
    return columns;
}

/// The event of a trigger: INSERT, UPDATE or DELETE.
std::string event_of(const std::vector<Token>& tokens) {
    for (const Token& token : tokens)
        for (const char* event : {"INSERT", "UPDATE", "DELETE"})
            if (token.is(event)) return event;
    return {};
}

}  // namespace

/// The database in memory, and what its authorizer was told.
struct Resolver::Handle {
    sqlite3* database = nullptr;
    std::string within;                                     ///< the view or trigger of which uses are noted
    std::vector<std::pair<std::string, std::string>> used;  ///< relation, column; an empty column: none in particular

    static int authorize(void* self, int action, const char* first, const char* second, const char*,
                         const char* within) {
        auto& handle = *static_cast<Handle*>(self);
        if (within == nullptr || first == nullptr || !same_name(within, handle.within)) return SQLITE_OK;
        if (action == SQLITE_READ || action == SQLITE_UPDATE)
            handle.used.emplace_back(first, second == nullptr ? "" : second);
        else if (action == SQLITE_INSERT || action == SQLITE_DELETE)
            handle.used.emplace_back(first, "");
        return SQLITE_OK;
    }
};

Resolver::Resolver(const std::vector<StoredObject>& objects) : objects_(objects), handle_(std::make_unique<Handle>()) {
    sqlite3_open_v2(":memory:", &handle_->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    sqlite3_set_authorizer(handle_->database, &Handle::authorize, handle_.get());
    for (const StoredObject& each : objects)
        if (each.type == "table" || each.type == "view") relations_.emplace(to_lower(each.name), &each);
}

Resolver::~Resolver() { sqlite3_close(handle_->database); }

bool Resolver::register_missing(const std::string& error) {
    for (const char* start : {"no such function: ", "unknown function: "})
        if (const auto name = name_in(error, start); name && registered_.insert("f " + to_lower(*name)).second)
            return sqlite3_create_function(handle_->database, name->c_str(), -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                           nullptr, &no_function, nullptr, nullptr) == SQLITE_OK;
    if (const auto name = name_in(error, "no such collation sequence: ");
        name && registered_.insert("c " + to_lower(*name)).second)
        return sqlite3_create_collation(handle_->database, name->c_str(), SQLITE_UTF8, nullptr, &no_collation) ==
               SQLITE_OK;
    return false;
}

std::string Resolver::compile(const std::string& sql) {
    for (;;) {
        handle_->used.clear();
        sqlite3_stmt* statement = nullptr;
        const int result =
            sqlite3_prepare_v2(handle_->database, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
        const std::string error = result == SQLITE_OK ? "" : sqlite3_errmsg(handle_->database);
        sqlite3_finalize(statement);
        if (error.empty() || !register_missing(error)) return error;
    }
}

bool Resolver::execute(const std::string& sql, std::string& error) {
    do {
        if (sqlite3_exec(handle_->database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return true;
        error = sqlite3_errmsg(handle_->database);
    } while (register_missing(error));
    return false;
}

/// Creates the relations that the text of the object names, and those that they name.
void Resolver::create_named(const StoredObject& object) {
    for (const Token& token : sql::sqlite::tokenize(object.sql)) {
        if (token.kind == TokenKind::symbol || token.kind == TokenKind::number) continue;
        const auto found = relations_.find(to_lower(unquote(token.text)));
        if (found == relations_.end() || !created_.insert(found->second).second) continue;
        if (found->second->type == "view") create_named(*found->second);
        std::string error;  // a relation that can't be created is unknown
        execute(found->second->sql, error);
    }
}

std::vector<std::string> Resolver::statements_for(const StoredObject& object) {
    if (object.type == "view") return {"SELECT * FROM " + quote(object.name)};
    const std::vector<Token> tokens = sql::sqlite::tokenize(object.sql);
    const std::string event = event_of(tokens), table = quote(object.table);
    if (event == "INSERT") return {"INSERT INTO " + table + " DEFAULT VALUES"};
    if (event == "DELETE") return {"DELETE FROM " + table};
    std::vector<std::string> columns = update_of(tokens);
    if (columns.empty()) {
        sqlite3_stmt* statement = nullptr;
        const std::string query =
            "SELECT name FROM pragma_table_xinfo(" + quote_literal(object.table) + ") WHERE hidden = 0 LIMIT 1";
        if (sqlite3_prepare_v2(handle_->database, query.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW)
            columns.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
        sqlite3_finalize(statement);
    }
    std::vector<std::string> statements;
    for (const std::string& column : columns)
        statements.push_back("UPDATE " + table + " SET " + quote(column) + " = NULL");
    return statements;
}

/// True if the message misses a relation that the database has: it could not be created here.
bool Resolver::exists(const std::string& error) const {
    auto name = name_in(error, "no such table: ");
    if (!name) return false;
    if (name->starts_with("main.")) name->erase(0, 5);
    return relations_.contains(to_lower(*name));
}

Resolved Resolver::resolve(const StoredObject& object) {
    Resolved resolved;
    create_named(object);
    const bool trigger = object.type == "trigger";
    std::string error;
    if (trigger && !execute(object.sql, error)) return resolved;
    handle_->within = object.name;
    std::vector<std::pair<std::string, std::string>> used;
    for (const std::string& statement : statements_for(object)) {
        error = compile(statement);
        used.insert(used.end(), handle_->used.begin(), handle_->used.end());
        if (!error.empty()) break;
    }
    if (trigger) {
        const std::vector<Token> tokens = sql::sqlite::tokenize(object.sql);
        add_inserted_columns(tokens, used);
        for (std::string& column : update_of(tokens)) used.emplace_back(object.table, std::move(column));
        std::string ignored;
        execute("DROP TRIGGER " + quote(object.name), ignored);
    }
    const bool misses_module = exists(error) || error.starts_with("no such module: ");
    if (misses_module) return resolved;
    resolved.known = true;
    if (!error.empty()) {
        resolved.error = error;
        return resolved;
    }
    for (const auto& [relation, column] : used) {
        const auto found = relations_.find(to_lower(relation));
        if (found == relations_.end()) continue;
        resolved.relations.insert(found->second->name);
        if (!column.empty()) resolved.columns.emplace(found->second->name, column);
    }
    return resolved;
}

}  // namespace retort::introspect::sqlite
