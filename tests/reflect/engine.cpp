#include "tests/reflect/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <tuple>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "reflect/lower.hpp"
#include "schema/json.hpp"
#include "tests/support/postgres.hpp"

namespace retort::reflect {

namespace {

template <class T>
T* named(std::vector<T>& list, const std::string& name) {
    for (T& one : list)
        if (one.name == name) return &one;
    return nullptr;
}

/// Replaces an expression of `declared` by the engine's spelling if both have it.
void take(std::string& declared, const std::string& stored) {
    if (!declared.empty() && !stored.empty()) declared = stored;
}

void take_expressions(Table& declared, Table& stored) {
    for (Column& column : declared.columns) {
        const Column* other = stored.find_column(column.name);
        if (other == nullptr) continue;
        if (column.default_sql && other->default_sql) column.default_sql = other->default_sql;
        if (column.generated && other->generated) column.generated->expression = other->generated->expression;
        if (column.identity && other->identity) {
            // The engine fills in defaults.
            const SequenceOptions& full = other->identity->options;
            SequenceOptions& said = column.identity->options;
            if (!said.start) said.start = full.start;
            if (!said.increment) said.increment = full.increment;
            if (!said.minimum) said.minimum = full.minimum;
            if (!said.maximum) said.maximum = full.maximum;
            if (!said.cache) said.cache = full.cache;
        }
    }
    for (Check& check : declared.checks)
        if (const Check* other = named(stored.checks, check.name)) check.expression = other->expression;
    for (Exclusion& exclusion : declared.exclusions)
        if (const Exclusion* other = named(stored.exclusions, exclusion.name)) exclusion.definition = other->definition;
    for (Index& index : declared.indexes) {
        const Index* other = named(stored.indexes, index.name);
        if (other == nullptr || other->parts.size() != index.parts.size()) continue;
        take(index.predicate, other->predicate);
        for (std::size_t i = 0; i < index.parts.size(); ++i)
            take(index.parts[i].expression, other->parts[i].expression);
    }
}

/// SQLite stores no name for a constraint without an explicit one.
void forget_given_names(Table& table) {
    const auto forget = [](auto& constraint) {
        if (!*constraint.named) constraint.name.clear();
    };
    if (table.primary_key) forget(*table.primary_key);
    for (Unique& unique : table.uniques) forget(unique);
    for (Check& check : table.checks) forget(check);
    for (ForeignKey& foreign : table.foreign_keys) forget(foreign);
}

/// Removes facts that only an engine or only the models know: explicit names, references of expressions.
void forget_asides(Table& table) {
    const auto forget = [](auto& part) {
        part.named = false;
        if constexpr (requires { part.depends_on; }) part.depends_on = {};
    };
    const auto all = [&](auto& list) {
        for (auto& each : list) forget(each);
    };
    for (Column& column : table.columns) {
        column.depends_on = {};
        if (column.identity) column.identity->sequence = {}, column.identity->named = false;
    }
    if (table.primary_key) forget(*table.primary_key);
    all(table.uniques);
    all(table.checks);
    all(table.foreign_keys);
    all(table.exclusions);
    all(table.indexes);
    table.depends_on = {};
}

/// SQLite's checks may be read back with unnecessary quotes around a name.
void forget_quotes(Table& table) {
    for (Check& check : table.checks)
        check.expression.erase(std::remove(check.expression.begin(), check.expression.end(), '"'),
                               check.expression.end());
}

/// Sorts unnamed constraints by their definitions.
void order_nameless(Table& table) {
    std::sort(table.checks.begin(), table.checks.end(), [](const Check& a, const Check& b) {
        return std::tie(a.name, a.expression) < std::tie(b.name, b.expression);
    });
    std::sort(table.uniques.begin(), table.uniques.end(), [](const Unique& a, const Unique& b) {
        return std::tie(a.name, a.columns) < std::tie(b.name, b.columns);
    });
    std::sort(table.foreign_keys.begin(), table.foreign_keys.end(), [](const ForeignKey& a, const ForeignKey& b) {
        return std::tie(a.name, a.columns) < std::tie(b.name, b.columns);
    });
}

/// The lines of one text that the other does not have, each with the object that contains it.
std::string only_in(const std::string& one, const std::string& other) {
    std::multiset<std::string> there;
    std::istringstream lines(other);
    for (std::string line; std::getline(lines, line);) there.insert(line);
    std::string found;
    std::string name;
    std::istringstream here(one);
    for (std::string line; std::getline(here, line);) {
        if (line.find("\"name\"") != std::string::npos) name = line;
        const auto at = there.find(line);
        if (at != there.end())
            there.erase(at);
        else
            found += line + "   in " + name + "\n";
    }
    return found;
}

}  // namespace

void expect_on_engine(const std::vector<Record>& records, Dialect dialect) {
    Schema declared = lower(records, dialect);
    for (auto& [name, table] : declared.tables) table.external = false;
    std::unique_ptr<test::FreshDatabase> server;
    std::unique_ptr<introspect::Database> database;
    if (dialect == Dialect::postgresql) {
        server = std::make_unique<test::FreshDatabase>();
        database = server->open();
    } else {
        database = introspect::open(sql::parse_url("sqlite::memory:", "test"));
    }
    for (const emit::Statement& statement : emit::create_script(declared).statements) {
        try {
            database->execute(statement.sql);
        } catch (const introspect::StatementError& error) {
            FAIL() << statement.sql << "\n" << error.what();
        }
    }
    Schema stored = database->introspect();
    for (auto& [name, table] : declared.tables)
        if (const auto at = stored.tables.find(name); at != stored.tables.end()) take_expressions(table, at->second);
    if (dialect == Dialect::sqlite) {
        for (auto& [name, table] : declared.tables) forget_given_names(table);
        for (Schema* schema : {&declared, &stored})
            for (auto& [name, table] : schema->tables) {
                forget_quotes(table);
                order_nameless(table);
            }
    }
    for (Schema* schema : {&declared, &stored})
        for (auto& [name, table] : schema->tables) forget_asides(table);
    const std::string wanted = to_json(declared);
    const std::string got = to_json(stored);
    EXPECT_TRUE(wanted == got) << to_string(dialect) << "\ndeclared:\n"
                               << only_in(wanted, got) << "stored:\n"
                               << only_in(got, wanted);
}

}  // namespace retort::reflect
