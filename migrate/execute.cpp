#include "migrate/execute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "migrate/concurrent_index.hpp"
#include "migrate/statement.hpp"
#include "sql/statement.hpp"

namespace retort::migrate {

namespace {

using introspect::Database;
using introspect::StatementError;

std::string path_of(const Revision& revision) { return revision.path.empty() ? "(new revision)" : revision.path; }

/// Sets the diagnostic's position to byte `offset` of the section.
void point(Diagnostic& diagnostic, const Revision& revision, const Section& section, std::size_t offset) {
    diagnostic.position = section.position(path_of(revision), offset);
    diagnostic.source_line = line_of(section.sql, diagnostic.position.line - section.line + 1);
}

/// Runs one section once.
class Execution {
public:
    Execution(Database& database, const Revision& revision, Direction direction, Aftermath aftermath, const Stop& stop)
        : database_(database),
          revision_(revision),
          direction_(direction),
          aftermath_(aftermath),
          stop_(stop),
          section_(revision.section(direction)),
          statements_(statements_of(database.dialect(), revision, direction)),
          at_(statements_.size()) {
        for (const auto& each : statements_) kinds_.push_back(kind_of(each.sql));
    }

    bool run(const std::function<bool()>& before, const std::function<void()>& at_end) {
        if (section_.transaction) check_transactional();
        foreign_keys_ = read_foreign_keys();
        bool ran = false;
        try {
            ran = section_.transaction ? run_in_transaction(before, at_end) : run_as_written(before, at_end);
            if (!ran) database_.execute("ROLLBACK");
        } catch (const StatementError& error) {
            fail(error);
        } catch (const Error& error) {
            std::vector<Diagnostic> diagnostics = error.diagnostics();
            const bool connected = diagnostics.empty() || diagnostics.front().code != "RT032";
            if (!diagnostics.empty()) add_location(diagnostics.front());
            const bool rolled_back = roll_back() && connected;
            if (!diagnostics.empty()) add_state(diagnostics.front(), rolled_back);
            throw Error(std::move(diagnostics));
        }
        restore_foreign_keys();
        return ran;
    }

private:
    void check_transactional() const {
        for (std::size_t i = 0; i < statements_.size(); ++i) {
            const StatementKind kind = kinds_[i];
            const bool ends =
                kind == StatementKind::begin || kind == StatementKind::commit || kind == StatementKind::rollback;
            if (!ends && kind != StatementKind::foreign_keys) continue;
            Diagnostic diagnostic{
                .code = "RT068",
                .message =
                    ends ? fmt::format("the {} of {} contains transaction control, but runs in a transaction",
                                       to_string(direction_), revision_.title())
                         : fmt::format("PRAGMA foreign_keys has no effect in a transaction, but the {} of {} is one",
                                       to_string(direction_), revision_.title()),
                .hint = ends ? "remove the statement, or mark the section transaction:false and write BEGIN and "
                               "COMMIT around the rest"
                             : "mark the section transaction:false and write BEGIN and COMMIT around the rest"};
            point(diagnostic, revision_, section_, statements_[i].offset);
            throw Error(std::move(diagnostic));
        }
    }

    bool run_in_transaction(const std::function<bool()>& before, const std::function<void()>& at_end) {
        introspect::begin_transaction(database_);
        if (!before()) return false;
        for (at_ = 0; at_ < statements_.size(); ++at_) run_statement();
        stop_if(stop_);
        at_end();
        database_.execute("COMMIT");
        return true;
    }

    bool run_as_written(const std::function<bool()>& before, const std::function<void()>& at_end) {
        const std::size_t first_begin = find_first_begin();
        if (first_begin == statements_.size()) {
            introspect::begin_transaction(database_);
            if (!before()) return false;
            database_.execute("COMMIT");
        }
        const std::size_t last_commit = find_last_commit();
        bool ended = false;
        for (at_ = 0; at_ < statements_.size(); ++at_) {
            if (at_ == last_commit && database_.in_transaction()) {
                at_end();
                ended = true;
            }
            run_statement();
            if (at_ == first_begin && !before()) return false;
            if (!database_.in_transaction()) durable_ = at_ + 1;
        }
        if (database_.in_transaction()) {
            Diagnostic diagnostic{.code = "RT230",
                                  .message = fmt::format("the {} of {} leaves a transaction open",
                                                         to_string(direction_), revision_.title()),
                                  .hint = "add 'COMMIT;' at the end of the section"};
            point(diagnostic, revision_, section_, section_.sql.empty() ? 0 : section_.sql.size() - 1);
            throw Error(std::move(diagnostic));
        }
        if (ended) return true;
        introspect::begin_transaction(database_);
        at_end();
        database_.execute("COMMIT");
        return true;
    }

    /// SQLite: the index of the first BEGIN when only PRAGMAs precede it; otherwise statements_.size().
    std::size_t find_first_begin() const {
        if (info(database_.dialect()).server) return statements_.size();
        const auto first = std::find_if_not(kinds_.begin(), kinds_.end(), [](StatementKind kind) {
            return kind == StatementKind::pragma || kind == StatementKind::foreign_keys;
        });
        return first != kinds_.end() && *first == StatementKind::begin
                   ? static_cast<std::size_t>(first - kinds_.begin())
                   : statements_.size();
    }

    /// The index of the last COMMIT when only PRAGMAs follow it; otherwise statements_.size().
    std::size_t find_last_commit() const {
        for (std::size_t i = kinds_.size(); i-- > 0;) {
            if (kinds_[i] == StatementKind::commit) return i;
            if (kinds_[i] != StatementKind::pragma && kinds_[i] != StatementKind::foreign_keys) break;
        }
        return statements_.size();
    }

    void run_statement() {
        stop_if(stop_);
        const auto& statement = statements_[at_];
        const bool checks = kinds_[at_] == StatementKind::foreign_key_check;
        if ((checks || kinds_[at_] == StatementKind::violation_check) && !info(database_.dialect()).server) {
            if (const auto found =
                    violations(checks ? statement.sql : "SELECT child, row, parent FROM temp.retort_violations")) {
                Diagnostic diagnostic{.code = "RT075",
                                      .message = fmt::format("the {} of {} leaves rows that violate a foreign key: {}",
                                                             to_string(direction_), revision_.title(), *found),
                                      .hint = "fix these rows first, or in the revision"};
                point(diagnostic, revision_, section_, statement.offset);
                throw Error(std::move(diagnostic));
            }
            if (checks) return;
        }
        // A plain BEGIN of SQLite takes the write lock at the first statement that writes, after others have read.
        if (kinds_[at_] == StatementKind::begin && !info(database_.dialect()).server &&
            !contains(statement.sql, "EXCLUSIVE"))
            return introspect::begin_transaction(database_);
        concurrent_ = info(database_.dialect()).server && !database_.in_transaction()
                          ? ConcurrentIndex::in(statement.sql)
                          : std::nullopt;
        // Left by a run that failed. With IF NOT EXISTS the statement would take it for the index.
        if (concurrent_)
            if (const std::string index = concurrent_->invalid(database_); !index.empty())
                database_.execute("DROP INDEX CONCURRENTLY " + index);
        database_.execute(statement.sql);
    }

    /// The rows of PRAGMA foreign_key_check as text; nothing when there are none.
    /// Its columns: table, rowid, referenced table, number of the key (SQLite: pragma.html). Those of
    /// temp.retort_violations are the same (emit/sqlite/foreign_key_checks.cpp).
    std::optional<std::string> violations(std::string_view query) {
        std::map<std::pair<std::string, std::string>, std::vector<std::string>> rows;
        for (const auto& row : database_.query(query))
            rows[{row.at(0).value_or(""), row.at(2).value_or("")}].push_back(row.at(1).value_or("?"));
        if (rows.empty()) return std::nullopt;
        std::string text;
        for (const auto& [tables, rowids] : rows) {
            text += fmt::format("{}{} → {}: rowid ", text.empty() ? "" : "; ", tables.first, tables.second);
            for (std::size_t i = 0; i < rowids.size() && i < 10; ++i) text += (i == 0 ? "" : ", ") + rowids[i];
            if (rowids.size() > 10) text += fmt::format(" and {} more", rowids.size() - 10);
        }
        return text;
    }

    [[noreturn]] void fail(const StatementError& error) {
        const auto& failure = error.failure();
        const bool at_statement = at_ < statements_.size();
        Diagnostic diagnostic{
            .code = "RT070",
            .message = fmt::format("the {} of {} failed{}: {}{}", to_string(direction_), revision_.title(),
                                   at_statement ? "" : " at COMMIT", failure.message,
                                   failure.sqlstate.empty() ? "" : " (SQLSTATE " + failure.sqlstate + ")")};
        if (at_statement) {
            const auto& statement = statements_[at_];
            point(diagnostic, revision_, section_,
                  statement.offset + static_cast<std::size_t>(std::max(failure.offset, 0)));
            Diagnostic start{.code = {}, .message = "the statement begins here"};
            point(start, revision_, section_, statement.offset);
            if (start.position.line != diagnostic.position.line) diagnostic.notes.push_back(std::move(start));
        } else {
            diagnostic.position = {path_of(revision_), section_.line - 1, 1};
            diagnostic.source_line = fmt::format("-- migrate:{}", direction_ == Direction::up ? "up" : "down");
        }
        for (std::string_view rest = failure.detail; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (end > 0) diagnostic.notes.push_back({.code = {}, .message = std::string(rest.substr(0, end))});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (!at_statement) note_violations(diagnostic);
        if (section_.transaction) diagnostic.hint = hint_for(failure);
        add_state(diagnostic, roll_back());
        throw StatementFailed(std::move(diagnostic), failure);
    }

    /// Says which statement ran when an error occurred that is not about the statement: a lock, a full disk.
    void add_location(Diagnostic& diagnostic) const {
        if (diagnostic.position.known() || aftermath_ == Aftermath::keep_silent) return;
        Diagnostic note{.code = {},
                        .message = fmt::format("in the {} of {}", to_string(direction_), revision_.title())};
        if (at_ < statements_.size()) point(note, revision_, section_, statements_[at_].offset);
        diagnostic.notes.push_back(std::move(note));
    }

    /// The hint for a statement that can't run in the section's transaction. PostgreSQL: 25001
    /// active_sql_transaction, 55P04 unsafe_new_enum_value_usage (appendix A).
    static std::string hint_for(const introspect::StatementFailure& failure) {
        const bool not_in_transaction =
            failure.sqlstate == "25001" || failure.message.find("within a transaction") != std::string::npos;
        if (not_in_transaction)
            return "mark the section transaction:false, and write BEGIN and COMMIT around the other statements";
        if (failure.sqlstate == "55P04")
            return "a new label can be used only after it is committed: use it in a later revision";
        return {};
    }

    /// SQLite's COMMIT only reports that some foreign key is violated. The transaction is still open, so PRAGMA
    /// foreign_key_check can list the rows.
    void note_violations(Diagnostic& diagnostic) {
        if (info(database_.dialect()).server) return;
        try {
            if (database_.in_transaction())
                if (const auto found = violations("PRAGMA foreign_key_check"))
                    diagnostic.notes.push_back({.code = {}, .message = "rows that violate a foreign key: " + *found});
        } catch (const std::exception&) {
            // The failed COMMIT is the error to report.
        }
    }

    /// Ends the open transaction. False when the connection is lost.
    bool roll_back() {
        try {
            if (database_.in_transaction()) database_.execute("ROLLBACK");
            restore_foreign_keys();
            return true;
        } catch (const std::exception&) {
            return false;
        }
    }

    /// The invalid index that the failed statement has left; empty if there is none, or the connection is lost.
    std::string invalid_index() {
        try {
            return concurrent_->invalid(database_);
        } catch (const std::exception&) {
            return {};
        }
    }

    /// Adds notes about the state in which the failed section left the database.
    void add_state(Diagnostic& diagnostic, bool rolled_back) {
        if (aftermath_ == Aftermath::keep_silent) return;
        const auto add_note = [&](std::string message) {
            diagnostic.notes.push_back({.code = {}, .message = std::move(message)});
        };
        const auto effective = [&](std::size_t from, std::size_t to) {
            return std::any_of(kinds_.begin() + static_cast<std::ptrdiff_t>(from),
                               kinds_.begin() + static_cast<std::ptrdiff_t>(to),
                               [](StatementKind kind) { return kind == StatementKind::other; });
        };
        const std::string index = rolled_back && concurrent_ ? invalid_index() : std::string();
        if (!index.empty())
            add_note(
                fmt::format("the index {} is left, and invalid: the next run drops it and creates it again when it "
                            "comes to this statement",
                            index));
        if (!rolled_back)
            add_note(info(database_.dialect()).server
                         ? "the connection is lost: the server rolls back the open transaction; 'retort current' shows "
                           "the database's revision"
                         : "SQLite rolls back the open transaction when the file is opened the next time");
        if (!effective(0, durable_)) {
            if (rolled_back)
                add_note(fmt::format("nothing {}was committed: the database is as it was before this revision",
                                     index.empty() ? "" : "else "));
            return;
        }
        const auto line = [&](std::size_t statement) {
            return section_.position({}, statements_[statement].offset).line;
        };
        const auto lines = [&](std::size_t from, std::size_t to) {
            return line(from) == line(to) ? fmt::format("line {}", line(from))
                                          : fmt::format("lines {} to {}", line(from), line(to));
        };
        add_note(fmt::format("the section is transaction:false: the statements in {} were committed",
                             lines(0, durable_ - 1)));
        const std::size_t reached = std::min(at_, statements_.size());
        if (durable_ < reached && effective(durable_, reached))
            add_note(fmt::format("the statements in {} were rolled back", lines(durable_, reached - 1)));
        if (diagnostic.hint.empty() || !rolled_back)
            diagnostic.hint = fmt::format(
                "the version table is unchanged: revert the committed statements by hand, "
                "or complete the section by hand and run 'retort stamp {}'",
                direction_ == Direction::up        ? revision_.id
                : revision_.down_revisions.empty() ? "base"
                                                   : revision_.down_revisions.front());
    }

    /// True when the statement's beginning has this word.
    static bool contains(std::string_view sql, std::string_view word) {
        std::string upper(sql.substr(0, 80));
        for (char& c : upper)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return upper.find(word) != std::string::npos;
    }

    std::string read_foreign_keys() {
        if (info(database_.dialect()).server) return {};
        const auto rows = database_.query("PRAGMA foreign_keys");
        return rows.empty() ? "" : rows.front().at(0).value_or("");
    }

    void restore_foreign_keys() {
        if (!foreign_keys_.empty() && read_foreign_keys() != foreign_keys_)
            database_.execute("PRAGMA foreign_keys = " + foreign_keys_);
    }

    Database& database_;
    const Revision& revision_;
    const Direction direction_;
    const Aftermath aftermath_;
    const Stop& stop_;
    const Section& section_;
    const std::vector<SectionStatement> statements_;
    std::vector<StatementKind> kinds_;
    std::string foreign_keys_;  ///< SQLite: PRAGMA foreign_keys before the section; PostgreSQL: empty
    std::size_t at_;            ///< index of the running statement; statements_.size() before and after them
    std::optional<ConcurrentIndex> concurrent_;  ///< that the running statement creates
    std::size_t durable_ = 0;                    ///< number of statements that are committed
};

}  // namespace

std::vector<SectionStatement> statements_of(Dialect dialect, const Revision& revision, Direction direction) {
    const Section& section = revision.section(direction);
    try {
        std::vector<SectionStatement> statements;
        for (const std::string_view each : sql::split(dialect, section.sql)) {
            const std::string_view sql = skip_comments(each);
            if (!sql.empty()) statements.push_back({sql, static_cast<std::size_t>(sql.data() - section.sql.data())});
        }
        return statements;
    } catch (const Error& error) {
        Diagnostic diagnostic = error.diagnostics().front();
        const int line = std::max(diagnostic.position.line, 1);
        diagnostic.position = {path_of(revision), section.line + line - 1, diagnostic.position.column};
        diagnostic.source_line = line_of(section.sql, line);
        throw Error(std::move(diagnostic));
    }
}

bool execute_section(Database& database, const Revision& revision, Direction direction,
                     const std::function<bool()>& before, const std::function<void()>& at_end, Aftermath aftermath,
                     const Stop& stop) {
    return Execution(database, revision, direction, aftermath, stop).run(before, at_end);
}

}  // namespace retort::migrate
