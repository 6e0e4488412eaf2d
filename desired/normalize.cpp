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
#include "desired/carried.hpp"
#include "desired/rejected_parts.hpp"
#include "emit/plan.hpp"
#include "introspect/transaction.hpp"
#include "scratch/foreign_servers.hpp"

namespace retort::desired {

namespace {

using introspect::Database;
using introspect::StatementError;

/// Creates the schema. Returns the rejected statements; throws StatementError if there are no SQL files.
std::vector<Rejected> make(Database& database, const Schema& schema) {
    if (!schema.sql->statements.empty()) return build(database, schema);
    const std::string script = emit::to_text(emit::create_script(schema));
    if (!script.empty()) database.execute(script);
    return {};
}

/// The engine's error on creating `schema`, if any. Leaves `database` unchanged.
std::optional<std::string> rejection(Database& database, const Schema& schema, const std::function<void()>& prepare) {
    const introspect::Transaction trial(database);
    try {
        if (prepare) prepare();
        // A statement of the files may reference a model that is not created yet; the models are not in error then.
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
    if (errors.empty()) errors.push_back(rejection_of(declared.dialect, "the declared schema", error.what()));
    throw Error(std::move(errors));
}

/// Throws if a statement was rejected.
void reject(Database& database, const Schema& declared, const std::vector<Rejected>& rejected) {
    if (rejected.empty()) return;
    std::vector<Diagnostic> errors;
    for (const Rejected& each : rejected)
        if (each.source != nullptr) errors.push_back(diagnostic_of(declared.dialect, each));
    const auto of_models =
        std::find_if(rejected.begin(), rejected.end(), [](const Rejected& each) { return each.source == nullptr; });
    if (of_models != rejected.end()) {
        std::vector<Diagnostic> model_errors = find_rejected_parts(declared, [&](Schema schema) {
            schema.sql = declared.sql;
            return rejection(database, schema, {});
        });
        std::move(model_errors.begin(), model_errors.end(), std::back_inserter(errors));
        if (model_errors.empty() && errors.empty()) {
            errors.push_back(rejection_of(declared.dialect, "the declared schema", of_models->failure.message));
            errors.back().notes.push_back({.code = {}, .message = "statement: " + of_models->statement.sql});
        }
    }
    throw Error(std::move(errors));
}

/// The statements of SQL files whose objects SQLite has stored although they name something that does not exist, as in
/// UPDATE OF missing.
std::vector<Rejected> broken_objects(const Schema& declared, const Schema& stored) {
    std::vector<Rejected> rejected;
    for (const SqlStatement& each : declared.sql->statements)
        for (const auto& [id, definition] : stored.definitions)
            if (!definition.broken->empty() && id.name == each.name && info(id.kind).word == each.kind)
                rejected.push_back(
                    {{each.sql, {}}, &each, {.message = *definition.broken, .detail = {}, .sqlstate = {}}});
    return rejected;
}

/// PostgreSQL parses its own print of some views as a different query, for example "VALUES" with column names.
/// Migrations create a view from its print, so this replaces each view by its print before the comparison. False when
/// no view was replaced.
bool settle(Database& database, const Schema& stored) {
    constexpr std::string_view create = "CREATE VIEW ";
    std::string script;
    for (const auto& [key, definition] : stored.definitions)
        if (key.kind == ObjectKind::view && definition.sql.starts_with(create))
            script += "CREATE OR REPLACE VIEW " + definition.sql.substr(create.size()) + ";\n";
    try {
        database.execute(script);
    } catch (const StatementError&) {
        return false;  // the proof reports it
    }
    return !script.empty();
}

/// `schema` without the tables of these names, which are not copied.
Schema without_tables(const Schema& schema, const std::set<ObjectName>& names) {
    // A new member of Schema does not compile here until it is copied too.
    const auto& [dialect, schemas, schema_comments, extensions, enums, sequences, tables, definitions, privileges,
                 owners, unsupported, casts, sql, excluded, declared_drops] = schema;
    Schema rest{dialect, schemas,     schema_comments, extensions, enums,    sequences,     {}, definitions, privileges,
                owners,  unsupported, casts,           sql,        excluded, declared_drops};
    for (const auto& [name, table] : tables)
        if (!names.contains(name)) rest.tables.emplace_hint(rest.tables.end(), name, table);
    return rest;
}

/// `known`: the schema of the live database, or null. Its objects that `declared` may name are created first, and are
/// not part of the result.
Schema in_scratch(const Schema& whole, scratch::Scratch& scratch, const Schema* known) {
    const std::unique_ptr<Database> database = scratch.create();
    const Schema carried = known == nullptr ? Schema{} : carried_objects(whole, *known);
    create_carried(*database, carried);
    // The creation of many objects in one SQLite database takes time that grows with the square of their number.
    std::set<ObjectName> present;
    if (known != nullptr && !info(whole.dialect).stores_parsed && whole.sql->statements.empty())
        present = tables_as_stored(whole, *known);
    Schema declared = without_tables(whole, present);
    for (const std::string& each : carried.schemas) declared.schemas.erase(each);
    scratch::create_foreign_servers(*database, declared);
    std::vector<Rejected> rejected;
    try {
        introspect::Transaction transaction(*database);
        rejected = make(*database, declared);
        if (rejected.empty()) transaction.commit();
    } catch (const StatementError& error) {
        reject(*database, declared, error, {});
    }
    reject(*database, declared, rejected);
    Schema stored = database->introspect();
    if (!declared.sql->statements.empty() && info(declared.dialect).stores_parsed && settle(*database, stored))
        stored = database->introspect();
    reject(*database, declared, broken_objects(declared, stored));
    remove_carried(whole, carried, stored);
    for (const ObjectName& each : present) stored.tables.emplace(each, *known->find_table(each));
    return stored;
}

/// Puts the session's temporary schema first in search_path: unqualified names are created there, and all other visible
/// objects stay visible.
void enter_temporary(Database& live) {
    live.execute(
        "SELECT set_config('search_path', concat_ws(', ', 'pg_temp', nullif(current_setting('search_path'), '')), "
        "true)");
}

/// True when temporary tables fail although the schema may be valid: for a missing privilege (42501), on a standby or
/// in a read-only transaction (25006), with more tables than the server has locks for (53200), for a feature that
/// temporary tables do not support (0A000, 42P16).
bool is_limit_of_temporary(const StatementError& error) {
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

/// True when the session already has temporary tables, which a borrowed session may have.
bool has_temporary(Database& live) {
    return !live.query("SELECT 1 FROM pg_class WHERE relnamespace = pg_my_temp_schema() LIMIT 1").empty();
}

/// `declared` as temporary tables can hold it: without extensions, UNLOGGED and tablespaces.
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

/// Restores the parts that `as_temporary` removes.
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

/// Normalizes in temporary tables. No value when they can't hold the schema; `why` is then the reason.
std::optional<Schema> in_temporary(const Schema& declared, Database& live, const Schema* known, std::string& why) {
    if (!fits_temporary(declared)) {
        why = "temporary tables cannot hold the models (named schemas, SQL files, partitions or the like)";
        return std::nullopt;
    }
    if (!extensions_installed(declared, live)) {
        why = "the live database lacks an extension that the models declare";
        return std::nullopt;
    }
    if (has_temporary(live)) {
        why = "the session already has temporary tables";
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
        if (!is_limit_of_temporary(error)) reject(live, schema, error, [&live] { enter_temporary(live); });
        why = fmt::format("{} rejects temporary tables: {}", live.describe(), error.what());
        return std::nullopt;
    } catch (const Error& error) {
        // Without the privilege TEMPORARY, not even an empty temporary schema can be read.
        if (error.diagnostics().front().code != "RT040") throw;
        why = error.diagnostics().front().message;
        return std::nullopt;
    }
}

/// `declared` with its external tables as ordinary ones: foreign keys reference them. None if it has no external table.
std::optional<Schema> with_externals(const Schema& declared) {
    const bool any = std::any_of(declared.tables.begin(), declared.tables.end(),
                                 [](const auto& each) { return *each.second.external; });
    if (!any) return std::nullopt;
    Schema schema = declared;
    for (auto& [name, table] : schema.tables) table.external = false;
    return schema;
}

Schema normalize_with(const Schema& models, Database* live, const Schema* known,
                      const std::function<scratch::Scratch*()>& scratch) {
    const std::optional<Schema> ordinary = with_externals(models);
    const Schema& declared = ordinary ? *ordinary : models;
    std::string why = "there is no live connection";
    std::optional<Schema> stored;
    if (info(declared.dialect).temporary_schema && live != nullptr) stored = in_temporary(declared, *live, known, why);
    if (!stored && !info(declared.dialect).server) {
        // The caller's scratch has the extensions of the configuration; without one, any database in memory serves.
        scratch::ScratchOptions options;
        options.dialect = declared.dialect;
        scratch::Scratch* opened = scratch();
        const auto memory = opened == nullptr ? scratch::open_scratch(options) : nullptr;
        stored = in_scratch(declared, opened == nullptr ? *memory : *opened, known);
    }
    if (!stored) {
        scratch::Scratch* opened = scratch();
        if (opened == nullptr)
            throw Error("RT037", "the models cannot be normalized without a scratch database: " + why,
                        "grant TEMPORARY on the database, or set [database] scratch_url");
        stored = in_scratch(declared, *opened, known);
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
