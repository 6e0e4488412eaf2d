#include "desired/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "desired/already_stored.hpp"
#include "desired/build.hpp"
#include "desired/rejected_parts.hpp"
#include "emit/plan.hpp"
#include "introspect/transaction.hpp"

namespace retort::desired {

namespace {

using introspect::Database;
using introspect::StatementError;

/// What of the SQL files and of the models was refused.
std::vector<Rejected> make(Database& database, const Schema& schema) {
    if (!schema.sql->statements.empty()) return build(database, schema);
    const std::string script = emit::to_text(emit::create_script(schema));
    if (!script.empty()) database.execute(script);
    return {};
}

/// What the engine says against `schema`, in `database`, which stays as it is.
std::optional<std::string> rejection(Database& database, const Schema& schema, const std::function<void()>& prepare) {
    const introspect::Transaction trial(database);
    try {
        if (prepare) prepare();
        // What the files say of models that are not there yet is no fault of the models.
        for (const Rejected& each : make(database, schema))
            if (each.source == nullptr) return each.failure.message;
        return std::nullopt;
    } catch (const StatementError& error) {
        return error.failure().message;
    } catch (const Error& error) {
        if (error.diagnostics().empty() || error.diagnostics().front().code == "RT032") throw;
        return error.diagnostics().front().message;
    }
}

[[noreturn]] void reject(Database& database, const Schema& declared, const StatementError& error,
                         const std::function<void()>& prepare) {
    auto errors =
        find_rejected_parts(declared, [&](const Schema& schema) { return rejection(database, schema, prepare); });
    if (errors.empty())
        errors.push_back(
            {.code = "RT180",
             .message = fmt::format("{} refuses the declared schema: {}",
                                    declared.dialect == Dialect::postgresql ? "PostgreSQL" : "SQLite", error.what())});
    throw Error(std::move(errors));
}

/// Throws when something was refused.
void reject(Database& database, const Schema& declared, const std::vector<Rejected>& refused) {
    if (refused.empty()) return;
    std::vector<Diagnostic> errors;
    for (const Rejected& each : refused)
        if (each.source != nullptr) errors.push_back(diagnostic_of(declared.dialect, each));
    const auto of_models =
        std::find_if(refused.begin(), refused.end(), [](const Rejected& each) { return each.source == nullptr; });
    if (of_models != refused.end()) {
        std::vector<Diagnostic> blamed = find_rejected_parts(declared, [&](Schema schema) {
            schema.sql = declared.sql;
            return rejection(database, schema, {});
        });
        std::move(blamed.begin(), blamed.end(), std::back_inserter(errors));
        if (blamed.empty() && errors.empty())
            errors.push_back({.code = "RT180",
                              .message = fmt::format("the declared schema is refused: {}", of_models->failure.message),
                              .notes = {{.code = {}, .message = "by: " + of_models->statement.sql}}});
    }
    throw Error(std::move(errors));
}

/// PostgreSQL reads its own print of some views as another query, "VALUES" with column names for one. Migrations
/// make a view by its print, so that is what it must be compared by. False where there is no view.
bool settle(Database& database, const Schema& stored) {
    constexpr std::string_view create = "CREATE VIEW ";
    std::string script;
    for (const auto& [key, definition] : stored.definitions)
        if (key.kind == DefinitionKind::view && definition.sql.starts_with(create))
            script += "CREATE OR REPLACE VIEW " + definition.sql.substr(create.size()) + ";\n";
    try {
        database.execute(script);
    } catch (const StatementError&) {
        return false;  // the proof will tell
    }
    return !script.empty();
}

Schema in_scratch(const Schema& declared, scratch::Scratch& scratch) {
    const std::unique_ptr<Database> database = scratch.create();
    std::vector<Rejected> refused;
    try {
        introspect::Transaction transaction(*database);
        refused = make(*database, declared);
        if (refused.empty()) transaction.commit();
    } catch (const StatementError& error) {
        reject(*database, declared, error, {});
    }
    reject(*database, declared, refused);
    Schema stored = database->introspect();
    if (declared.sql->statements.empty() || declared.dialect != Dialect::postgresql || !settle(*database, stored))
        return stored;
    return database->introspect();
}

/// Unqualified names come to lie in the session's temporary schema, and what else is
/// visible stays so.
void enter_temporary(Database& live) {
    live.execute(
        "SELECT set_config('search_path', concat_ws(', ', 'pg_temp', nullif(current_setting('search_path'), '')), "
        "true)");
}

/// Why temporary tables can't do it although the schema may be right: a privilege
/// (42501), a standby or a read-only transaction (25006), more tables than the server has locks for (53200), something
/// that temporary tables can't be (0A000, 42P16).
bool has_no_scratch(const StatementError& error) {
    static const std::set<std::string> states{"42501", "25006", "53200", "0A000", "42P16"};
    return states.contains(error.failure().sqlstate);
}

bool extensions_installed(const Schema& declared, Database& live) {
    if (declared.extensions.empty()) return true;
    std::set<std::string> installed;
    for (const auto& row : live.query("SELECT extname FROM pg_extension")) installed.insert(row.at(0).value_or(""));
    return std::all_of(declared.extensions.begin(), declared.extensions.end(),
                       [&](const auto& each) { return installed.contains(each.first); });
}

/// True in a session that a program lends us with temporary tables in it.
bool has_temporary(Database& live) {
    return !live.query("SELECT 1 FROM pg_class WHERE relnamespace = pg_my_temp_schema() LIMIT 1").empty();
}

/// `declared` as temporary tables can hold it: without what is not asked of them.
Schema as_temporary(const Schema& declared) {
    Schema schema = declared;
    schema.extensions.clear();
    for (auto& [name, table] : schema.tables) {
        table.unlogged = false;
        table.tablespace.clear();
        for (Index& index : table.indexes) index.tablespace.clear();
    }
    return schema;
}

/// Puts back what `as_temporary` left out.
void complete(const Schema& declared, Schema& stored) {
    stored.extensions = declared.extensions;
    for (auto& [name, table] : stored.tables) {
        const Table* from = declared.find_table(name);
        if (from == nullptr) continue;
        table.unlogged = from->unlogged;
        table.tablespace = from->tablespace;
        for (Index& index : table.indexes)
            for (const Index& each : from->indexes)
                if (each.name == index.name) index.tablespace = each.tablespace;
    }
}

/// Nothing when temporary tables are no place for it; then `why` says the reason.
std::optional<Schema> in_temporary(const Schema& declared, Database& live, const Schema* known, std::string& why) {
    if (!fits_temporary(declared)) {
        why = "the models declare what temporary tables can't hold (named schemas, SQL files, partitions or the like)";
        return std::nullopt;
    }
    if (!extensions_installed(declared, live)) {
        why = "the models declare an extension that the live database doesn't have";
        return std::nullopt;
    }
    if (has_temporary(live)) {
        why = "the session has temporary tables of its own";
        return std::nullopt;
    }
    const Schema whole = as_temporary(declared);
    const Schema schema = known != nullptr ? without_stored(whole, *known) : whole;
    try {
        const introspect::Transaction trial(live);
        enter_temporary(live);
        make(live, schema);
        Schema stored = live.introspect_temporary();
        if (known != nullptr) restore_stored(whole, *known, stored);
        complete(declared, stored);
        return stored;
    } catch (const StatementError& error) {
        if (!has_no_scratch(error)) reject(live, schema, error, [&live] { enter_temporary(live); });
        why = fmt::format("{} makes no temporary tables for us: {}", live.describe(), error.what());
        return std::nullopt;
    } catch (const Error& error) {
        // Without the privilege not even an empty temporary schema can be looked at.
        if (error.diagnostics().front().code != "RT040") throw;
        why = error.diagnostics().front().message;
        return std::nullopt;
    }
}

/// With the external tables among the others: keys refer to them.
Schema with_externals(const Schema& declared) {
    Schema schema = declared;
    for (auto& [name, table] : schema.tables) table.external = false;
    return schema;
}

Schema normalize_with(const Schema& models, Database* live, const Schema* known,
                      const std::function<scratch::Scratch*()>& scratch) {
    const Schema declared = with_externals(models);
    std::string why = "there is no live connection";
    std::optional<Schema> stored;
    if (declared.dialect == Dialect::postgresql && live != nullptr) stored = in_temporary(declared, *live, known, why);
    if (!stored && declared.dialect == Dialect::sqlite) {
        scratch::ScratchOptions memory;
        memory.dialect = Dialect::sqlite;
        stored = in_scratch(declared, *scratch::open_scratch(memory));
    }
    if (!stored) {
        scratch::Scratch* place = scratch();
        if (place == nullptr)
            throw Error("RT037", "there is no place to ask the server how it stores the models: " + why,
                        "grant TEMPORARY on the database, or give a scratch_url under [database]");
        stored = in_scratch(declared, *place);
    }
    carry_over(models, *stored);
    return std::move(*stored);
}

}  // namespace

bool fits_temporary(const Schema& declared) {
    const auto named = [](const ObjectName& name) { return !name.schema.empty(); };
    if (!declared.schemas.empty() || !declared.definitions.empty() || !declared.sql->statements.empty()) return false;
    for (const auto& [name, type] : declared.enums)
        if (named(name)) return false;
    for (const auto& [name, sequence] : declared.sequences)
        if (named(name)) return false;
    for (const auto& [name, table] : declared.tables) {
        if (named(name) || !table.partition_by.empty() || !table.partition_of.empty() || !table.inherits.empty())
            return false;
        for (const ForeignKey& key : table.foreign_keys)
            if (!declared.tables.contains(key.table)) return false;
    }
    return true;
}

Schema normalize(const Schema& declared, Database* live, scratch::ScratchSource* scratch, const Schema* known) {
    return normalize_with(declared, live, known, [&] { return scratch == nullptr ? nullptr : &scratch->get(); });
}

Schema normalize(const Schema& declared, Database* live, scratch::Scratch* scratch) {
    return normalize_with(declared, live, nullptr, [&] { return scratch; });
}

}  // namespace retort::desired
