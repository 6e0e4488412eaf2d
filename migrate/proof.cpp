#include "migrate/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "diff/compare.hpp"
#include "diff/renames.hpp"
#include "emit/plan.hpp"
#include "migrate/execute.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "scratch/foreign_servers.hpp"

namespace retort::migrate {

namespace {

using introspect::Database;
using introspect::StatementError;

constexpr std::size_t most_shown = 20;
constexpr const char* nothing_written =
    "no file was written and the live database was not changed; --no-verify writes the file unproved, to be fixed by "
    "hand";

/// A proof queries no foreign server: the wrappers of extensions, which are not read, lose their handlers.
constexpr const char* without_handlers = R"(DO $$
DECLARE each text;
BEGIN
  FOR each IN SELECT w.fdwname
                FROM pg_foreign_data_wrapper w
                JOIN pg_depend d ON d.classid = 'pg_foreign_data_wrapper'::regclass AND d.objid = w.oid
                                AND d.deptype = 'e'
               WHERE w.fdwhandler <> 0 LOOP
    EXECUTE format('ALTER FOREIGN DATA WRAPPER %I NO HANDLER', each);
  END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END$$)";

/// `from` with the external tables of `to`: a new foreign key may reference them, or further columns of them.
Schema with_externals(Schema from, const Schema& to) {
    for (const auto& [name, table] : to.tables) {
        if (!*table.external) continue;
        Table& made = from.tables.try_emplace(name, table).first->second;
        if (!*made.external) continue;
        const Table before = std::move(made);
        made = table;
        made.foreign_keys.clear();
        for (const Column& column : before.columns)
            if (made.find_column(column.name) == nullptr) made.columns.push_back(column);
        for (const Unique& unique : before.uniques) {
            const bool there =
                any_part(KeyConstraints{}, made, [&](const auto& other) { return other.columns == unique.columns; });
            if (!there) made.uniques.push_back(unique);
        }
    }
    return from;
}

class Prover {
public:
    Prover(const Revision& revision, scratch::Scratch& scratch)
        : revision_(revision), where_(scratch.describe()), database_(scratch.create()) {}

    Proof run(const Schema& start, const Schema& target) {
        Schema from = with_externals(start, target);
        Schema to = diff::after_renames(target);
        create_foreign_servers(from, to);
        timed("build", [&] { build(from, to); });
        timed("upgrade", [&] { step(Direction::up, "the upgrade", to); });
        timed("downgrade", [&] { step(Direction::down, "the downgrade", from); });
        timed("upgrade again", [&] { step(Direction::up, "the upgrade after the downgrade", to); });
        proof_.verified = "upgrade, downgrade, upgrade";
        return std::move(proof_);
    }

private:
    template <class Work>
    void timed(const char* phase, Work work) {
        const auto start = std::chrono::steady_clock::now();
        work();
        proof_.timings.push_back(
            {phase, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start)});
    }

    /// If no server can be created, foreign tables that are the same in both schemas are not proved.
    void create_foreign_servers(const Schema& from, const Schema& to) {
        try {
            for (const Schema* each : {&from, &to}) scratch::create_foreign_servers(*database_, *each);
        } catch (const Error&) {
            lacks_servers_ = true;
            const auto all_in = [](const Schema& other) {
                return [&other](const auto& entry) {
                    if (entry.first.kind != ObjectKind::foreign_table) return true;
                    const auto found = other.definitions.find(entry.first);
                    return found != other.definitions.end() && same_state(found->second, entry.second);
                };
            };
            if (!std::all_of(from.definitions.begin(), from.definitions.end(), all_in(to)) ||
                !std::all_of(to.definitions.begin(), to.definitions.end(), all_in(from)))
                throw;
        }
    }

    void build(Schema& from, Schema& to) {
        Schema whole = from;
        for (auto& [name, table] : whole.tables) table.external = false;
        const emit::Script script = emit::create_script(whole);
        for (const emit::Statement& statement : script.statements) {
            try {
                database_->execute(statement.sql);
                if (statement.sql.starts_with("CREATE EXTENSION ")) database_->execute(without_handlers);
            } catch (const StatementError& error) {
                if (is_unbuildable(statement.sql, error, from, to)) continue;
                throw Error(Diagnostic{
                    .code = "RT080",
                    .message = fmt::format("the initial schema can't be built on {}: {}", where_, error.what()),
                    .hint = "--no-verify writes the revision unproved",
                    .notes = {{.code = {}, .message = "the statement: " + statement.sql}}});
            }
        }
        for (const ObjectId& each : unbuilt_) {
            from.definitions.erase(each);
            to.definitions.erase(each);
        }
        if (const auto changes = diff::compare(database_->introspect(), from); !changes.empty())
            throw with_differences(changes, "RT233",
                                   fmt::format("the initial schema differs from itself when built on {}", where_),
                                   "this is a bug in retort, or an unsupported feature; --no-verify writes the "
                                   "revision unproved");
    }

    /// True for a statement that creates a view, function or other definition which is the same in both schemas and
    /// depends on an excluded object, so that it can't be created here; and for a later statement about such a
    /// definition.
    bool is_unbuildable(const std::string& sql, const StatementError& error, const Schema& from, const Schema& to) {
        static const std::set<std::string> undefined{"42P01", "42703", "42704", "42883", "3F000"};
        const introspect::StatementFailure& failure = error.failure();
        // A materialized view queries a foreign table whose server has no handler here.
        const bool queries_stand_in =
            failure.sqlstate == "55000" && failure.message.find("has no handler") != std::string::npos;
        // The scratch database has an object of the name, or the role lacks the privilege to create it.
        static const std::set<std::string> outside{"42710", "42501"};
        const bool may_be_outside = outside.contains(failure.sqlstate);
        if (!queries_stand_in && !may_be_outside && !undefined.contains(failure.sqlstate)) return false;
        for (const auto& [key, definition] : from.definitions) {
            const ObjectKindInfo& kind = info(key.kind);
            if (may_be_outside && !kind.kept_unless_declared && !kind.own_namespace) continue;
            const auto after = to.definitions.find(key);
            // The text of a server may be the beginning of another one's.
            const bool is_it = kind.own_namespace ? sql == definition.sql : sql.starts_with(definition.sql);
            if (!is_it || after == to.definitions.end() || !same_state(after->second, definition)) continue;
            unbuilt_.insert(key);
            const std::string_view reason = queries_stand_in ? "queries a foreign table"
                                            : may_be_outside ? "cannot be created in the scratch database"
                                            : lacks_servers_ && key.kind == ObjectKind::foreign_table
                                                ? "has no server in the scratch database"
                                                : "depends on an object that [filter] excludes";
            proof_.notes.push_back(
                fmt::format("{} {}, and is not proved: {}", display(key.name), reason, failure.message));
            return true;
        }
        return std::any_of(unbuilt_.begin(), unbuilt_.end(),
                           [&](const ObjectId& each) { return sql.find(quote(each.name)) != std::string::npos; });
    }

    void step(Direction direction, const std::string& name, const Schema& expected) {
        try {
            execute_section(*database_, revision_, direction, [] {}, [] {}, Aftermath::keep_silent);
        } catch (const Error& error) {
            std::vector<Diagnostic> diagnostics = error.diagnostics();
            if (!diagnostics.empty()) {
                diagnostics.front().notes.push_back(
                    {.code = {}, .message = fmt::format("this was {} in the proof on {}", name, where_)});
                diagnostics.front().hint = nothing_written;
            }
            throw Error(std::move(diagnostics));
        }
        if (const auto changes = diff::compare(database_->introspect(), expected); !changes.empty())
            throw with_differences(
                changes, "RT082",
                fmt::format("{} of {} does not produce {}", name, revision_.title(),
                            direction == Direction::up ? "the schema of the models" : "the initial schema"),
                nothing_written);
    }

    static Error with_differences(const diff::Differences& changes, ErrorCode code, std::string message,
                                  std::string hint) {
        Diagnostic diagnostic{.code = code, .message = std::move(message), .hint = std::move(hint)};
        for (std::size_t i = 0; i < changes.size() && i < most_shown; ++i)
            diagnostic.notes.push_back({.code = {}, .message = "remaining difference: " + diff::describe(changes[i])});
        if (changes.size() > most_shown)
            diagnostic.notes.push_back(
                {.code = {}, .message = fmt::format("and {} more", changes.size() - most_shown)});
        return Error(std::move(diagnostic));
    }

    const Revision& revision_;
    const std::string where_;
    const std::unique_ptr<Database> database_;
    std::set<ObjectId> unbuilt_;
    bool lacks_servers_ = false;  ///< of foreign tables, and they can't be created
    Proof proof_;
};

}  // namespace

Proof prove(const Schema& from, const Schema& to, const Revision& revision, scratch::Scratch& scratch) {
    return Prover(revision, scratch).run(from, to);
}

}  // namespace retort::migrate
