#include "pipeline/sql_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "schema/error.hpp"
#include "schema/name.hpp"
#include "sql/statement.hpp"

namespace retort::pipeline {

namespace {

/// Replaces psql's restrict and unrestrict commands, which pg_dump writes and which are not SQL, by spaces, so
/// that positions in the file do not change.
std::string without_restrict(std::string text) {
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = std::string_view(text).substr(start, end - start);
        if (line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ")) {
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(start),
                      text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        }
        start = end + 1;
    }
    return text;
}

Diagnostic error_in(const std::string& text, const std::string& path, std::size_t offset, std::string message) {
    Position position{path, 1, 1};
    for (std::size_t at = 0; at < offset && at < text.size(); ++at) {
        position.line += text[at] == '\n';
        position.column = text[at] == '\n' ? 1 : position.column + 1;
    }
    Diagnostic diagnostic{"RT036", std::move(message), position};
    diagnostic.source_line = line_of(text, position.line);
    return diagnostic;
}

/// The role that a statement names and that does not exist on the server; empty for any other error.
std::string missing_role(const introspect::StatementFailure& failure) {
    constexpr std::string_view before = "role \"", after = "\" does not exist";
    const std::string_view message = failure.message;
    if (failure.sqlstate != "42704" || !message.starts_with(before) || !message.ends_with(after)) return {};
    return std::string(message.substr(before.size(), message.size() - before.size() - after.size()));
}

/// Runs a statement. On a server that retort owns, creates a missing role and returns false: run it again. Roles are
/// not part of a database, so a schema file does not create them.
bool ran(introspect::Database& database, std::string_view statement, const scratch::Scratch& scratch) {
    const bool inside = scratch.owns_server() && database.in_transaction();
    if (inside) database.execute("SAVEPOINT before_role");
    try {
        database.execute(statement);
        return true;
    } catch (const introspect::StatementError& error) {
        const std::string role = scratch.owns_server() ? missing_role(error.failure()) : "";
        if (role.empty()) throw;
        if (inside) database.execute("ROLLBACK TO SAVEPOINT before_role");
        database.execute("CREATE ROLE " + quote(role));
        return false;
    }
}

/// The statements of the script; an error names the file.
std::vector<std::string_view> statements_of(introspect::Database& database, std::string_view script,
                                            const std::string& path) {
    try {
        return database.split(script);
    } catch (const Error& error) {
        std::vector<Diagnostic> diagnostics = error.diagnostics();
        for (Diagnostic& each : diagnostics) each.position.file = path;
        throw Error(std::move(diagnostics));
    }
}

/// Decides which statements of a source are run.
class Selection {
public:
    explicit Selection(introspect::Database& database) : database_(database) {}

    /// True if the statement is passed over.
    bool passes_over(const sql::SourceStatement& statement) {
        if (statement.passed_over) return true;
        if (statement.passed_over_if.empty()) {
            // The statement may change what the queries find. A dump has many rows for each table, one a statement.
            answers_.clear();
            return false;
        }
        const auto [at, added] = answers_.try_emplace(statement.passed_over_if, false);
        if (added) at->second = !database_.query(at->first).empty();
        return at->second;
    }

private:
    introspect::Database& database_;
    std::map<std::string, bool> answers_{};
};

}  // namespace

void run_sql_file(introspect::Database& database, const std::string& text, const std::string& path,
                  const scratch::Scratch& scratch) {
    const std::string script = without_restrict(text);
    Selection selection(database);
    for (const std::string_view statement : statements_of(database, script, path)) {
        const std::size_t offset = static_cast<std::size_t>(statement.data() - script.data());
        const sql::SourceStatement source = sql::read_source_statement(database.dialect(), statement);
        if (!source.rejection.empty()) {
            Diagnostic diagnostic = error_in(text, path, offset, source.rejection);
            diagnostic.hint = source.hint;
            throw Error(std::move(diagnostic));
        }
        if (selection.passes_over(source)) continue;
        const std::string_view run = source.sql.empty() ? statement : std::string_view(source.sql);
        try {
            while (!ran(database, run, scratch)) {
            }
        } catch (const introspect::StatementError& error) {
            const introspect::StatementFailure& failure = error.failure();
            std::string message = failure.message;
            if (!failure.detail.empty()) message += ": " + failure.detail;
            const std::size_t inside =
                failure.offset > 0 && source.sql.empty() ? static_cast<std::size_t>(failure.offset) : 0;
            Diagnostic diagnostic = error_in(text, path, offset + inside, std::move(message));
            diagnostic.hint = introspect::trust_hint(failure);
            if (const std::string role = missing_role(failure); !role.empty())
                diagnostic.hint = fmt::format(
                    "the file is run on {}: create the role there, or set scratch_url in retort.toml to a server that "
                    "has it",
                    scratch.describe());
            throw Error(std::move(diagnostic));
        }
    }
    if (database.in_transaction()) {
        Diagnostic diagnostic =
            error_in(text, path, script.find_last_not_of(" \t\r\n"), "a transaction is open at the end of the file");
        diagnostic.hint = "end it with COMMIT";
        throw Error(std::move(diagnostic));
    }
    // A script may set search_path, as pg_dump's do.
    database.reset_session();
}

}  // namespace retort::pipeline
