#include "desired/sql_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "schema/error.hpp"
#include "sql/encoding.hpp"
#include "sql/statement.hpp"
#include "sql/text_file.hpp"

namespace retort::desired {

namespace {

using sql::Made;

std::string_view trimmed(std::string_view text) {
    const std::size_t start = std::min(text.find_first_not_of(" \t\r"), text.size());
    text.remove_prefix(start);
    return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

Position location(const std::string& path, std::string_view text, std::size_t offset) {
    return position_after({path, 1, 1}, text.substr(0, offset));
}

class FileReader {
public:
    FileReader(Dialect dialect, SqlObjects& objects, std::vector<Diagnostic>& errors)
        : dialect_(dialect), objects_(objects), errors_(errors) {}

    void read(const std::string& path) {
        path_ = path;
        try {
            text_ = sql::read_text_file(path);
        } catch (const Error& error) {
            errors_.insert(errors_.end(), error.diagnostics().begin(), error.diagnostics().end());
            return;
        }
        if (!is_for_dialect()) return;
        std::vector<std::string_view> statements;
        try {
            statements = sql::split(dialect_, text_);
        } catch (const Error& error) {
            for (Diagnostic each : error.diagnostics()) {
                each.position.file = path;
                each.hint = each.code == "RT033" ? "close it" : "remove it";
                errors_.push_back(std::move(each));
            }
            return;
        }
        for (const std::string_view each : statements) statement(each);
    }

    /// SQL files may contain indexes of materialized views only, and column comments only for objects that the files
    /// create. The object may be in another file.
    void check_owners() {
        std::set<ObjectName> materialized, made;
        for (const SqlStatement& each : objects_.statements) {
            if (each.kind == "materialized_view") materialized.insert(each.name);
            made.insert(each.name);
        }
        for (const SqlStatement& each : objects_.statements) {
            if (each.kind == "comment" && !each.table.empty() && !made.contains(each.table))
                misplaced(each.declared, "comments on columns of tables are declared in the models",
                          "write a doc comment (///) above the member, or .comment(\"...\")");
            if (each.kind == "index" && !materialized.contains(each.table))
                misplaced(each.declared,
                          fmt::format("{} is on {}, which is not a materialized view of the SQL files",
                                      each.name.name.empty() ? "an index" : "the index " + each.name.name,
                                      display(each.table)),
                          "declare an index of a table in its model: index<&Model::member>()");
        }
    }

private:
    /// Looks for `-- dialect: NAME` among the comments before the first statement.
    bool is_for_dialect() {
        int number = 0;
        for (std::size_t start = 0; start < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', start), text_.size());
            const std::string_view line = trimmed(std::string_view(text_).substr(start, end - start));
            ++number;
            start = end + 1;
            if (line.empty()) continue;
            if (!line.starts_with("--")) return true;
            const std::string_view comment = trimmed(line.substr(2));
            constexpr std::string_view key = "dialect:";
            if (!comment.starts_with(key)) continue;
            const std::string_view word = trimmed(comment.substr(key.size()));
            if (const auto dialect = parse_dialect(word)) return dialect == dialect_;
            add_error({path_, number, 1}, unknown_dialect(word));
            return false;
        }
        return true;
    }

    void statement(std::string_view sql) {
        const Made made = sql::read_statement(dialect_, sql);
        const auto offset = static_cast<std::size_t>(sql.data() - text_.data());
        const Position position = location(path_, text_, offset);
        if (!made.readable())
            return add_error(location(path_, text_, offset + static_cast<std::size_t>(made.offset)), "RT183",
                             made.rejection, made.hint);
        if (!made.rejection.empty()) return misplaced(position, made.rejection, made.hint);
        if (!made.name.empty()) {
            const auto [first, added] =
                seen_.emplace(std::tuple(made.kind, made.name, made.arguments, made.table), position);
            if (!added) {
                add_error(position, "RT182", fmt::format("the {} is defined twice", sql::describe(made)),
                          "remove one of the two");
                errors_.back().notes.push_back(
                    {.code = {}, .message = "first defined here", .position = first->second});
                return;
            }
        }
        objects_.statements.push_back({std::string(sql), made.kind, made.name, made.table, position});
    }

    void misplaced(const Position& position, std::string message, std::string hint) {
        add_error(position, "RT181", std::move(message), std::move(hint));
    }

    void add_error(const Position& position, ErrorCode code, std::string message, std::string hint) {
        add_error(position, {.code = code, .message = std::move(message), .hint = std::move(hint)});
    }

    void add_error(const Position& position, Diagnostic diagnostic) {
        diagnostic.position = position;
        diagnostic.source_line = line_of(position.file == path_ ? text_ : sql::read_file(position.file), position.line);
        errors_.push_back(std::move(diagnostic));
    }

    Dialect dialect_;
    SqlObjects& objects_;
    std::vector<Diagnostic>& errors_;
    std::string path_;
    std::string text_;
    std::map<std::tuple<std::string, ObjectName, std::string, ObjectName>, Position> seen_;
};

}  // namespace

Position position_after(Position start, std::string_view text) {
    const std::size_t last = text.rfind('\n');
    start.line += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    if (last != std::string_view::npos) start.column = 1;
    start.column += static_cast<int>(text.size() - (last == std::string_view::npos ? 0 : last + 1));
    return start;
}

SqlObjects read_sql_files(const std::vector<std::string>& paths, Dialect dialect) {
    SqlObjects objects;
    objects.authoritative = true;
    std::vector<Diagnostic> errors;
    FileReader reader(dialect, objects, errors);
    for (const std::string& path : paths) reader.read(path);
    reader.check_owners();
    if (!errors.empty()) throw Error(std::move(errors));
    return objects;
}

}  // namespace retort::desired
