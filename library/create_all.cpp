#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/transaction.hpp"
#include "library/connect.hpp"
#include "schema/closure.hpp"

namespace retort {

namespace {

using introspect::Database;

/// `object` without declared renames, which are for migrations: here a table with another name is another table.
template <class T>
T without_transition(T object) {
    object.transition = {};
    return object;
}

/// `live`, with the declared objects that it does not have.
Schema with_missing(const Schema& live, const Schema& declared) {
    Schema target = live;
    target.schemas.insert(declared.schemas.begin(), declared.schemas.end());
    target.extensions.insert(declared.extensions.begin(), declared.extensions.end());
    target.sequences.insert(declared.sequences.begin(), declared.sequences.end());
    target.definitions.insert(declared.definitions.begin(), declared.definitions.end());
    for (const auto& [name, each] : declared.enums) target.enums.emplace(name, without_transition(each));
    for (const auto& [name, table] : declared.tables) {
        if (target.tables.contains(name)) continue;
        Table added = without_transition(table);
        for (Column& column : added.columns) column.transition = {};
        target.tables.emplace(name, std::move(added));
    }
    return target;
}

/// The declared tables that Retort manages, with the partitions that the server drops with them.
std::set<ObjectName> dropped_tables(const Schema& live, const Schema& declared) {
    std::map<ObjectName, std::vector<ObjectName>> partitions;
    for (const auto& [name, table] : live.tables)
        if (!table.partition_of.empty()) partitions[table.partition_of].push_back(name);
    std::set<ObjectName> managed;
    for (const auto& [name, table] : declared.tables)
        if (!*table.external) managed.insert(name);
    return closure(std::move(managed), [&](const ObjectName& name, const auto& reach) {
        if (const auto found = partitions.find(name); found != partitions.end() && live.tables.contains(name))
            for (const ObjectName& each : found->second) reach(each);
    });
}

/// `live` without the declared objects, and without the objects that are dropped with them.
Schema without_declared(const Schema& live, const Schema& declared) {
    Schema target = live;
    for (const ObjectName& name : dropped_tables(live, declared)) target.tables.erase(name);
    for (const auto& [name, each] : declared.enums) target.enums.erase(name);
    for (const auto& [name, each] : declared.sequences) target.sequences.erase(name);
    const auto dropped = [&](const ObjectName& table) {
        return !table.empty() && live.tables.contains(table) && !target.tables.contains(table);
    };
    std::erase_if(target.sequences, [&](const auto& each) { return dropped(each.second.owner_table); });
    std::erase_if(target.definitions, [&](const auto& each) {
        return dropped(each.second.table) || declared.definitions.contains(each.first);
    });
    return target;
}

/// Throws Error RT295 if an object that stays uses a table that is dropped, where the engine itself would accept that.
void reject_dependents(const Database& database, const Schema& live, const Schema& target) {
    if (!info(live.dialect).checks_definitions_late) return;
    const auto reject = [&](const ObjectName& table, const std::string& user) {
        if (!live.tables.contains(table) || target.tables.contains(table)) return;
        throw Error("RT295",
                    fmt::format("table {} can't be dropped on {}: {} uses it; nothing was dropped", display(table),
                                database.describe(), user),
                    fmt::format("drop {} first, or declare it in the schema given to drop_all", user));
    };
    for (const auto& [id, definition] : target.definitions)
        for (const Dependency& each : definition.depends_on.list)
            reject(each.object.name, fmt::format("{} {}", info(id.kind).prose, display(id.name)));
    for (const auto& [name, table] : target.tables)
        for (const ForeignKey& key : table.foreign_keys) reject(key.table, "table " + display(name));
}

void run_statements(Database& database, const emit::Script& script) {
    for (const emit::Statement& statement : script.statements) {
        try {
            database.execute(statement.sql);
        } catch (const introspect::StatementError& error) {
            throw library::failed("RT038", database, statement.sql, error);
        }
    }
}

/// Runs a script with its own BEGIN and COMMIT, for SQLite, where PRAGMA foreign_keys must be off.
void run_as_written(Database& database, const emit::Script& script) {
    if (database.in_transaction())
        throw Error("RT222",
                    "these tables can't be dropped in the open transaction of " + database.describe() +
                        ": PRAGMA foreign_keys must be off, and can't be changed in a transaction",
                    "commit the transaction first");
    const std::string keys = database.query("PRAGMA foreign_keys").at(0).at(0).value_or("0");
    const auto restore = [&] {
        if (database.in_transaction()) database.execute("ROLLBACK");
        database.execute("PRAGMA foreign_keys=" + keys);
    };
    try {
        run_statements(database, script);
    } catch (...) {
        restore();
        throw;
    }
    restore();
}

void run(Database& database, const emit::Script& script) {
    if (script.empty()) return;
    if (!script.transactional) return run_as_written(database, script);
    introspect::Transaction transaction(database);
    run_statements(database, script);
    transaction.commit();
}

/// Changes a database to the schema that `target` returns for its live schema.
template <class Target>
void change(const Connection& connection, const Schema& schema, Target target) {
    const auto database = library::connect(connection, schema, introspect::Access::read_write);
    library::translated(*database, [&] {
        const Schema live = database->introspect();
        const Schema desired = target(live, schema);
        reject_dependents(*database, live, desired);
        run(*database, emit::plan(live, desired).script);
    });
}

}  // namespace

void create_all(const Connection& connection, const Schema& schema) { change(connection, schema, with_missing); }

void drop_all(const Connection& connection, const Schema& schema) { change(connection, schema, without_declared); }

}  // namespace retort
