#include "sql/sqlite/canonical.hpp"

#include <algorithm>
#include <array>

#include "schema/name.hpp"

namespace retort::sql::sqlite {

namespace {

/// The role of a piece in an expression.
enum class Role { operand, keyword, operation, sign, function, open, close, comma, dot };

struct Piece {
    Role role{};
    std::string text;
};

/// Reserved words (lang_keywords.html) and word operators.
constexpr std::array keywords = {"ALL",    "AND",  "AS", "BETWEEN", "CASE", "COLLATE", "DISTINCT", "ELSE", "ESCAPE",
                                 "EXISTS", "FROM", "IN", "IS",      "NOT",  "OR",      "THEN",     "WHEN"};
/// Words that are operators after an operand and names elsewhere.
constexpr std::array soft_operators = {"GLOB", "LIKE", "MATCH", "REGEXP"};
/// Operators that bind closer than IS (lang_expr.html, section 2).
constexpr std::array closer_operators = {"->>", "->", "||", "*",  "/", "%",  "+", "-",
                                         "&",   "|",  "<<", ">>", "<", "<=", ">", ">="};
/// The names of the row id.
constexpr std::array rowid_names = {"rowid", "oid", "_rowid_"};
/// Words that are operands.
constexpr std::array operands = {"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "NULL"};

template <std::size_t N>
bool contains(const std::array<const char*, N>& list, std::string_view text) {
    return std::any_of(list.begin(), list.end(), [&](const char* each) { return same_name(text, each); });
}
template <std::size_t N>
bool has(const std::array<const char*, N>& list, const Token& token) {
    return token.kind == TokenKind::word && contains(list, token.text);
}

/// Turns tokens into pieces.
class Reader {
public:
    Reader(std::span<const Token> tokens, const Scope& scope) : tokens_(tokens), scope_(scope) {}

    std::vector<Piece> run() {
        for (at_ = 0; at_ < tokens_.size(); ++at_) step(tokens_[at_]);
        return std::move(pieces_);
    }

    std::vector<std::string> reads;

private:
    const Token* next(std::size_t ahead = 1) const {
        return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
    }
    /// True after an operand, where an operator must follow.
    bool after_operand() const {
        return !pieces_.empty() && (pieces_.back().role == Role::operand || pieces_.back().role == Role::close);
    }
    /// True after a NOT that negates the operator after it: x NOT LIKE y.
    bool after_negation() const {
        if (pieces_.size() < 2 || pieces_.back().role != Role::keyword || pieces_.back().text != "NOT") return false;
        const Role before = pieces_[pieces_.size() - 2].role;
        return before == Role::operand || before == Role::close;
    }
    void add(Role role, std::string text) { pieces_.push_back({role, std::move(text)}); }

    void column(const std::string& name) { column(name, quote(name)); }
    void column(const std::string& name, std::string text) {
        if (std::find(reads.begin(), reads.end(), name) == reads.end()) reads.push_back(name);
        add(Role::operand, std::move(text));
    }

    void step(const Token& token) {
        if (qualified(token)) return;
        switch (token.kind) {
            case TokenKind::word: return word(token);
            case TokenKind::quoted_name: return quoted(token);
            case TokenKind::symbol: return symbol(token);
            case TokenKind::blob:
            case TokenKind::number: return add(Role::operand, to_lower(token.text));
            case TokenKind::string:
            case TokenKind::variable:
            case TokenKind::unclosed: return add(Role::operand, std::string(token.text));
        }
    }

    static bool is_name(const Token* token) {
        return token && (token->kind == TokenKind::word || token->kind == TokenKind::quoted_name ||
                         token->kind == TokenKind::string);
    }

    /// Adds the column of `table.column` or `database.table.column` without its prefixes: an expression in a table's
    /// definition can't reference another table, and SQLite ignores the database's name.
    bool qualified(const Token& token) {
        const auto dot = [&](std::size_t ahead) { return next(ahead) && next(ahead)->is_symbol("."); };
        if (!is_name(&token) || !dot(1) || !is_name(next(2))) return false;
        const bool with_database = dot(3) && is_name(next(4));
        const std::string table = unquote(with_database ? next(2)->text : token.text);
        const std::string name = unquote(next(with_database ? 4 : 2)->text);
        if (!same_name(table, scope_.table) || !resolved(name)) return false;
        at_ += with_database ? 4 : 2;
        return true;
    }

    /// Adds the column or the row id with this name, if there is one.
    bool resolved(const std::string& name) {
        if (const std::string* found = scope_.find(name))
            column(*found);
        else if (scope_.is_rowid(name))
            add(Role::operand, to_lower(name));
        else
            return false;
        return true;
    }

    void word(const Token& token) {
        const bool called = next() && next()->is_symbol("(");
        if (token.is("ISNULL") && after_operand()) return is_null(false);
        if (token.is("NOTNULL") && after_operand()) return is_null(true);
        if (token.is("NOT") && next() && next()->is("NULL") && after_operand()) {
            ++at_;
            return is_null(true);
        }
        if (token.is("CAST") && called) return cast();
        if (token.is("COLLATE") && next()) return collate();
        if (token.is("CASE")) ++open_cases_;
        if (has(keywords, token)) return add(Role::keyword, to_upper(token.text));
        if (has(soft_operators, token) && (after_operand() || after_negation()))
            return add(Role::keyword, to_upper(token.text));
        if (token.is("END") && open_cases_ > 0 && after_operand()) {
            --open_cases_;
            return add(Role::operand, "END");
        }
        if (has(operands, token)) return add(Role::operand, to_upper(token.text));
        if (called) return add(Role::function, to_lower(token.text));
        if (token.is("TRUE") || token.is("FALSE")) {
            // Even where a column has this name, SQLite takes the bare word in x IN (TRUE) for the constant.
            const std::string* name = scope_.find(token.text);
            return name ? column(*name, to_lower(token.text)) : add(Role::operand, to_lower(token.text));
        }
        if (resolved(std::string(token.text))) return;
        unknown(to_lower(token.text));
    }

    void quoted(const Token& token) {
        const std::string name = unquote(token.text);
        if (next() && next()->is_symbol("(")) return add(Role::function, quote(to_lower(name)));
        if (resolved(name)) return;
        if (token.text.front() == '"') return add(Role::operand, quote_literal(name));
        unknown(name);
    }

    /// A name of nothing, which SQLite accepts where it does not evaluate it: x IN (). In double quotes it would be a
    /// string.
    void unknown(const std::string& name) {
        std::string text = quote(name);
        if (text.empty() || text.front() == '"') {
            text.assign(1, '`');
            for (const char c : name) text += c == '`' ? std::string("``") : std::string(1, c);
            text += '`';
        }
        add(Role::operand, std::move(text));
    }

    void is_null(bool negated) {
        // a ISNULL < 1 is (a IS NULL) < 1, but a IS NULL < 1 is a IS (NULL < 1).
        if (next() &&
            (next()->is("COLLATE") || (next()->kind == TokenKind::symbol && contains(closer_operators, next()->text))))
            return add(Role::operand, negated ? "NOTNULL" : "ISNULL");
        add(Role::keyword, "IS");
        if (negated) add(Role::keyword, "NOT");
        add(Role::operand, "NULL");
    }

    void collate() {
        add(Role::keyword, "COLLATE");
        ++at_;
        const std::string name = unquote(tokens_[at_].text);
        const std::string canonical = canonical_collation(name);
        const bool built_in = canonical == "NOCASE" || canonical == "RTRIM";
        add(Role::operand, canonical.empty() ? "BINARY" : built_in ? canonical : quote(canonical));
    }

    /// CAST ( expression AS type ): the type's words are not identifiers.
    void cast() {
        add(Role::function, "CAST");
        int depth = 0;
        std::size_t as = at_ + 1;
        std::size_t end = at_ + 1;
        for (; end < tokens_.size(); ++end) {
            if (tokens_[end].is_symbol("(")) ++depth;
            if (tokens_[end].is_symbol(")") && --depth == 0) break;
            if (depth == 1 && tokens_[end].is("AS")) as = end;
        }
        const std::span<const Token> all = tokens_;
        for (++at_; at_ < as; ++at_) step(tokens_[at_]);
        add(Role::keyword, "AS");
        if (end < all.size()) add(Role::operand, canonical_type(all.subspan(as + 1, end - as - 1)));
        at_ = end - 1;
    }

    void symbol(const Token& token) {
        if (token.text == "(") return add(Role::open, "(");
        if (token.text == ")") return add(Role::close, ")");
        if (token.text == ",") return add(Role::comma, ",");
        if (token.text == ".") return add(Role::dot, ".");
        if (token.text == "~") return add(Role::sign, "~");
        if ((token.text == "-" || token.text == "+") && !after_operand())
            return add(Role::sign, std::string(token.text));
        if (token.text == "==") return add(Role::operation, "=");
        if (token.text == "!=") return add(Role::operation, "<>");
        add(Role::operation, std::string(token.text));
    }

    std::span<const Token> tokens_;
    const Scope& scope_;
    std::size_t at_ = 0;
    int open_cases_ = 0;  ///< if 0, END is an ordinary name
    std::vector<Piece> pieces_;
};

/// Removes redundant pairs of brackets.
class Unwrapper {
public:
    explicit Unwrapper(std::vector<Piece>& pieces) : pieces_(pieces) {}

    /// From the inside out: an outer pair may be redundant only without the inner one.
    void run() {
        for (std::size_t open = pieces_.size(); open-- > 0;) {
            if (pieces_[open].role != Role::open) continue;
            const std::size_t close = matching(open);
            if (close == pieces_.size() || !redundant(open, close)) continue;
            pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(close));
            pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(open));
        }
    }

private:
    std::size_t matching(std::size_t open) const {
        int depth = 0;
        for (std::size_t i = open; i < pieces_.size(); ++i) {
            if (pieces_[i].role == Role::open) ++depth;
            if (pieces_[i].role == Role::close && --depth == 0) return i;
        }
        return pieces_.size();
    }

    bool redundant(std::size_t open, std::size_t close) const {
        if (close == open + 1) return false;
        // After a function, an operand, IN or EXISTS the brackets are part of the syntax.
        const Piece* before = open == 0 ? nullptr : &pieces_[open - 1];
        if (before && (before->role == Role::function || before->role == Role::operand)) return false;
        if (before && before->role == Role::keyword && (before->text == "IN" || before->text == "EXISTS")) return false;
        if (pieces_[open + 1].role == Role::open && matching(open + 1) + 1 == close) return true;
        int depth = 0;
        for (std::size_t i = open + 1; i < close; ++i) {
            if (pieces_[i].role == Role::open) ++depth;
            if (pieces_[i].role == Role::close) --depth;
            if (depth == 0 && pieces_[i].role == Role::comma) return false;  // a row value
        }
        const Piece* after = close + 1 == pieces_.size() ? nullptr : &pieces_[close + 1];
        if (close == open + 2 && pieces_[open + 1].role == Role::operand) return true;
        const bool fills_left = !before || before->role == Role::open || before->role == Role::comma;
        const bool fills_right = !after || after->role == Role::close || after->role == Role::comma;
        return fills_left && fills_right;
    }

    std::vector<Piece>& pieces_;
};

bool space_between(const Piece& left, const Piece& right) {
    if (right.role == Role::close || right.role == Role::comma || right.role == Role::dot) return false;
    if (left.role == Role::open || left.role == Role::dot || left.role == Role::function) return false;
    if (left.role == Role::sign) return right.role == Role::sign;  // "- -1": two dashes are a comment
    return true;
}

}  // namespace

const std::string* Scope::find(std::string_view name) const {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const std::string& each) { return same_name(each, name); });
    return found == columns.end() ? nullptr : &*found;
}

bool Scope::is_rowid(std::string_view name) const { return rowid && contains(rowid_names, name) && !find(name); }

Canonical canonical_expression(std::span<const Token> tokens, const Scope& scope) {
    Reader reader(tokens, scope);
    std::vector<Piece> pieces = reader.run();
    Unwrapper(pieces).run();
    Canonical canonical;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0 && space_between(pieces[i - 1], pieces[i])) canonical.text += ' ';
        canonical.text += pieces[i].text;
    }
    canonical.reads = std::move(reader.reads);
    return canonical;
}

namespace {

/// The token after the pair of brackets that `tokens[open]` opens.
std::size_t after_brackets(std::span<const Token> tokens, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < tokens.size(); ++at) {
        if (tokens[at].is_symbol("(")) ++depth;
        if (tokens[at].is_symbol(")") && --depth == 0) return at + 1;
    }
    return tokens.size() + 1;
}

/// True if the CASE that begins `tokens` ends them.
bool is_case(std::span<const Token> tokens) {
    int depth = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        // After THEN, ELSE, WHEN or an operator, END is a name.
        const bool after_value = at > 0 && (tokens[at - 1].kind != TokenKind::symbol || tokens[at - 1].text == ")") &&
                                 !has(keywords, tokens[at - 1]);
        if (tokens[at].is("CASE")) ++depth;
        if (tokens[at].is("END") && after_value && --depth == 0) return at + 1 == tokens.size();
    }
    return false;
}

}  // namespace

std::span<const Token> without_brackets(std::span<const Token> tokens) {
    while (!tokens.empty() && tokens.front().is_symbol("(") && after_brackets(tokens, 0) == tokens.size())
        tokens = tokens.subspan(1, tokens.size() - 2);
    return tokens;
}

bool is_collatable(std::span<const Token> tokens) {
    while (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE")) tokens = tokens.first(tokens.size() - 2);
    while (!tokens.empty() && (tokens[0].is_symbol("-") || tokens[0].is_symbol("+") || tokens[0].is_symbol("~")))
        tokens = tokens.subspan(1);
    if (tokens.empty()) return false;
    if (tokens.size() == 1) return tokens[0].kind != TokenKind::symbol;
    if (tokens[0].is_symbol("(")) return after_brackets(tokens, 0) == tokens.size();
    if (tokens[0].is("CASE")) return is_case(tokens);
    const bool called = tokens[1].is_symbol("(") && !tokens[0].is("NOT") && tokens[0].kind != TokenKind::symbol;
    return called && after_brackets(tokens, 1) == tokens.size();
}

std::string canonical_type(std::span<const Token> tokens) {
    std::string text;
    bool word_before = false;
    for (const Token& token : tokens) {
        const bool word = token.kind == TokenKind::word || token.kind == TokenKind::string ||
                          (token.kind == TokenKind::quoted_name && token.text.front() != '[');
        if (word && word_before) text += ' ';
        if (token.is_symbol("+")) continue;
        text += token.kind == TokenKind::word ? to_upper(token.text) : std::string(token.text);
        word_before = word;
    }
    return text;
}

std::string canonical_collation(std::string_view name) {
    if (same_name(name, "BINARY")) return "";
    if (same_name(name, "NOCASE") || same_name(name, "RTRIM")) return to_upper(name);
    return std::string(name);
}

}  // namespace retort::sql::sqlite
