#include "tests/sql/sqlite/random_expression.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite::test {

namespace {

using Words = std::vector<std::string>;

class Draw {
public:
    explicit Draw(rc::Random random) : random_(random) {}
    explicit Draw(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return random_.next() % limit; }
    bool chance(unsigned percent) { return below(100) < percent; }
    const std::string& of(const Words& words) { return words[below(words.size())]; }

    /// A keyword or name in letters of either case.
    std::string cased(std::string_view word) {
        switch (below(4)) {
            case 0: return to_lower(word);
            case 1: return to_upper(word);
            default: break;
        }
        std::string text(word);
        for (char& c : text)
            if (chance(50)) c = to_upper(std::string(1, c)).front();
        return text;
    }

    /// White space and comments; never nothing.
    std::string space() {
        static const Words kinds = {" ", " ", " ", "  ", "\n", "\t", " /* ' \" ) */ ", " -- ' ) \" \n", "\r\n", "/**/"};
        return of(kinds);
    }
    /// The same, or nothing.
    std::string maybe_space() { return chance(60) ? "" : space(); }

private:
    rc::Random random_;
};

class Writer {
public:
    explicit Writer(Draw& draw) : draw_(draw) {}

    Expression expression(int depth) {
        if (depth <= 0 || draw_.chance(12)) return leaf();
        switch (draw_.below(22)) {
            case 0:
            case 1: return bracketed(expression(depth - 1));
            case 2: return prefixed(draw_.of({"-", "+", "~", "NOT "}), expression(depth - 1));
            case 3: return null_test(depth);
            case 4: return collated(depth);
            case 5: return like(depth);
            case 6: return between(depth);
            case 7: return in_list(depth);
            case 8: return case_of(depth);
            case 9: return cast(depth);
            case 10:
            case 11: return call(depth);
            case 12: return row_values(depth);
            case 13: return is(depth);
            default: return binary(depth);
        }
    }

private:
    /// Keywords of one operator, with white space between them.
    std::string words(std::string_view list) {
        std::string text;
        for (std::size_t at = 0; at < list.size();) {
            const std::size_t end = std::min(list.find(' ', at), list.size());
            if (!text.empty()) text += draw_.space();
            text += draw_.cased(list.substr(at, end - at));
            at = end + 1;
        }
        return text;
    }
    std::string spaced(std::string_view list) { return draw_.space() + words(list) + draw_.space(); }

    Expression of(Words parts, std::vector<Expression> operands) { return {std::move(parts), std::move(operands)}; }
    Expression text(std::string word) { return {{std::move(word)}, {}}; }

    Expression bracketed(Expression inner) {
        return of({"(" + draw_.maybe_space(), draw_.maybe_space() + ")"}, {std::move(inner)});
    }
    /// Brackets now and then: an operator binds the operands that it gets.
    Expression operand(int depth) {
        Expression inner = expression(depth - 1);
        return draw_.chance(40) ? bracketed(std::move(inner)) : inner;
    }

    // --- leaves ----------------------------------------------------------------------------

    std::string quoted(const std::string& name) {
        const auto doubled = [&](char quote) {
            std::string text(1, quote);
            for (const char c : name) text += c == quote ? std::string(2, c) : std::string(1, c);
            return text + quote;
        };
        switch (draw_.below(3)) {
            case 0: return doubled('`');
            case 1: return "[" + name + "]";
            default: return doubled('"');
        }
    }

    Expression name() {
        static const Words bare = {"a", "i", "s", "r", "x", "n", "k", "like", "end", "Mixed", "oid"};
        static const Words rowid = {"rowid", "_rowid_"};
        std::string word;
        if (draw_.chance(8))
            word = draw_.chance(50) ? draw_.cased(draw_.of(rowid)) : quoted(draw_.cased(draw_.of(rowid)));
        else
            word = draw_.chance(70) ? draw_.cased(draw_.of(bare)) : quoted(draw_.cased(draw_.of(columns())));
        if (draw_.chance(15)) {
            const auto dot = [&] { return draw_.maybe_space() + "." + draw_.maybe_space(); };
            word = quoted(draw_.cased("My table")) + dot() + word;
            if (draw_.chance(30)) word = (draw_.chance(50) ? draw_.cased("main") : quoted("main")) + dot() + word;
        }
        return text(std::move(word));
    }

    Expression literal() {
        static const Words numbers = {"0",
                                      "1",
                                      "2",
                                      "10",
                                      "-1",
                                      "1.5",
                                      ".5",
                                      "5.",
                                      "1e3",
                                      "1E+2",
                                      "2e-1",
                                      "0x1F",
                                      "0XffF",
                                      "007",
                                      "9223372036854775807",
                                      "9223372036854775808",
                                      "1.0",
                                      "1e400"};
        static const Words strings = {"''",      "'a'",         "'A'",   "'it''s'", "'1'",     "'01'",
                                      "'1e2'",   "' 12 '",      "'a_%'", "'%'",     "'--'",    "'/* x */'",
                                      "'[1,2]'", "'{\"a\":1}'", "'$.a'", "'$[1]'",  "'NOCASE'"};
        static const Words doubled = {"\"no column\"", "\"x''y\"", "\"false\"", "\"say \"\"hi\"\"\"", "\"NULL\""};
        static const Words blobs = {"x''", "X'00ff'", "x'4142'", "X'0A'"};
        static const Words others = {"NULL", "TRUE", "FALSE", "CURRENT_DATE", "NULL"};
        switch (draw_.below(10)) {
            case 0:
            case 1:
            case 2:
            case 3: return text(draw_.of(numbers));
            case 4:
            case 5:
            case 6: return text(draw_.of(strings));
            case 7: return text(draw_.of(blobs));
            case 8: return text(draw_.of(doubled));
            default: return text(draw_.cased(draw_.of(others)));
        }
    }

    Expression leaf() { return draw_.chance(60) ? name() : literal(); }

    // --- operators -------------------------------------------------------------------------

    Expression prefixed(const std::string& sign, Expression inner) {
        if (sign == "NOT ") return of({draw_.cased("NOT") + draw_.space(), ""}, {std::move(inner)});
        return of({sign + draw_.space(), ""}, {std::move(inner)});
    }

    Expression binary(int depth) {
        static const Words symbols = {"||", "->", "->>", "*",  "/", "%",  "+", "-",  "&",  "|",
                                      "<<", ">>", "<",   "<=", ">", ">=", "=", "==", "<>", "!="};
        std::string symbol = draw_.chance(25) ? spaced(draw_.of({"AND", "OR", "IS", "IS NOT"}))
                                              : draw_.maybe_space() + draw_.of(symbols) + draw_.space();
        return of({"", std::move(symbol), ""}, {operand(depth), operand(depth)});
    }

    Expression is(int depth) {
        static const Words kinds = {"IS", "IS NOT", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"};
        return of({"", spaced(draw_.of(kinds)), ""}, {operand(depth), operand(depth)});
    }

    Expression null_test(int depth) {
        static const Words kinds = {"ISNULL", "NOTNULL", "NOT NULL", "IS NULL", "IS NOT NULL"};
        return of({"", draw_.space() + words(draw_.of(kinds))}, {operand(depth)});
    }

    Expression collated(int depth) {
        static const Words names = {"NOCASE", "\"rtrim\"", "[Binary]", "`nocase`", "BINARY", "rtrim", "'NOCASE'"};
        return of({"", spaced("COLLATE") + draw_.of(names)}, {operand(depth)});
    }

    Expression like(int depth) {
        const std::string negation = draw_.chance(40) ? "NOT " : "";
        const std::string kind = draw_.of({"LIKE", "LIKE", "GLOB", "GLOB", "MATCH", "REGEXP"});
        Expression found = of({"", spaced(negation + kind), ""}, {operand(depth), operand(depth)});
        if (kind == "LIKE" && draw_.chance(30)) {
            found.parts.back() = spaced("ESCAPE");
            found.parts.emplace_back();
            found.operands.push_back(text(draw_.of({"'!'", "('a')", "'\\'", "\"~\""})));
        }
        return found;
    }

    Expression between(int depth) {
        return of({"", spaced(draw_.chance(40) ? "NOT BETWEEN" : "BETWEEN"), spaced("AND"), ""},
                  {operand(depth), operand(depth), operand(depth)});
    }

    /// ( a, b, … ) with `before` in front.
    Expression list(const std::string& before, int depth, std::size_t count) {
        Expression made{{before + "(" + draw_.maybe_space()}, {}};
        for (std::size_t i = 0; i < count; ++i) {
            made.operands.push_back(operand(depth));
            made.parts.push_back(i + 1 < count ? draw_.maybe_space() + "," + draw_.maybe_space() : "");
        }
        made.parts.back() += draw_.maybe_space() + ")";
        return made;
    }

    Expression in_list(int depth) {
        Expression values = list("", depth, draw_.below(4));
        return of({"", spaced(draw_.chance(40) ? "NOT IN" : "IN"), ""}, {operand(depth), std::move(values)});
    }

    Expression case_of(int depth) {
        Expression made{{draw_.cased("CASE") + draw_.space()}, {}};
        const auto add = [&](std::string after) {
            made.operands.push_back(operand(depth));
            made.parts.push_back(std::move(after));
        };
        if (draw_.chance(40)) add(draw_.space());
        const std::size_t branches = 1 + draw_.below(2);
        for (std::size_t i = 0; i < branches; ++i) {
            made.parts.back() += words("WHEN") + draw_.space();
            add(spaced("THEN"));
            add(draw_.space());
        }
        if (draw_.chance(60)) {
            made.parts.back() += words("ELSE") + draw_.space();
            add(draw_.space());
        }
        made.parts.back() += words("END");
        return made;
    }

    Expression cast(int depth) {
        static const Words types = {
            "INTEGER",     "text", "Real",  "BLOB",  "numeric ( 10 , +2 )", "\"double\" precision",
            "varchar(10)", "",     "[int]", "'text'"};
        return of({draw_.cased("CAST") + draw_.maybe_space() + "(" + draw_.maybe_space(),
                   spaced("AS") + draw_.of(types) + draw_.maybe_space() + ")"},
                  {operand(depth)});
    }

    Expression call(int depth) {
        static const Words one = {"abs", "lower",    "UPPER", "length",  "typeof", "quote",
                                  "hex", "\"Trim\"", "[abs]", "unicode", "likely", "`length`"};
        static const Words two = {"coalesce", "ifnull", "nullif", "max", "MIN", "instr", "like", "glob", "substr"};
        static const Words three = {"iif", "replace", "coalesce", "substr", "printf"};
        const std::size_t count = 1 + draw_.below(3);
        const std::string& name = draw_.of(count == 1 ? one : count == 2 ? two : three);
        Expression made = list((draw_.chance(70) ? name : draw_.cased(name)) + draw_.maybe_space(), depth, count);
        if (draw_.chance(6)) made.parts[0] += words(draw_.of({"ALL", "DISTINCT"})) + draw_.space();
        return made;
    }

    Expression row_values(int depth) {
        static const Words symbols = {"=", "==", "<", "<=", "<>", "!=", ">=", "IS", "IS NOT"};
        const auto row = [&] {
            Expression made = list("", depth, 2);
            return draw_.chance(20) ? bracketed(std::move(made)) : made;
        };
        if (draw_.chance(25))
            return of({"", spaced(draw_.chance(40) ? "NOT BETWEEN" : "BETWEEN"), spaced("AND"), ""},
                      {row(), row(), row()});
        return of({"", spaced(draw_.of(symbols)), ""}, {row(), row()});
    }

    Draw& draw_;
};

std::vector<Expression> smaller_ones(const Expression& expression) {
    std::vector<Expression> all(expression.operands);
    for (std::size_t at = 0; at < expression.operands.size(); ++at) {
        for (Expression& less : smaller_ones(expression.operands[at])) {
            all.push_back(expression);
            all.back().operands[at] = std::move(less);
        }
    }
    if (!expression.operands.empty() || expression.parts.front().size() > 1) all.push_back({{"a"}, {}});
    return all;
}

rc::Seq<Expression> smaller(const Expression& expression) { return rc::seq::fromContainer(smaller_ones(expression)); }

}  // namespace

std::string Expression::text() const {
    std::string all = parts.front();
    for (std::size_t i = 0; i < operands.size(); ++i) all += operands[i].text() + parts[i + 1];
    return all;
}

void showValue(const Expression& expression, std::ostream& out) { out << expression.text(); }

const std::vector<std::string>& columns() {
    static const Words names = {"a",     "i",    "s",   "r",    "x",     "n",     "k",  "two words",
                                "order", "like", "end", "true", "Mixed", "it\"s", "oid"};
    return names;
}

std::vector<std::string> insert_rows(std::uint64_t seed) {
    static const Words values = {"NULL",    "0",           "1",      "-1",      "2",    "1.5",
                                 "-0.0",    "1e300",       "'a'",    "'A'",     "''",   "'1'",
                                 "'01'",    "'1e2'",       "' 12 '", "x'4142'", "x''",  "'it''s'",
                                 "x'00'",   "'é'",         "'a_'",   "'a%'",    "true", "9223372036854775807",
                                 "'[1,2]'", "'{\"a\":1}'", "'$.a'"};
    Draw draw(seed);
    std::vector<std::string> rows;
    for (int row = 0; row < 6; ++row) {
        std::string list;
        for (std::size_t i = 0; i < columns().size(); ++i) list += (i == 0 ? "" : ", ") + draw.of(values);
        rows.push_back(R"(INSERT INTO "My table" (a, i, s, r, x, n, k, "two words", "order", "like", "end", "true", )"
                       R"("Mixed", "it""s", oid) VALUES ()" +
                       list + ")");
    }
    return rows;
}

rc::Gen<Expression> expressions(int depth) {
    return [depth](const rc::Random& random, int) {
        Draw draw(random);
        return rc::shrinkable::shrinkRecur(
            Writer(draw).expression(1 + static_cast<int>(draw.below(static_cast<std::size_t>(depth)))), &smaller);
    };
}

}  // namespace retort::sql::sqlite::test
