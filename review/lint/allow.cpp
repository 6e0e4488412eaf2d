#include "review/lint/allow.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/error.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::hazards {

namespace {

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

class Reader {
public:
    Reader(std::string_view script, const Places& places, std::size_t start)
        : script_(script), places_(places), start_(start) {}

    std::vector<Allow> read(const std::vector<JudgedStatement>& statements) {
        std::size_t at = 0;
        for (std::size_t i = 0; i < statements.size(); ++i) {
            const JudgedStatement& each = statements[i];
            comments(at, each.offset, i, i > 0);
            comments(each.offset, each.offset + each.length, i, false);
            at = each.offset + each.length;
        }
        comments(at, script_.size(), statements.size(), !statements.empty());
        if (!errors_.empty()) throw Error(std::move(errors_));
        return std::move(allows_);
    }

private:
    /// The comments in a part of the script. `follows`: one on the first line belongs to the statement before.
    void comments(std::size_t from, std::size_t to, std::size_t statement, bool follows) {
        bool first_line = follows;
        std::size_t line_end = std::min(script_.find('\n', from), to);
        for (sql::postgres::LexemeCursor cursor(script_.substr(0, to), from); !cursor.done();) {
            const std::size_t offset = cursor.position();
            const auto lexeme = cursor.next();
            first_line = first_line && offset < line_end;
            if (lexeme.kind == sql::postgres::LexemeKind::comment && lexeme.text.starts_with("--"))
                comment(lexeme.text.substr(2), offset, first_line ? statement - 1 : statement);
        }
    }

    void comment(std::string_view words, std::size_t offset, std::size_t statement) {
        words = trim(words);
        if (!words.starts_with("retort:")) return;
        words = trim(words.substr(7));
        if (!words.starts_with("allow") || (words.size() > 5 && words[5] != ' '))
            return malformed(offset, "'-- retort:' is followed by 'allow'");
        words = trim(words.substr(5));
        const std::size_t because = words.find(" because ");
        const std::string_view reason = because == words.npos ? "" : trim(words.substr(because + 9));
        if (reason.empty()) return malformed(offset, "an allow comment needs a reason");
        Allow allow{{}, std::string(reason), offset, statement};
        std::string_view list = words.substr(0, because);
        while (!list.empty()) {
            const std::size_t comma = std::min(list.find(','), list.size());
            const std::string_view word = trim(list.substr(0, comma));
            list.remove_prefix(std::min(comma + 1, list.size()));
            if (const RuleEntry* rule = find_rule(word); rule != nullptr)
                allow.rules.push_back(rule->rule);
            else
                unknown(offset, word);
        }
        allows_.push_back(std::move(allow));
    }

    void malformed(std::size_t offset, std::string message) {
        add("RT380", offset, std::move(message), "-- retort: allow drop-table because the table is empty");
    }

    void unknown(std::size_t offset, std::string_view word) {
        add("RT381", offset, fmt::format("there is no hazard rule '{}'", word), meant_rule(word));
    }

    void add(ErrorCode code, std::size_t offset, std::string message, std::string hint) {
        const Place place = places_.at(start_ + offset);
        errors_.push_back({code, std::move(message), place.position, place.source_line, std::move(hint), {}});
    }

    std::string_view script_;
    const Places& places_;
    std::size_t start_;
    std::vector<Allow> allows_{};
    std::vector<Diagnostic> errors_{};
};

}  // namespace

std::vector<Allow> read_allows(std::string_view script, const std::vector<JudgedStatement>& statements,
                               const Places& places, std::size_t start) {
    return Reader(script, places, start).read(statements);
}

}  // namespace retort::hazards
