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
constexpr std::array keywords = {"AND",    "AS",   "BETWEEN", "CASE", "COLLATE", "DISTINCT", "ELSE", "ESCAPE",
                                 "EXISTS", "FROM", "IN",      "IS",   "NOT",     "OR",       "THEN", "WHEN"};
/// Words that are operators after an operand and names elsewhere.
constexpr std::array soft_operators = {"GLOB", "LIKE", "MATCH", "REGEXP"};
/// Words that are operands.
constexpr std::array operands = {"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "NULL"};

template <std::size_t N>
bool has(const std::array<const char*, N>& list, const Token& token) {
    return std::any_of(list.begin(), list.end(), [&](const char* each) { return token.is(each); });
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

    void column(const std::string& name) {
        if (std::find(reads.begin(), reads.end(), name) == reads.end()) reads.push_back(name);
        add(Role::operand, quote(name));
    }

    void step(const Token& token) {
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

    /// `table.column` is equivalent to `column`: an expression in a table's definition can't reference another table.
    bool own_prefix(const Token& token) const {
        if (!next() || !next()->is_symbol(".") || !next(2)) return false;
        const std::string second = unquote(next(2)->text);
        if (same_name(unquote(token.text), scope_.table) && scope_.find(second)) return true;
        // SQLite ignores a database's name before the table's in such an expression.
        return same_name(second, scope_.table) && next(3) && next(3)->is_symbol(".") && next(4) &&
               scope_.find(unquote(next(4)->text));
    }

    void word(const Token& token) {
        if (own_prefix(token)) {
            ++at_;
            return;
        }
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
        if (const std::string* name = scope_.find(token.text)) return column(*name);
        if (token.is("TRUE") || token.is("FALSE")) return add(Role::operand, to_lower(token.text));
        add(Role::operand, quote(to_lower(token.text)));
    }

    void quoted(const Token& token) {
        if (own_prefix(token)) {
            ++at_;
            return;
        }
        const std::string name = unquote(token.text);
        if (next() && next()->is_symbol("(")) return add(Role::function, quote(to_lower(name)));
        if (const std::string* found = scope_.find(name)) return column(*found);
        if (token.text.front() == '"') return add(Role::operand, quote_literal(name));
        add(Role::operand, quote(name));
    }

    void is_null(bool negated) {
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

    void run() {
        for (std::size_t open = 0; open < pieces_.size();) {
            const std::size_t close = pieces_[open].role == Role::open ? matching(open) : pieces_.size();
            if (close < pieces_.size() && redundant(open, close)) {
                pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(close));
                pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(open));
            } else {
                ++open;
            }
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
        int depth = 0;
        for (std::size_t i = open + 1; i < close; ++i) {
            if (pieces_[i].role == Role::open) ++depth;
            if (pieces_[i].role == Role::close) --depth;
            if (depth == 0 && pieces_[i].role == Role::comma) return false;  // a row value
        }
        const Piece* before = open == 0 ? nullptr : &pieces_[open - 1];
        const Piece* after = close + 1 == pieces_.size() ? nullptr : &pieces_[close + 1];
        // After a function, an operand, IN or EXISTS the brackets are part of the syntax.
        if (before && (before->role == Role::function || before->role == Role::operand)) return false;
        if (before && before->role == Role::keyword && (before->text == "IN" || before->text == "EXISTS")) return false;
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
