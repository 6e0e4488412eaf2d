#include "migrate/proof.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "diff/compare.hpp"
#include "diff/renames.hpp"
#include "emit/plan.hpp"
#include "migrate/execute.hpp"
#include "migrate/kept_values.hpp"
#include "migrate/proof_step.hpp"
#include "migrate/sample_rows.hpp"
#include "migrate/step.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "scratch/foreign_servers.hpp"

namespace retort::migrate {

namespace {

using introspect::Database;
using introspect::StatementError;

constexpr const char* nothing_written =
    "no file was written and the live database was not changed; --no-verify writes the file unproved, to be fixed by "
    "hand";
constexpr const char* file_unchanged = "the file is unchanged: correct its SQL, and run 'retort verify' again";

/// A proof queries no foreign server: the wrappers of extensions, which are not read, lose their handlers, if the role
/// may alter them.
void drop_handlers(Database& database) {
    const std::vector<introspect::Row> wrappers = database.query(R"(
SELECT w.fdwname
  FROM pg_foreign_data_wrapper w
  JOIN pg_depend d ON d.classid = 'pg_foreign_data_wrapper'::regclass AND d.objid = w.oid AND d.deptype = 'e'
 WHERE w.fdwhandler <> 0
 ORDER BY w.fdwname)");
    for (const introspect::Row& row : wrappers) {
        try {
            database.execute("ALTER FOREIGN DATA WRAPPER " + quote(row.at(0).value_or("")) + " NO HANDLER");
        } catch (const StatementError& error) {
            if (error.failure().sqlstate != "42501") throw;
        }
    }
}

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

/// A statement of the revision rejected the sample rows: a new NOT NULL or check, for example, which the rows of the
/// live database may satisfy.
struct RowsRejected {
    std::string message;
    bool of_new_tables = false;  ///< rows in new tables change values elsewhere, by a trigger for example
};

/// The tables that get sample rows.
struct SampleTables {
    std::set<ObjectName> touched;  ///< of the initial schema
    std::set<ObjectName> created;  ///< by the upgrade
};

/// SQLSTATE classes of errors about values: 22 data exception, 23 integrity constraint violation (PostgreSQL manual,
/// appendix A).
/// P0 is PL/pgSQL: a revision or a trigger that checks the rows raises such an error.
bool is_about_values(const std::string& sqlstate, bool generated) {
    return sqlstate.starts_with("22") || sqlstate.starts_with("23") || (!generated && sqlstate.starts_with("P0"));
}

/// True if a foreign table was read whose wrapper has no handler here (object_not_in_prerequisite_state).
bool lacks_handler(const introspect::StatementFailure& failure) {
    return failure.sqlstate == "55000" && failure.message.find("has no handler") != std::string::npos;
}

class Prover {
public:
    Prover(const Revision& revision, scratch::Scratch& scratch, const SampleTables& tables, const ProofOptions& options)
        : revision_(revision),
          scratch_(scratch),
          where_(scratch.describe()),
          database_(scratch.create()),
          tables_(tables),
          options_(options) {}
    ~Prover() {
        if (!options_.generated) scratch_.discard(std::move(database_));  // one of a series
    }
    Prover(const Prover&) = delete;
    Prover& operator=(const Prover&) = delete;

    /// Throws RowsRejected if there are sample rows.
    Proof run(const Schema& start, const Schema& target) {
        Schema from = with_externals(start, target);
        Schema to = diff::after_renames(target);
        create_foreign_servers(from, to);
        timed("build", [&] { build(from, to); });
        if (!tables_.touched.empty()) timed("rows", [&] { with_rows([&] { insert_rows(from, target); }); });
        timed("upgrade", [&] { step(Direction::up, "the upgrade", to); });
        if (!tables_.created.empty())
            timed("rows in new tables", [&] { with_rows([&] { insert_rows_in_created(from, to, target); }); });
        if (!options_.downgrade) return std::move(proof_);
        timed("downgrade", [&] { step(Direction::down, "the downgrade", from); });
        timed("upgrade again", [&] { step(Direction::up, "the upgrade after the downgrade", to); });
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

    /// The rows of a table include those of its foreign children, which cannot be read here.
    template <class Work>
    static void with_rows(Work work) {
        try {
            work();
        } catch (const StatementError& error) {
            if (!lacks_handler(error.failure())) throw;
            throw RowsRejected{.message = {}, .of_new_tables = true};
        }
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
                if (statement.sql.starts_with("CREATE EXTENSION ")) drop_handlers(*database_);
            } catch (const StatementError& error) {
                if (is_unbuildable_extension(statement.sql, error, from, to)) continue;
                if (is_unbuildable(statement.sql, error, from, to)) continue;
                throw Error(Diagnostic{
                    .code = "RT080",
                    .message = fmt::format("the initial schema can't be built on {}: {}", where_, error.what()),
                    .hint = error.failure().needs_trust ? introspect::trust_hint(error.failure())
                                                        : "--no-verify writes the revision unproved",
                    .notes = notes_on_failure(statement.sql)});
            }
        }
        for (Schema* side : {&from, &to}) {
            for (const ObjectId& each : unbuilt_) side->definitions.erase(each);
            for (const auto& [name, message] : unbuilt_extensions_) side->extensions.erase(name);
        }
        for (const auto& [name, message] : unbuilt_extensions_) {
            proof_.without_extensions.insert(name);
            proof_.notes.push_back(fmt::format(
                "extension {} cannot be created in the scratch database, and is not proved: {}", name, message));
        }
        if (const auto changes = diff::compare(database_->introspect(), from); !changes.empty())
            throw with_differences(
                {.code = "RT233",
                 .message = fmt::format("the initial schema differs from itself when built on {}", where_),
                 .hint =
                     "this is a bug in retort, or an unsupported feature; --no-verify writes the revision unproved"},
                changes);
    }

    /// True for a statement that creates an extension which is the same in both schemas, and for a later one about it.
    /// Not every extension can be created in every database: pg_cron exists in one database of a server. Without it
    /// the statements fail that use it, so it is left out where none does.
    bool is_unbuildable_extension(const std::string& sql, const StatementError& error, const Schema& from,
                                  const Schema& to) {
        for (const auto& [name, extension] : from.extensions) {
            const auto after = to.extensions.find(name);
            if (after == to.extensions.end() || !same_state(after->second, extension)) continue;
            const bool creates =
                (sql + " ").starts_with(fmt::format("CREATE EXTENSION IF NOT EXISTS {} ", quote(name)));
            if (creates)
                unbuilt_extensions_.emplace(name, error.failure().needs_trust
                                                      ? error.failure().message + "; --trust may allow it"
                                                      : error.failure().message);
            if (creates ||
                (unbuilt_extensions_.contains(name) && sql.starts_with("COMMENT ON EXTENSION " + quote(name) + " ")))
                return true;
        }
        return false;
    }

    std::vector<Diagnostic> notes_on_failure(const std::string& sql) const {
        std::vector<Diagnostic> notes{{.code = {}, .message = "the statement: " + sql}};
        for (const auto& [name, message] : unbuilt_extensions_)
            notes.push_back(
                {.code = {}, .message = fmt::format("before, extension {} could not be created: {}", name, message)});
        return notes;
    }

    /// True for a statement that creates a view, function or other definition which is the same in both schemas and
    /// depends on an excluded object, so that it can't be created here; and for a later statement about such a
    /// definition.
    bool is_unbuildable(const std::string& sql, const StatementError& error, const Schema& from, const Schema& to) {
        static const std::set<std::string> undefined{"42P01", "42703", "42704", "42883", "3F000"};
        const introspect::StatementFailure& failure = error.failure();
        // A materialized view queries a foreign table whose server has no handler here.
        const bool queries_stand_in = lacks_handler(failure);
        // The scratch database has an object of the name, or the role lacks the privilege to create it.
        static const std::set<std::string> outside{"42710", "42501"};
        const bool may_be_outside = outside.contains(failure.sqlstate);
        const bool lacks_module = failure.message.starts_with("no such module: ");  // of a virtual table
        if (!queries_stand_in && !may_be_outside && !lacks_module && !undefined.contains(failure.sqlstate))
            return false;
        for (const auto& [key, definition] : from.definitions) {
            const ObjectKindInfo& kind = info(key.kind);
            if (may_be_outside && !kind.kept_unless_declared && !kind.own_namespace) continue;
            const auto after = to.definitions.find(key);
            // The text of a server may be the beginning of another one's.
            const bool is_it = kind.own_namespace ? sql == definition.sql : sql.starts_with(definition.sql);
            if (!is_it || after == to.definitions.end() || !same_state(after->second, definition)) continue;
            unbuilt_.insert(key);
            const std::string_view reason = queries_stand_in ? "queries a foreign table"
                                            : lacks_module   ? "needs a module that this program lacks"
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

    void insert_rows(const Schema& from, const Schema& target) {
        const Counterparts later(from, target);
        SampleRows rows(*database_, from, later);
        rows.insert(tables_.touched);
        std::set<ObjectName> filled;
        for (const auto& [name, count] : rows.counts())
            if (count > 0)
                filled.insert(name);
            else if (tables_.touched.contains(name))
                proof_.without_rows.insert(name);
        has_rows_ = !filled.empty();
        if (has_rows_ && options_.generated) kept_.emplace(*database_, filled, from, later);
        rows_before_ = rows.counts();
    }

    /// So that the downgrade drops tables with rows. The rows of other tables stay as they are.
    void insert_rows_in_created(const Schema& from, const Schema& to, const Schema& target) {
        const Counterparts later(from, target);
        std::map<ObjectName, std::size_t> known;
        for (const auto& [name, table] : to.tables)
            if (!tables_.created.contains(name)) known[name] = 0;
        for (const auto& [name, count] : rows_before_)
            if (const Table* now = later.table(name)) known[now->name] = count;
        const Counterparts itself(to, to);
        SampleRows rows(*database_, to, itself, known);
        rows.insert(tables_.created);
        for (const ObjectName& each : tables_.created)
            if (rows.counts().at(each) > 0)
                has_rows_ = true;
            else
                proof_.without_rows.insert(each);
        if (kept_ && !kept_->changed(*database_, true).empty())
            throw RowsRejected{.message = {}, .of_new_tables = true};
    }

    void step(Direction direction, const std::string& name, const Schema& expected) {
        const ProofStep step{revision_, direction, name, where_, options_.generated ? nothing_written : file_unchanged};
        try {
            run_step(*database_, step);
        } catch (const StatementFailed& error) {
            if (has_rows_ && is_about_values(error.failure().sqlstate, options_.generated))
                throw RowsRejected{.message = error.failure().message, .of_new_tables = false};
            throw;
        }
        require_schema(database_->introspect(), expected, step,
                       !options_.generated          ? "the schema that it produces without rows"
                       : direction == Direction::up ? "the schema of the models"
                                                    : "the initial schema");
        require_kept_values(direction, name);
    }

    void require_kept_values(Direction direction, const std::string& name) {
        if (!kept_) return;
        std::vector<std::string> columns;
        with_rows([&] { columns = kept_->changed(*database_, direction == Direction::up); });
        if (columns.empty()) return;
        throw Error("RT286",
                    fmt::format("{} of {} changes values that both schemas can hold: {}", name, revision_.title(),
                                fmt::join(columns, ", ")),
                    nothing_written);
    }

    const Revision& revision_;
    scratch::Scratch& scratch_;
    const std::string where_;
    std::unique_ptr<Database> database_;
    const SampleTables& tables_;
    const ProofOptions& options_;
    bool has_rows_ = false;
    std::map<ObjectName, std::size_t> rows_before_;  ///< the number of sample rows of the tables of the initial schema
    std::optional<KeptValues> kept_;
    std::set<ObjectId> unbuilt_;
    std::map<std::string, std::string> unbuilt_extensions_;  ///< the name, and the server's message
    bool lacks_servers_ = false;                             ///< of foreign tables, and they can't be created
    Proof proof_;
};

std::string list(const std::set<ObjectName>& tables) {
    std::string text;
    for (const ObjectName& each : tables) text += (text.empty() ? "" : ", ") + display(each);
    return text;
}

std::string verified_line(const Proof& proof, const ProofOptions& options) {
    std::string line(options.downgrade ? proved_both_ways : proved_upwards);
    if (!proof.without_extensions.empty())
        line += fmt::format("; without {} {}", proof.without_extensions.size() == 1 ? "extension" : "extensions",
                            fmt::join(proof.without_extensions, ", "));
    if (!proof.without_rows.empty()) line += "; without rows in " + list(proof.without_rows);
    return line;
}

}  // namespace

Proof prove(const Schema& from, const Schema& to, const Revision& revision, scratch::Scratch& scratch,
            const ProofOptions& options) {
    SampleTables tables;
    if (options.rows && info(from.dialect).server)  // rows are inserted on servers only
        tables = {touched_tables(from, to), created_tables(Counterparts(to, from), to)};
    std::set<ObjectName> rejected;
    for (;;) {
        try {
            Proof proof = Prover(revision, scratch, tables, options).run(from, to);
            proof.without_rows.merge(rejected);
            proof.verified = verified_line(proof, options);
            return proof;
        } catch (const RowsRejected& error) {
            const auto take_rejected = [&](std::set<ObjectName>& list, bool all) {
                for (auto each = list.begin(); each != list.end();) {
                    const auto next = std::next(each);
                    if (all || error.message.find('"' + each->name + '"') != std::string::npos)
                        rejected.insert(list.extract(each));
                    each = next;
                }
            };
            const std::size_t before = rejected.size();
            take_rejected(tables.touched, false);
            take_rejected(tables.created, error.of_new_tables);
            if (rejected.size() > before) continue;
            take_rejected(tables.touched, true);
            take_rejected(tables.created, true);
        }
    }
}

}  // namespace retort::migrate
