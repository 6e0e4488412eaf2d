#include "sql/postgres/flatten.hpp"

#include <cctype>
#include <cstddef>
#include <vector>

#include "sql/postgres/lexer.hpp"

namespace retort::sql::postgres {

namespace {

bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80);
}

enum class Logic { none, conjunction, disjunction };

/// The content of a pair of brackets, or the whole text: a sequence of texts and groups.
struct Group {
    struct Item {
        std::string text;          ///< empty for a group
        std::vector<Group> group;  ///< one element for a group, none for a text
    };
    std::vector<Item> items;
    Logic logic = Logic::none;  ///< the operator between its operands, if it is the only one
};

class Parser {
public:
    explicit Parser(std::string_view sql) : sql_(sql) {}

    /// Reads up to the closing bracket or the end.
    Group group() {
        Group made;
        bool others = false;
        while (at_ < sql_.size() && sql_[at_] != ')') {
            if (sql_[at_] == '(') {
                ++at_;
                made.items.push_back({{}, {group()}});
                if (at_ < sql_.size())
                    ++at_;
                else
                    closed_ = false;
                continue;
            }
            const std::string_view token = lexeme_at(sql_, at_).text;
            note(token, made.logic, others);
            if (made.items.empty() || !made.items.back().group.empty()) made.items.push_back({});
            made.items.back().text += token;
            at_ += token.size();
        }
        if (others) made.logic = Logic::none;
        return made;
    }

    /// True if all brackets are balanced.
    bool done() const { return closed_ && at_ == sql_.size(); }

private:
    /// Records AND and OR. `others` becomes true if both occur, or a token that rules out a plain list of operands.
    static void note(std::string_view token, Logic& logic, bool& others) {
        const Logic now = token == "AND" ? Logic::conjunction : token == "OR" ? Logic::disjunction : Logic::none;
        if (now != Logic::none) {
            others = others || (logic != Logic::none && logic != now);
            logic = now;
            return;
        }
        for (const char* word :
             {"BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "SELECT", "FROM", "JOIN", "ON", ",", ";"})
            others = others || token == word;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    bool closed_ = true;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

/// True if the group at `index` is the complete first operand: only white space before it, and the operator after it.
bool is_first_operand(const Group& parent, std::size_t index) {
    const std::string_view word = parent.logic == Logic::conjunction ? "AND" : "OR";
    for (std::size_t i = 0; i < index; ++i)
        if (!parent.items[i].group.empty() || !trimmed(parent.items[i].text).empty()) return false;
    if (index + 1 == parent.items.size()) return true;
    const std::string_view next = trimmed(parent.items[index + 1].text);
    return next.starts_with(word) && (next.size() == word.size() || !in_word(next[word.size()]));
}

std::string print(const Group& group) {
    std::string text;
    for (std::size_t i = 0; i < group.items.size(); ++i) {
        const Group::Item& item = group.items[i];
        if (item.group.empty()) {
            text += item.text;
            continue;
        }
        const Group& inner = item.group.front();
        const bool merges = group.logic != Logic::none && inner.logic == group.logic && is_first_operand(group, i);
        text += merges ? print(inner) : "(" + print(inner) + ")";
    }
    return text;
}

}  // namespace

std::string flatten_logic(std::string_view sql) {
    if (sql.find("AND") == std::string_view::npos && sql.find("OR") == std::string_view::npos) return std::string(sql);
    Parser parser(sql);
    const Group whole = parser.group();
    return parser.done() ? print(whole) : std::string(sql);
}

}  // namespace retort::sql::postgres
