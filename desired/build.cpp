#include "desired/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "desired/rejected_parts.hpp"
#include "desired/sql_files.hpp"
#include "emit/plan.hpp"
#include "sql/statement.hpp"
#include "sql/text_file.hpp"

namespace retort::desired {

namespace {

using introspect::Database;
using introspect::StatementError;
using introspect::StatementFailure;
using sql::Made;

struct Piece {
    emit::Statement statement;
    const SqlStatement* source = nullptr;
    Made made;
};

/// Orders each piece after the pieces that it needs, depth-first. A cycle is cut where it returns to a visited piece.
std::vector<Piece> arrange(std::vector<Piece> pieces) {
    std::map<ObjectName, std::vector<std::size_t>> makers;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        for (const ObjectName& name : pieces[i].made.makes) makers[name].push_back(i);
    std::vector<std::size_t> order;
    std::vector<bool> seen(pieces.size(), false);
    const auto visit = [&](std::size_t piece, const auto& again) -> void {
        if (seen[piece]) return;
        seen[piece] = true;
        for (const ObjectName& name : pieces[piece].made.needs)
            if (const auto found = makers.find(name); found != makers.end())
                for (const std::size_t maker : found->second) again(maker, again);
        order.push_back(piece);
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) visit(i, visit);
    std::vector<Piece> arranged;
    arranged.reserve(pieces.size());
    for (const std::size_t piece : order) arranged.push_back(std::move(pieces[piece]));
    return arranged;
}

/// Schemas and extensions come first, since other statements need them without naming them.
std::vector<Piece> pieces_of(const Schema& declared) {
    std::vector<Piece> schemas, extensions, others;
    for (const emit::Statement& each : emit::create_script(declared).statements)
        others.push_back({each, nullptr, sql::read_statement(declared.dialect, each.sql)});
    for (const SqlStatement& each : declared.sql->statements) {
        std::vector<Piece>& list = each.kind == "schema" ? schemas : each.kind == "extension" ? extensions : others;
        list.push_back({{each.sql, {}}, &each, sql::read_statement(declared.dialect, each.sql)});
    }
    std::vector<Piece> pieces = std::move(schemas);
    std::move(extensions.begin(), extensions.end(), std::back_inserter(pieces));
    std::move(others.begin(), others.end(), std::back_inserter(pieces));
    return arrange(std::move(pieces));
}

/// Runs `sql` in a savepoint, so that a failure leaves the transaction as it was. Returns the failure, if any.
std::optional<StatementFailure> attempt(Database& database, const std::string& sql) {
    static const std::string open = "SAVEPOINT retort_piece;\n";
    try {
        database.execute(open + sql + ";\nRELEASE SAVEPOINT retort_piece");
        return std::nullopt;
    } catch (const StatementError& error) {
        StatementFailure failure = error.failure();
        failure.offset = std::max(-1, failure.offset - static_cast<int>(open.size()));
        database.execute("ROLLBACK TO SAVEPOINT retort_piece; RELEASE SAVEPOINT retort_piece");
        return failure;
    }
}

struct FailedPiece {
    Piece piece;
    StatementFailure failure;
};

/// Runs the pieces, and the failed ones again as long as one of them succeeds. Returns the failed pieces.
std::vector<FailedPiece> run_all(Database& database, std::vector<Piece> pieces) {
    std::vector<FailedPiece> failed;
    for (;;) {
        failed.clear();
        const std::size_t before = pieces.size();
        for (Piece& piece : pieces)
            if (auto failure = attempt(database, piece.statement.sql))
                failed.push_back({std::move(piece), std::move(*failure)});
        if (failed.empty() || failed.size() == before) return failed;
        pieces.clear();
        for (FailedPiece& each : failed) pieces.push_back(std::move(each.piece));
    }
}

/// Functions that call each other, or a table and a function that need each other, can only be created without checks
/// of function bodies. The bodies are therefore checked afterwards (PostgreSQL, CREATE FUNCTION;
/// check_function_bodies).
std::vector<FailedPiece> run_unchecked(Database& database, std::vector<FailedPiece> rejected) {
    std::map<ObjectName, Piece> routines;
    std::vector<Piece> pieces;
    for (FailedPiece& each : rejected) {
        if (each.piece.made.kind == "function" || each.piece.made.kind == "procedure")
            routines[each.piece.made.name] = each.piece;
        pieces.push_back(std::move(each.piece));
    }
    if (routines.empty()) return run_all(database, std::move(pieces));
    database.execute("SET LOCAL check_function_bodies = off");
    std::vector<FailedPiece> failed = run_all(database, std::move(pieces));
    database.execute("SET LOCAL check_function_bodies = on");
    for (const auto& row : database.query(R"(
SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname END, p.proname,
       format('SELECT %s(%s::oid)', l.lanvalidator::regproc, p.oid)
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_language l ON l.oid = p.prolang
 WHERE p.oid >= 16384
   AND l.lanvalidator <> 0
 ORDER BY p.oid)")) {
        const auto routine = routines.find({row.at(0).value_or(""), row.at(1).value_or("")});
        if (routine == routines.end()) continue;
        if (auto failure = attempt(database, row.at(2).value_or(""))) {
            failure->offset = -1;  // the offset is relative to the body
            failed.push_back({routine->second, std::move(*failure)});
        }
    }
    return failed;
}

/// SQLite resolves a view or trigger when it is used, and all of them when a table is renamed (lang_altertable.html,
/// section 2). Drops and returns the views and triggers that fail.
std::vector<FailedPiece> resolve_definitions(Database& database, const std::vector<Piece>& made) {
    std::vector<Piece> pieces = made;
    std::vector<FailedPiece> rejected;
    for (;;) {
        const auto failure = attempt(database,
                                     "CREATE TABLE retort_probe (a); ALTER TABLE retort_probe RENAME TO retort_probed; "
                                     "DROP TABLE retort_probed");
        if (!failure) return rejected;
        // "error in view adults: no such column: age"
        const auto found = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& each) {
            return failure->message.starts_with(fmt::format("error in {} {}", each.made.kind, each.made.name.name)) &&
                   each.source != nullptr;
        });
        if (found == pieces.end()) throw StatementError(*failure);
        StatementFailure rejection = *failure;
        const std::size_t colon = rejection.message.find(": ");
        if (colon != std::string::npos) rejection.message.erase(0, colon + 2);
        rejection.offset = -1;
        database.execute(
            fmt::format("DROP {} {}", found->made.kind == "view" ? "VIEW" : "TRIGGER", quote(found->made.name.name)));
        rejected.push_back({std::move(*found), std::move(rejection)});
        pieces.erase(found);
    }
}

/// SQLite resolves the SET columns of a trigger's UPDATE only when it compiles the trigger into a statement that fires
/// it.
std::vector<FailedPiece> compile_triggers(Database& database, const std::vector<Piece>& pieces) {
    std::map<ObjectName, std::vector<const Piece*>> triggers;
    for (const Piece& each : pieces)
        if (each.made.kind == "trigger") triggers[each.made.table].push_back(&each);
    std::vector<FailedPiece> rejected;
    for (const auto& [table, on_it] : triggers) {
        const std::string name = quote(table.name);
        std::string columns;
        for (const auto& row : database.query("SELECT name FROM pragma_table_info(" + quote_literal(table.name) + ")"))
            columns += (columns.empty() ? "" : ", ") + fmt::format("{0} = {0}", quote(row.at(0).value_or("")));
        for (const std::string& fires : {"EXPLAIN INSERT INTO " + name + " DEFAULT VALUES",
                                         "EXPLAIN DELETE FROM " + name, "EXPLAIN UPDATE " + name + " SET " + columns}) {
            if (!attempt(database, fires)) continue;
            for (const Piece* trigger : on_it) {
                std::string alone = "SAVEPOINT retort_alone;\n";
                for (const Piece* other : on_it)
                    if (other != trigger) alone += "DROP TRIGGER " + quote(other->made.name.name) + ";\n";
                auto failure = attempt(
                    database, alone + fires + ";\nROLLBACK TO SAVEPOINT retort_alone; RELEASE SAVEPOINT retort_alone");
                // A view accepts only the statements for which it has a trigger.
                if (!failure || failure->message.starts_with("cannot modify")) continue;
                failure->offset = -1;
                rejected.push_back({*trigger, std::move(*failure)});
            }
        }
    }
    return rejected;
}

bool depends_on(const FailedPiece& each, const FailedPiece& other) {
    return std::any_of(other.piece.made.makes.begin(), other.piece.made.makes.end(), [&](const ObjectName& name) {
        const auto& needs = each.piece.made.needs;
        return std::find(needs.begin(), needs.end(), name) != needs.end();
    });
}

}  // namespace

emit::Script build_script(const Schema& declared) {
    emit::Script script = emit::create_script(declared);
    if (declared.sql->statements.empty()) return script;
    script.statements.clear();
    for (Piece& each : pieces_of(declared)) script.statements.push_back(std::move(each.statement));
    return script;
}

std::vector<Rejected> build(Database& database, const Schema& declared) {
    const std::vector<Piece> pieces = pieces_of(declared);
    std::vector<FailedPiece> failed = run_all(database, pieces);
    if (info(database.dialect()).checks_definitions_late) {
        std::vector<Piece> made = pieces;
        const auto without = [&](const std::vector<FailedPiece>& rejected) {
            std::erase_if(made, [&](const Piece& piece) {
                return std::any_of(rejected.begin(), rejected.end(), [&](const FailedPiece& each) {
                    return each.piece.source == piece.source && each.piece.statement.sql == piece.statement.sql;
                });
            });
        };
        without(failed);
        for (const auto& look : {resolve_definitions, compile_triggers}) {
            std::vector<FailedPiece> rejected = look(database, made);
            without(rejected);
            std::move(rejected.begin(), rejected.end(), std::back_inserter(failed));
        }
    } else if (!failed.empty()) {
        failed = run_unchecked(database, std::move(failed));
    }
    std::vector<Rejected> roots;
    for (const bool all : {false, true}) {
        if (!roots.empty()) break;
        for (const FailedPiece& each : failed) {
            const bool dependent = std::any_of(failed.begin(), failed.end(), [&](const FailedPiece& other) {
                return &other != &each && depends_on(each, other);
            });
            if (all || !dependent) roots.push_back({each.piece.statement, each.piece.source, each.failure});
        }
    }
    return roots;
}

Diagnostic diagnostic_of(Dialect dialect, const Rejected& rejected) {
    const SqlStatement& source = *rejected.source;
    const StatementFailure& failure = rejected.failure;
    const std::string_view sql = source.sql;
    Diagnostic diagnostic = rejection_of(
        dialect, "the " + sql::describe(sql::read_statement(dialect, sql)), failure.message,
        failure.offset > 0 ? position_after(source.declared, sql.substr(0, static_cast<std::size_t>(failure.offset)))
                           : source.declared);
    if (!failure.detail.empty()) diagnostic.notes.push_back({.code = {}, .message = failure.detail});
    diagnostic.hint = introspect::trust_hint(failure);
    diagnostic.source_line = line_of(sql::read_file(source.declared.file), diagnostic.position.line);
    return diagnostic;
}

}  // namespace retort::desired
