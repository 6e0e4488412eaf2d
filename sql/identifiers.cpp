#include "sql/identifiers.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "schema/name.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::sql {

namespace {

/// The tokens next to an identifier.
struct Around {
    bool called = false;  ///< "(" follows
    bool cast = false;    ///< "::" precedes
};

/// Walks the tokens of `sql`; calls `identifier(raw, name, around)` for each identifier and
/// `other(raw)` for each piece of text between identifiers.
template <class Identifier, class Other>
void walk(std::string_view sql, Identifier identifier, Other other) {
    for (postgres::LexemeCursor cursor(sql); !cursor.done();) {
        const std::size_t start = cursor.position();
        const postgres::Lexeme lexeme = cursor.next();
        if (!lexeme.is_identifier()) {
            other(lexeme.text);
            continue;
        }
        const std::size_t next = std::min(sql.find_first_not_of(' ', cursor.position()), sql.size());
        identifier(lexeme.text, postgres::identifier_name(lexeme),
                   Around{next < sql.size() && sql[next] == '(', start >= 2 && sql.substr(start - 2, 2) == "::"});
    }
}

}  // namespace

std::string replace_identifiers(std::string_view sql, const Replacements& replacements) {
    if (replacements.empty()) return std::string(sql);
    std::string out;
    std::string schema;  // the previous identifier, if at most a dot follows it
    std::size_t schema_at = 0;
    bool dot = false;
    const auto replacement = [&](const std::string& name, Around around) -> std::optional<std::string> {
        if (around.called && !around.cast) return std::nullopt;
        if (const auto found = replacements.objects.find({dot ? schema : std::string(), name});
            found != replacements.objects.end()) {
            if (dot) out.resize(schema_at);
            return quote(found->second);
        }
        if (around.cast) {
            const auto found = replacements.types.find(name);
            return found == replacements.types.end() ? std::nullopt : std::optional(quote(found->second));
        }
        const auto found = replacements.columns.find(name);
        return found == replacements.columns.end() ? std::nullopt : std::optional(quote(found->second));
    };
    walk(
        sql,
        [&](std::string_view raw, const std::string& name, Around around) {
            const std::optional<std::string> other = replacement(name, around);
            schema_at = out.size();
            out += other ? std::string_view(*other) : raw;
            schema = name;
            dot = false;
        },
        [&](std::string_view raw) {
            out += raw;
            dot = raw == "." && !schema.empty();
            if (!dot) schema.clear();
        });
    return out;
}

std::string replace_collations(std::string_view sql, const std::map<ObjectName, ObjectName>& names) {
    struct Token {
        std::string raw;
        std::string name{};  ///< of an identifier
    };
    std::vector<Token> tokens;
    walk(
        sql, [&](std::string_view raw, const std::string& name, Around) { tokens.push_back({std::string(raw), name}); },
        [&](std::string_view raw) { tokens.push_back({std::string(raw)}); });
    std::string out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        out += tokens[i].raw;
        const bool of_range = tokens[i].raw == "COLLATION";
        if ((tokens[i].name != "collate" && !of_range) || tokens[i].raw.front() == '"') continue;
        std::size_t at = i + 1;
        while (at < tokens.size() && (tokens[at].raw == " " || (of_range && tokens[at].raw == "="))) ++at;
        if (of_range && at == i + 2) continue;  // CREATE COLLATION
        if (at == tokens.size() || tokens[at].name.empty()) continue;
        ObjectName name{{}, tokens[at].name};
        std::size_t last = at;
        if (at + 2 < tokens.size() && tokens[at + 1].raw == "." && !tokens[at + 2].name.empty()) {
            last = at + 2;
            name = {tokens[at].name, tokens[last].name};
        }
        const auto found = names.find(name);
        if (found == names.end()) continue;
        for (std::size_t between = i + 1; between < at; ++between) out += tokens[between].raw;
        out += quote(found->second);
        i = last;
    }
    return out;
}

std::vector<Token> tokens(std::string_view sql) {
    std::vector<Token> found;
    walk(
        sql, [&](std::string_view, const std::string& name, Around) { found.push_back({true, name}); },
        [&](std::string_view raw) {
            if (!std::isspace(static_cast<unsigned char>(raw.front()))) found.push_back({false, std::string(raw)});
        });
    return found;
}

bool references_name(std::string_view sql, std::string_view identifier) {
    bool found = false;
    walk(
        sql, [&](std::string_view, const std::string& name, Around) { found = found || name == identifier; },
        [](std::string_view) {});
    return found;
}

namespace {

/// Collects identifiers; one that follows another and a dot has that other as its schema.
std::vector<ObjectName> collect(std::string_view sql, bool calls_only) {
    std::vector<ObjectName> found;
    std::string before;  // the previous identifier, if at most a dot follows it
    bool dot = false;
    walk(
        sql,
        [&](std::string_view, const std::string& name, Around around) {
            if (!around.cast && (around.called || !calls_only)) found.push_back({dot ? before : std::string(), name});
            before = name;
            dot = false;
        },
        [&](std::string_view raw) {
            dot = raw == "." && !before.empty();
            if (!dot) before.clear();
        });
    return found;
}

}  // namespace

std::vector<ObjectName> called_functions(std::string_view sql) { return collect(sql, true); }

std::vector<ObjectName> identifiers(std::string_view sql) { return collect(sql, false); }

bool has_operator(std::string_view sql) {
    int depth = 0;
    bool first = true, found = false;
    walk(
        sql, [&](std::string_view, const std::string&, Around) { first = false; },
        [&](std::string_view raw) {
            const char c = raw.front();
            if (c == '(' || c == '[')
                ++depth;
            else if (c == ')' || c == ']')
                --depth;
            else if (depth == 0 && !first && raw.size() == 1 &&
                     std::string_view("=<>~|+*/%&^!#@?-").find(c) != std::string_view::npos)
                found = true;
            first = false;
        });
    return found;
}

ObjectName parse_name(std::string_view text) {
    ObjectName name;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted && text.substr(at).starts_with("\"\""))
            name.name += text[++at];
        else if (c == '"')
            quoted = !quoted;
        else if (c == '.' && !quoted)
            name.schema = std::exchange(name.name, {});
        else
            name.name += c;
    }
    return name;
}

std::optional<ObjectName> drawn_sequence(std::string_view sql) {
    const std::string_view call = "nextval('";
    const std::size_t start = sql.find(call);
    if (start == std::string_view::npos) return std::nullopt;
    const std::size_t end = sql.find("'::", start + call.size());
    if (end == std::string_view::npos) return std::nullopt;
    return parse_name(sql.substr(start + call.size(), end - start - call.size()));
}

}  // namespace retort::sql
