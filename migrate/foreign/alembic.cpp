#include "migrate/foreign/alembic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "migrate/foreign/python.hpp"
#include "migrate/foreign/readers.hpp"
#include "migrate/revision_name.hpp"
#include "migrate/statement.hpp"
#include "sql/statement.hpp"

namespace retort::migrate {

namespace {

using python::Line;
using python::Token;

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// The statement that op.execute() sends: the text is one of SQLAlchemy, in which \: is a colon. Nothing if it has a
/// bound parameter, ":name".
std::optional<std::string> sent(const std::string& text) {
    std::string sql;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ':') {
            sql += text[++i];
            continue;
        }
        const char before = i > 0 ? text[i - 1] : ' ', next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (text[i] == ':' && is_word(next) && before != ':' && !is_word(before)) return std::nullopt;
        sql += text[i];
    }
    return sql;
}

/// The text of `op.execute("…")`, `op.execute(text("…"))` and `op.execute(sa.text("…"))`.
std::optional<std::string> executed(const Line& line) {
    std::size_t at = 0;
    for (const char* each : {"op", ".", "execute", "("})
        if (!line.is(at++, each)) return std::nullopt;
    int open = 1;
    if (line.is(at, "sa") && line.is(at + 1, ".")) at += 2;
    if (line.is(at, "text") && line.is(at + 1, "(")) at += 2, ++open;
    if (at >= line.tokens.size() || line.tokens[at].kind != Token::Kind::string || !line.tokens[at].literal)
        return std::nullopt;
    const std::string& text = line.tokens[at++].text;
    for (; open > 0; --open) {
        if (line.is(at, ",")) ++at;
        if (!line.is(at++, ")")) return std::nullopt;
    }
    return at == line.tokens.size() ? sent(text) : std::nullopt;
}

/// The SQL of a function's body, from the line after its `def` on.
std::optional<std::string> body(const std::vector<Line>& lines, std::size_t at) {
    std::string sql;
    for (; at < lines.size() && lines[at].indent > 0; ++at) {
        const Line& line = lines[at];
        const bool alone = line.tokens.size() == 1;
        if (alone && (line.is(0, "pass") || line.tokens[0].kind == Token::Kind::string)) continue;
        const std::optional<std::string> text = executed(line);
        if (!text) return std::nullopt;
        std::string statement = *text;
        statement.erase(statement.find_last_not_of(" \t\n;") + 1);
        statement.erase(0, std::min(statement.find_first_not_of(" \t\n"), statement.size()));
        if (!statement.empty()) sql += statement + ";\n";
    }
    return sql;
}

/// The texts of an assignment's value: one, a tuple or list, or none for None. Throws Error RT488 for anything else.
std::vector<std::string> texts(const std::string& path, const Line& line, const std::string& name) {
    std::size_t at = 1;
    while (at < line.tokens.size() && !line.is(at, "=")) ++at;  // an annotation of the type
    std::vector<std::string> found;
    for (++at; at < line.tokens.size(); ++at) {
        const Token& token = line.tokens[at];
        if (token.kind == Token::Kind::string && token.literal)
            found.push_back(token.text);
        else if (!line.is(at, "(") && !line.is(at, ")") && !line.is(at, "[") && !line.is(at, "]") &&
                 !line.is(at, "{") && !line.is(at, "}") && !line.is(at, ",") && !line.is(at, "None"))
            throw unreadable(path, fmt::format("its {} is no text (line {})", name, line.number),
                             "write the id itself, in quotes; or begin with the database as it is: --baseline");
    }
    return found;
}

/// "2026-05-01T10:20:30Z" of "… Create Date: 2026-05-01 10:20:30.123456 …"; empty without one.
std::string created(const std::string& docstring) {
    static constexpr std::string_view key = "Create Date:";
    const std::size_t at = docstring.find(key);
    if (at == std::string::npos) return {};
    const std::size_t begin = docstring.find_first_not_of(' ', at + key.size());
    const std::string text = begin == std::string::npos ? "" : docstring.substr(begin, 19);
    static constexpr std::string_view form = "0000-00-00 00:00:00";
    if (text.size() != form.size()) return {};
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? (text[i] < '0' || text[i] > '9') : text[i] != form[i]) return {};
    return text.substr(0, 10) + "T" + text.substr(11) + "Z";
}

std::string message_of(const std::string& docstring, const std::string& path) {
    std::string line = docstring.substr(0, docstring.find('\n'));
    line.erase(line.find_last_not_of(" \t\r") + 1);
    line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.empty()) return line;
    std::string name = std::filesystem::path(path).stem().string();
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::optional<AlembicRevision> read(const ForeignFile& file, Dialect dialect) {
    const std::optional<std::vector<Line>> lines = python::lines_of(file.text);
    if (!lines) throw unreadable(file.path, "it has a string without an end", "is it a file of Python?");
    AlembicRevision made;
    Revision& revision = made.revision;
    revision.path = file.path;
    revision.dialect = dialect;
    revision.verified = "no";
    std::string docstring;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < lines->size(); ++i) {
        const Line& line = (*lines)[i];
        if (line.indent > 0) continue;
        if (i == 0 && line.tokens.size() == 1 && line.tokens[0].kind == Token::Kind::string)
            docstring = line.tokens[0].text;
        else if (line.is(0, "revision"))
            ids = texts(file.path, line, "revision");
        else if (line.is(0, "down_revision"))
            revision.down_revisions = texts(file.path, line, "down_revision");
        else if (line.is(0, "depends_on"))
            revision.depends_on = texts(file.path, line, "depends_on");
        else if (line.is(0, "branch_labels"))
            revision.branch_labels = texts(file.path, line, "branch_labels");
        else if (line.is(0, "def") && (line.is(1, "upgrade") || line.is(1, "downgrade")) &&
                 line.is(line.tokens.size() - 1, ":"))
            (line.is(1, "upgrade") ? made.up : made.down) = body(*lines, i + 1);
    }
    if (ids.empty()) return std::nullopt;
    revision.id = ids.front();
    if (ids.size() > 1 || !is_revision_id(revision.id))
        throw unreadable(file.path, fmt::format("'{}' can't be the id of a revision", revision.id),
                         "ids have letters, digits and '_', at most 32; begin with the database as it is: --baseline");
    revision.created = created(docstring);
    revision.message = message_of(docstring, file.path);
    return made;
}

/// Parents before their children, and of those that could be next the one that was created first.
std::vector<AlembicRevision> sorted(std::map<std::string, AlembicRevision> all) {
    std::vector<AlembicRevision> made;
    std::set<std::string> done;
    while (!all.empty()) {
        auto next = all.end();
        for (auto at = all.begin(); at != all.end(); ++at) {
            const auto ready = [&](const std::vector<std::string>& ids) {
                return std::all_of(ids.begin(), ids.end(), [&](const auto& id) { return done.contains(id); });
            };
            const Revision& each = at->second.revision;
            if (!ready(each.down_revisions) || !ready(each.depends_on)) continue;
            if (next == all.end() ||
                std::pair(each.created, each.id) < std::pair(next->second.revision.created, next->second.revision.id))
                next = at;
        }
        if (next == all.end()) {
            const Revision& first = all.begin()->second.revision;
            throw unreadable(first.path, "its parents lead back to it, or have no file", "look at its down_revision");
        }
        done.insert(next->first);
        made.push_back(std::move(next->second));
        all.erase(next);
    }
    for (std::size_t i = 0; i < made.size(); ++i) made[i].revision.number = fmt::format("{:04}", i + 1);
    return made;
}

}  // namespace

std::vector<AlembicRevision> read_alembic(const std::vector<ForeignFile>& files, Dialect dialect) {
    std::map<std::string, AlembicRevision> all;
    for (const ForeignFile& each : files) {
        std::optional<AlembicRevision> found = read(each, dialect);
        if (!found) continue;
        const std::string id = found->revision.id;
        const auto [at, fresh] = all.emplace(id, std::move(*found));
        if (!fresh)
            throw unreadable(each.path, fmt::format("it has the id {} of {}", id, at->second.revision.path),
                             "give one of them another id");
    }
    for (const auto& [id, each] : all)
        for (const auto* list : {&each.revision.down_revisions, &each.revision.depends_on})
            for (const std::string& parent : *list)
                if (!all.contains(parent))
                    throw unreadable(each.revision.path, fmt::format("no file has the id {} that it names", parent),
                                     "name the folder of all revisions: --alembic DIR; or begin with the database as "
                                     "it is: --baseline");
    return sorted(std::move(all));
}

std::map<std::string, std::string> alembic_steps(std::string_view output, Direction direction) {
    const bool up = direction == Direction::up;
    const std::string_view mark = up ? "-- Running upgrade " : "-- Running downgrade ";
    std::map<std::string, std::string> steps;
    std::string* current = nullptr;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        std::string_view line = output.substr(at, end - at);
        at = end + 1;
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::size_t arrow = line.starts_with(mark) ? line.find("-> ") : std::string_view::npos;
        if (arrow == std::string_view::npos) {
            if (current != nullptr) (*current += line) += '\n';
            continue;
        }
        std::string_view id = up ? line.substr(arrow + 3) : line.substr(mark.size(), arrow - mark.size());
        while (id.ends_with(' ')) id.remove_suffix(1);
        current = &steps[std::string(id)];
    }
    return steps;
}

Section alembic_section(Dialect dialect, std::string_view step, std::string_view version_table) {
    static constexpr std::string_view of_versions[] = {"CREATE TABLE ", "DROP TABLE ", "INSERT INTO ", "UPDATE ",
                                                       "DELETE FROM "};
    struct Group {
        bool transaction = true;
        std::string sql{};
    };
    std::vector<Group> groups(1);
    for (const std::string_view each : sql::split(dialect, step)) {
        const std::string_view text = skip_comments(each);
        const bool of_version_table =
            std::any_of(std::begin(of_versions), std::end(of_versions), [&](std::string_view words) {
                if (!text.starts_with(words) || !text.substr(words.size()).starts_with(version_table)) return false;
                const std::string_view rest = text.substr(words.size() + version_table.size());
                return rest.empty() || !is_word(rest.front());
            });
        if (text.empty() || of_version_table) continue;
        if (text == "BEGIN" || text == "COMMIT")
            groups.push_back({text == "BEGIN"});
        else
            (groups.back().sql += text) += ";\n";
    }
    std::erase_if(groups, [](const Group& group) { return group.sql.empty(); });
    std::string sql;
    const bool plain = groups.size() == 1 && groups.front().transaction;
    for (const Group& group : groups)
        sql += plain || !group.transaction ? group.sql : "BEGIN;\n" + group.sql + "COMMIT;\n";
    return foreign_section(dialect, sql, 1);
}

}  // namespace retort::migrate
