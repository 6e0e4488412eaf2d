#include "introspect/sqlite/create_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "schema/parts.hpp"
#include "sql/sqlite/canonical.hpp"
#include "sql/sqlite/token_cursor.hpp"

namespace retort::introspect::sqlite {

namespace {

/// An expression that is converted to its canonical form when all columns are known.
struct Pending {
    std::size_t index = 0;  ///< of the column or check it belongs to
    std::vector<sql::sqlite::Token> tokens;
};

std::vector<sql::sqlite::Token> copy(std::span<const sql::sqlite::Token> tokens) {
    return {tokens.begin(), tokens.end()};
}

/// Keywords that end a type: they start the clauses after it.
constexpr std::array type_ends = {"CONSTRAINT", "DEFAULT", "NULL",       "NOT",     "ON", "PRIMARY",   "UNIQUE",
                                  "CHECK",      "COLLATE", "REFERENCES", "FOREIGN", "AS", "DEFERRABLE"};

/// A default reads no columns, so a sign + before it has no effect.
std::string canonical_default(std::span<const sql::sqlite::Token> tokens) {
    std::string text = sql::sqlite::canonical_expression(tokens, {}).text;
    while (text.starts_with('+')) {
        const std::string unsigned_text = text.substr(1);
        text = sql::sqlite::canonical_expression(sql::sqlite::tokenize(unsigned_text), {}).text;
    }
    return text;
}

class Parser {
public:
    Parser(std::string_view sql, const std::string& name) : cursor_(sql, "table " + name) { table_.name.name = name; }

    Table run() {
        cursor_.expect("CREATE");
        if (!cursor_.accept("TEMP")) cursor_.accept("TEMPORARY");
        cursor_.expect("TABLE");
        cursor_.accept_all({"IF", "NOT", "EXISTS"});
        cursor_.name();
        if (cursor_.accept(".")) cursor_.name();
        cursor_.expect("(");
        table_.columns.reserve(cursor_.items_left());
        do {
            if (starts_table_constraint()) {
                table_constraints();
                break;
            }
            column();
        } while (cursor_.accept(","));
        cursor_.expect(")");
        options();
        finish();
        return std::move(table_);
    }

private:
    // --- columns ---------------------------------------------------------------------------

    void column() {
        constraint_name_.clear();
        table_.columns.emplace_back();
        Column& column = table_.columns.back();
        column.name = cursor_.name();
        column.type.sql = type();
        while (!cursor_.sees(",") && !cursor_.sees(")")) column_constraint(column);
    }

    bool ends_type() const {
        if (cursor_.at_end() || cursor_.sees(",") || cursor_.sees(")") || cursor_.sees("(")) return true;
        if (cursor_.sees("GENERATED") && cursor_.sees("ALWAYS", 1)) return true;
        return std::any_of(type_ends.begin(), type_ends.end(), [&](const char* each) { return cursor_.sees(each); });
    }

    std::string type() {
        const std::size_t start = cursor_.position();
        while (!ends_type()) cursor_.name();
        if (cursor_.position() > start && cursor_.sees("(")) cursor_.bracketed();
        return sql::sqlite::canonical_type(cursor_.since(start));
    }

    void column_constraint(Column& column) {
        const std::size_t index = table_.columns.size() - 1;
        if (cursor_.accept("CONSTRAINT")) {
            constraint_name_ = cursor_.name();
        } else if (cursor_.accept("DEFAULT")) {
            default_value(column, index);
        } else if (cursor_.accept("NULL")) {
            conflict();
        } else if (cursor_.sees("NOT") && !cursor_.sees("DEFERRABLE", 1)) {
            cursor_.next();
            cursor_.expect("NULL");
            column.nullable = false;
            column.null_conflict = conflict();
        } else if (cursor_.accept_all({"PRIMARY", "KEY"})) {
            PrimaryKey key;
            take_name(key);
            key.columns = {column.name};
            if (cursor_.accept("DESC"))
                key.column_options[column.name] = "DESC";
            else
                cursor_.accept("ASC");
            inline_descending_key_ = !key.column_options.empty();
            key.on_conflict = conflict();
            column.autoincrement = cursor_.accept("AUTOINCREMENT");
            table_.primary_key = std::move(key);
        } else if (cursor_.accept("UNIQUE")) {
            Unique unique;
            take_name(unique);
            unique.columns = {column.name};
            unique.on_conflict = conflict();
            table_.uniques.push_back(std::move(unique));
        } else if (cursor_.accept("CHECK")) {
            check();
        } else if (cursor_.accept("REFERENCES")) {
            ForeignKey key;
            take_name(key);
            key.columns = {column.name};
            references(key);
            table_.foreign_keys.push_back(std::move(key));
        } else if (cursor_.sees("NOT") || cursor_.sees("DEFERRABLE")) {
            // SQLite accepts the clause on its own; it applies to the last foreign key.
            const Deferral found = deferral();
            if (!table_.foreign_keys.empty()) table_.foreign_keys.back().deferral = found;
        } else if (cursor_.accept("COLLATE")) {
            column.collation = sql::sqlite::canonical_collation(cursor_.name());
        } else if (cursor_.accept_all({"GENERATED", "ALWAYS", "AS"}) || cursor_.accept("AS")) {
            generated_.push_back({index, copy(cursor_.bracketed())});
            column.generated = Generated{.expression = {}, .stored = cursor_.accept("STORED")};
            if (!column.generated->stored) cursor_.accept("VIRTUAL");
        } else {
            cursor_.fail("a column constraint");
        }
    }

    void default_value(Column& column, std::size_t index) {
        std::erase_if(defaults_, [&](const Pending& each) { return each.index == index; });
        column.default_sql.reset();
        if (cursor_.sees("(")) {
            defaults_.push_back({index, copy(cursor_.bracketed())});
            return;
        }
        cursor_.accept("+");
        const std::size_t start = cursor_.position();
        cursor_.accept("-");
        const sql::sqlite::Token& token = cursor_.next();
        const bool constant = token.is("NULL") || token.is("TRUE") || token.is("FALSE") || token.is("CURRENT_TIME") ||
                              token.is("CURRENT_DATE") || token.is("CURRENT_TIMESTAMP");
        const bool name =
            token.kind == sql::sqlite::TokenKind::word || token.kind == sql::sqlite::TokenKind::quoted_name;
        // A name in this position is a string.
        if (name && !constant)
            column.default_sql = quote_literal(sql::sqlite::unquote(token.text));
        else
            defaults_.push_back({index, copy(cursor_.since(start))});
    }

    // --- shared by columns and tables ------------------------------------------------------

    template <class Constraint>
    void take_name(Constraint& constraint) {
        constraint.name = std::move(constraint_name_);
        constraint.named = !constraint.name.empty();
        constraint_name_.clear();
    }

    /// ON CONFLICT …; empty for ABORT, which is the default.
    std::string conflict() {
        if (!cursor_.accept_all({"ON", "CONFLICT"})) return "";
        const std::string word = sql::sqlite::to_upper(cursor_.name());
        return word == "ABORT" ? "" : word;
    }

    void check() {
        Check check;
        take_name(check);
        checks_.push_back({table_.checks.size(), copy(cursor_.bracketed())});
        table_.checks.push_back(std::move(check));
        conflict();  // accepted, without effect (lang_conflict.html)
    }

    void references(ForeignKey& key) {
        key.table.name = cursor_.name();
        if (cursor_.sees("(")) key.references = names();
        for (;;) {
            if (cursor_.accept("MATCH")) {
                key.match = sql::sqlite::same_name(cursor_.name(), "FULL") ? Match::full : Match::simple;
            } else if (cursor_.accept_all({"ON", "DELETE"})) {
                key.on_delete = action();
            } else if (cursor_.accept_all({"ON", "UPDATE"})) {
                key.on_update = action();
            } else if (cursor_.accept_all({"ON", "INSERT"})) {
                action();  // accepted, without effect
            } else if (cursor_.sees("DEFERRABLE") || (cursor_.sees("NOT") && cursor_.sees("DEFERRABLE", 1))) {
                key.deferral = deferral();
                return;
            } else {
                return;
            }
        }
    }

    Action action() {
        if (cursor_.accept_all({"SET", "NULL"})) return Action::set_null;
        if (cursor_.accept_all({"SET", "DEFAULT"})) return Action::set_default;
        if (cursor_.accept("CASCADE")) return Action::cascade;
        if (cursor_.accept("RESTRICT")) return Action::restrict_;
        if (cursor_.accept_all({"NO", "ACTION"})) return Action::no_action;
        cursor_.fail("a foreign key's action");
    }

    Deferral deferral() {
        const bool negated = cursor_.accept("NOT");
        cursor_.expect("DEFERRABLE");
        const bool deferred = cursor_.accept_all({"INITIALLY", "DEFERRED"});
        if (!deferred) cursor_.accept_all({"INITIALLY", "IMMEDIATE"});
        if (negated) return Deferral::not_deferrable;
        return deferred ? Deferral::initially_deferred : Deferral::initially_immediate;
    }

    std::vector<std::string> names() {
        std::vector<std::string> list;
        cursor_.expect("(");
        do list.push_back(cursor_.name());
        while (cursor_.accept(","));
        cursor_.expect(")");
        return list;
    }

    // --- table constraints -----------------------------------------------------------------

    bool starts_table_constraint() const {
        return cursor_.sees("CONSTRAINT") || cursor_.sees("PRIMARY") || cursor_.sees("UNIQUE") ||
               cursor_.sees("CHECK") || cursor_.sees("FOREIGN");
    }

    /// The comma between table constraints may be missing.
    void table_constraints() {
        constraint_name_.clear();
        while (!cursor_.sees(")")) {
            if (cursor_.accept(","))
                constraint_name_.clear();
            else
                table_constraint();
        }
    }

    void table_constraint() {
        if (cursor_.accept("CONSTRAINT")) {
            constraint_name_ = cursor_.name();
        } else if (cursor_.accept_all({"PRIMARY", "KEY"})) {
            PrimaryKey key;
            take_name(key);
            key_columns(key);
            inline_descending_key_ = false;
            key.on_conflict = conflict();
            table_.primary_key = std::move(key);
        } else if (cursor_.accept("UNIQUE")) {
            Unique unique;
            take_name(unique);
            key_columns(unique);
            unique.on_conflict = conflict();
            table_.uniques.push_back(std::move(unique));
        } else if (cursor_.accept("CHECK")) {
            check();
        } else if (cursor_.accept_all({"FOREIGN", "KEY"})) {
            ForeignKey key;
            take_name(key);
            key.columns = names();
            cursor_.expect("REFERENCES");
            references(key);
            table_.foreign_keys.push_back(std::move(key));
        } else {
            cursor_.fail("a table constraint");
        }
    }

    template <class Key>
    void key_columns(Key& key) {
        cursor_.expect("(");
        do {
            const auto [name, options] = key_column();
            if (!options.empty()) key.column_options[name] = options;
            key.columns.push_back(name);
        } while (cursor_.accept(","));
        cursor_.expect(")");
    }

    /// A column of a key and its options. It may stand in brackets, and its last collation counts.
    std::pair<std::string, std::string> key_column() {
        std::span<const sql::sqlite::Token> tokens = cursor_.item();
        const auto drop = [&](std::size_t count) { tokens = tokens.first(tokens.size() - count); };
        const bool numbered = !tokens.empty() && tokens.back().is("AUTOINCREMENT");
        if (numbered) drop(1);
        const bool descending = !tokens.empty() && tokens.back().is("DESC");
        if (descending || (!tokens.empty() && tokens.back().is("ASC"))) drop(1);
        tokens = sql::sqlite::without_brackets(tokens);
        std::string collation;
        while (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE")) {
            if (collation.empty()) collation = sql::sqlite::unquote(tokens.back().text);
            drop(2);
            tokens = sql::sqlite::without_brackets(tokens);
        }
        if (tokens.size() != 1) cursor_.fail("a column");
        std::string name = sql::sqlite::unquote(tokens.front().text);
        std::string options;
        if (!collation.empty()) {
            collations_.emplace_back(name, collation);
            options = "COLLATE " + quote(collation);
        }
        if (descending) options += options.empty() ? "DESC" : " DESC";
        if (numbered)
            if (Column* column = find(name)) column->autoincrement = true;
        return {std::move(name), std::move(options)};
    }

    void options() {
        while (!cursor_.at_end() && !cursor_.sees(";")) {
            if (cursor_.accept(",")) continue;
            if (cursor_.accept_all({"WITHOUT", "ROWID"}))
                table_.without_rowid = true;
            else if (cursor_.accept("STRICT"))
                table_.strict = true;
            else
                cursor_.fail("a table option");
        }
    }

    // --- after parsing ---------------------------------------------------------------------

    Column* find(std::string_view name) {
        const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                        [&](const Column& each) { return sql::sqlite::same_name(each.name, name); });
        return found == table_.columns.end() ? nullptr : &*found;
    }

    /// Changes names to the spelling of the columns' declarations.
    void respell(std::vector<std::string>& names) {
        for (std::string& name : names)
            if (const Column* column = find(name)) name = column->name;
    }

    /// Likewise for key options; removes a collation that is the column's default.
    void respell(std::map<std::string, std::string>& options) {
        std::map<std::string, std::string> respelt;
        for (const auto& [name, text] : options) {
            const Column* column = find(name);
            const std::string own = column ? (column->collation.empty() ? "BINARY" : column->collation) : "";
            std::string kept;
            for (const auto& [of, collation] : collations_) {
                if (!sql::sqlite::same_name(of, name) || !text.starts_with("COLLATE " + quote(collation))) continue;
                if (!sql::sqlite::same_name(collation, own)) {
                    const std::string canonical = sql::sqlite::canonical_collation(collation);
                    kept = "COLLATE " + (canonical.empty() ? "BINARY" : quote_collation(canonical));
                }
                break;
            }
            if (text.ends_with("DESC")) kept += kept.empty() ? "DESC" : " DESC";
            if (!kept.empty()) respelt[column ? column->name : name] = kept;
        }
        options = std::move(respelt);
    }

    static std::string quote_collation(const std::string& name) {
        return name == "NOCASE" || name == "RTRIM" ? name : quote(name);
    }

    void finish() {
        sql::sqlite::Scope scope{table_.name.name, {}};
        for (const Column& column : table_.columns) scope.columns.push_back(column.name);
        for (const Pending& each : defaults_) {
            std::string text = canonical_default(each.tokens);
            Column& column = table_.columns[each.index];
            if (text != "NULL") column.default_sql = std::move(text);
            depend(column.depends_on, {});  // a default reads no column
        }
        for (const Pending& each : generated_) {
            sql::sqlite::Canonical canonical = sql::sqlite::canonical_expression(each.tokens, scope);
            table_.columns[each.index].generated->expression = std::move(canonical.text);
            depend(table_.columns[each.index].depends_on, canonical.reads);
        }
        scope.rowid = !table_.without_rowid;
        for (const Pending& each : checks_) {
            sql::sqlite::Canonical canonical = sql::sqlite::canonical_expression(each.tokens, scope);
            table_.checks[each.index].expression = std::move(canonical.text);
            depend(table_.checks[each.index].depends_on, canonical.reads);
        }
        for_each_part(PartKinds<Unique, ForeignKey, PrimaryKey>{}, table_, [&](auto& each) { finish_key(each); });
    }

    /// SQLite has no functions of the schema, so an expression depends on columns only.
    void depend(DependsOn& depends_on, const std::vector<std::string>& columns) const {
        depends_on.add_columns(table_.name, columns);
        depends_on.from_catalog = true;
    }

    void finish_key(Unique& unique) { respell(unique.columns), respell(unique.column_options); }
    void finish_key(ForeignKey& key) { respell(key.columns); }
    void finish_key(PrimaryKey& key) {
        respell(key.columns);
        respell(key.column_options);
        // PRIMARY KEY (id DESC) is still an alias of the rowid; "id INTEGER PRIMARY KEY DESC" is not.
        if (key.columns.size() == 1 && !inline_descending_key_ && !table_.without_rowid)
            if (const Column* column = find(key.columns[0]); column && column->type.sql == "INTEGER")
                key.column_options.clear();
        if (!table_.without_rowid && !table_.strict && !is_rowid_alias(table_)) return;
        for (const std::string& name : key.columns)
            if (Column* column = find(name)) column->nullable = false;
    }

    sql::sqlite::TokenCursor cursor_;
    Table table_;
    std::string constraint_name_;
    bool inline_descending_key_ = false;
    std::vector<Pending> defaults_;
    std::vector<Pending> generated_;
    std::vector<Pending> checks_;
    std::vector<std::pair<std::string, std::string>> collations_;  ///< column, as written in a key
};

}  // namespace

Table parse_create_table(std::string_view sql, const std::string& table_name) { return Parser(sql, table_name).run(); }

bool is_rowid_alias(const Table& table) {
    if (table.without_rowid || !table.primary_key || table.primary_key->columns.size() != 1) return false;
    if (!table.primary_key->column_options.empty()) return false;
    const Column* column = table.find_column(table.primary_key->columns[0]);
    return column && column->type.sql == "INTEGER";
}

}  // namespace retort::introspect::sqlite
