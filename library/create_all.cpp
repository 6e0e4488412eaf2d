#include <fmt/format.h>

#include <optional>

#include "emit/plan.hpp"
#include "introspect/transaction.hpp"
#include "library/connect.hpp"

namespace retort {

namespace {

using introspect::Database;

/// What renames are said to be is for migrations: here a table of another name is another table.
template <class T>
T without_transition(T object) {
    object.transition = {};
    return object;
}

/// `live` and what it lacks of `declared`.
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

/// True for a part of a dropped table, which goes with it: partitions and their partitions.
bool goes_along(const Table& table, const Schema& before, const Schema& after) {
    return !table.partition_of.empty() && before.tables.contains(table.partition_of) &&
           !after.tables.contains(table.partition_of);
}

/// `live` without what `declared` has of it.
Schema without_declared(const Schema& live, const Schema& declared) {
    Schema target = live;
    for (const auto& [name, table] : declared.tables)
        if (!*table.external) target.tables.erase(name);
    for (bool again = true; again;)
        again =
            std::erase_if(target.tables, [&](const auto& each) { return goes_along(each.second, live, target); }) > 0;
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

void run_statements(Database& database, const emit::Script& script) {
    for (const emit::Statement& statement : script.statements) {
        try {
            database.execute(statement.sql);
        } catch (const introspect::StatementError& error) {
            throw library::failed("RT038", database, statement.sql, error);
        }
    }
}

/// A script that opens and closes its own transaction, because SQLite's foreign keys have to be off.
void run_as_written(Database& database, const emit::Script& script) {
    if (database.in_transaction())
        throw Error("RT222",
                    "these tables can't be dropped in the transaction that is open on " + database.describe() +
                        ": SQLite's foreign keys have to be off for it",
                    "commit it first");
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

/// Brings a database to what `target` makes of the schema that it has.
template <class Target>
void change(const Connection& connection, const Schema& schema, Target target) {
    const auto database = library::connect(connection, schema, introspect::Access::read_write);
    library::translated(*database, [&] {
        const Schema live = database->introspect();
        run(*database, emit::plan(live, target(live, schema)).script);
    });
}

}  // namespace

void create_all(const Connection& connection, const Schema& schema) { change(connection, schema, with_missing); }

void drop_all(const Connection& connection, const Schema& schema) { change(connection, schema, without_declared); }

}  // namespace retort
