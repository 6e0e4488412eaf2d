#include <algorithm>
#include <cctype>
#include <set>

#include "migrate/foreign/readers.hpp"
#include "migrate/statement.hpp"
#include "sql/statement.hpp"

namespace retort::migrate {

namespace {

/// The first words of a statement, in lower case.
std::set<std::string> first_words(std::string_view sql, std::string& first) {
    std::set<std::string> words;
    std::string word;
    for (const char c : sql.substr(0, 120)) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            continue;
        }
        if (!word.empty()) {
            if (words.empty()) first = word;
            words.insert(word);
        }
        word.clear();
        if (c == '(' || words.size() >= 6) break;
    }
    if (!word.empty()) {
        if (words.empty()) first = word;
        words.insert(word);
    }
    return words;
}

/// PostgreSQL: "cannot be executed inside a transaction block" in the manual's reference of the command.
bool rejects_transaction(std::string_view sql) {
    std::string first;
    const std::set<std::string> words = first_words(sql, first);
    if (first == "vacuum") return true;
    if (words.contains("concurrently")) return first != "refresh";
    return (first == "alter" && words.contains("system")) ||
           ((first == "create" || first == "drop") && (words.contains("database") || words.contains("tablespace")));
}

/// The lines of a text from one byte to another.
int line_at(std::string_view text, std::size_t at) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The text of a comment line "-- TEXT" without the dashes and blanks; empty for other lines.
std::string_view comment_of(std::string_view line) {
    return line.starts_with("--") ? trimmed(line.substr(2)) : std::string_view();
}

struct Annotated {
    std::string up, down;
    int up_line = 0, down_line = 0;
    std::string up_options, down_options;
    bool found = false;
};

/// The lines below the annotations `up` and `down`; those for which `left_out` holds are replaced by empty ones.
template <class LeftOut>
Annotated split(std::string_view text, std::string_view up, std::string_view down, LeftOut left_out) {
    Annotated parts;
    std::string* to = nullptr;
    int line = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t next = std::min(text.find('\n', start), text.size() - 1) + 1;
        const std::string_view content = text.substr(start, next - start);
        const std::string_view comment = comment_of(content.substr(0, std::min(content.find('\n'), content.size())));
        start = next;
        ++line;
        if (comment == up || comment.starts_with(std::string(up) + " ")) {
            to = &parts.up;
            parts.up_line = line + 1;
            parts.up_options = comment.substr(up.size());
            parts.found = true;
        } else if (comment == down || comment.starts_with(std::string(down) + " ")) {
            to = &parts.down;
            parts.down_line = line + 1;
            parts.down_options = comment.substr(down.size());
        } else if (to != nullptr) {
            *to += left_out(comment) ? std::string_view("\n") : content;
        }
    }
    return parts;
}

}  // namespace

bool has_annotation(std::string_view text, std::string_view comment) {
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view found = comment_of(text.substr(start, end - start));
        if (found == comment || found.starts_with(std::string(comment) + " ")) return true;
        start = end + 1;
    }
    return false;
}

Section foreign_section(Dialect dialect, std::string sql, int line) {
    Section section;
    section.line = line;
    std::string text;
    for (const char c : sql)
        if (c != '\r') text += c;
    const std::size_t first = text.find_first_not_of('\n');
    if (first == std::string::npos) return section;
    section.line += line_at(text, first) - 1;
    text.erase(0, first);
    text.erase(text.find_last_not_of("\n \t") + 1);
    section.sql = text + "\n";
    for (const std::string_view each : sql::split(dialect, section.sql)) {
        const std::string_view statement = skip_comments(each);
        const StatementKind kind = kind_of(statement);
        const bool own = kind == StatementKind::begin || kind == StatementKind::commit ||
                         kind == StatementKind::rollback || kind == StatementKind::foreign_keys;
        if (own || rejects_transaction(statement)) section.transaction = false;
    }
    return section;
}

void read_goose(const ForeignFile& file, Dialect dialect, ForeignRevision& to) {
    const Annotated parts = split(file.text, "+goose Up", "+goose Down",
                                  [](std::string_view comment) { return comment.starts_with("+goose"); });
    if (!parts.found) throw unreadable(file.path, "it has no line '-- +goose Up'", "add the line");
    to.up = foreign_section(dialect, parts.up, parts.up_line);
    to.down = foreign_section(dialect, parts.down, parts.down_line);
    if (has_annotation(file.text, "+goose NO TRANSACTION")) to.up.transaction = to.down.transaction = false;
}

void read_dbmate(const ForeignFile& file, Dialect dialect, ForeignRevision& to) {
    const Annotated parts = split(file.text, "migrate:up", "migrate:down", [](std::string_view) { return false; });
    if (!parts.found) throw unreadable(file.path, "it has no line '-- migrate:up'", "add the line");
    to.up = foreign_section(dialect, parts.up, parts.up_line);
    to.down = foreign_section(dialect, parts.down, parts.down_line);
    if (parts.up_options.find("transaction:false") != std::string::npos) to.up.transaction = false;
    if (parts.down_options.find("transaction:false") != std::string::npos) to.down.transaction = false;
}

}  // namespace retort::migrate
