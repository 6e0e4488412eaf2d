#include "plan/sqlite/storable.hpp"

#include <map>

#include "plan/sqlite/expression.hpp"
#include "schema/error.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"

namespace retort::plan::sqlite {

namespace {

[[noreturn]] void reject(const std::string& what, const Position& position, const std::string& hint) {
    throw Error(Diagnostic{.code = "RT055", .message = "SQLite has no " + what, .position = position, .hint = hint});
}

void strip(Column& column, const Table& table) {
    if (!column.type.user_type.empty() || column.identity) {
        const std::string what = column.identity ? "identity columns" : "user-defined types";
        reject(what + ": column " + display(table.name) + "." + column.name, *column.declared,
               column.identity ? "INTEGER PRIMARY KEY generates its values" : "give the column a built-in type");
    }
    column.comment.clear();
    column.storage.clear();
    column.compression.clear();
    column.statistics.reset();
}

void strip(Table& table) {
    if (!table.exclusions.empty()) reject("exclusion constraints: table " + display(table.name), *table.declared, "");
    table.comment.clear();
    table.unlogged = false;
    table.storage.clear();
    table.tablespace.clear();
    for (Column& column : table.columns) strip(column, table);
    for_each_part(table, [](auto& each) { each.comment.clear(); });
    for (Index& each : table.indexes) each.storage.clear(), each.tablespace.clear();
}

/// Pairs names that differ in case alone. Names in both lists are skipped.
template <class Found>
void pair_case(const std::vector<std::string>& from, const std::vector<std::string>& to, Found found) {
    const std::set<std::string> before(from.begin(), from.end());
    const std::set<std::string> after(to.begin(), to.end());
    std::map<std::string, std::string> open;  // folded → new name
    for (const std::string& name : after)
        if (!before.contains(name)) open.emplace(to_lower(name), name);
    if (open.empty()) return;
    for (const std::string& name : before) {
        const auto match = after.contains(name) ? open.end() : open.find(to_lower(name));
        if (match == open.end()) continue;
        found(name, match->second);
        open.erase(match);
    }
}

std::vector<std::string> column_names(const Table& table) {
    std::vector<std::string> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    return names;
}

}  // namespace

Schema storable(const Schema& schema) {
    if (!schema.enums.empty())
        reject("enum types: type " + display(schema.enums.begin()->first), *schema.enums.begin()->second.declared,
               "on SQLite an enum is TEXT with a CHECK");
    if (!schema.sequences.empty()) reject("sequences: sequence " + display(schema.sequences.begin()->first), {}, "");
    if (!schema.extensions.empty()) reject("extensions: extension " + schema.extensions.begin()->first, {}, "");
    if (!schema.schemas.empty()) reject("schemas: schema " + *schema.schemas.begin(), {}, "");
    Schema result = schema;
    for (auto& [name, table] : result.tables) strip(table);
    for (auto& [key, definition] : result.definitions) {
        definition.comment.clear();
        if (!info(definition.kind).in_sqlite)
            reject("objects such as " + display(definition.name) + ": only views and triggers", *definition.declared,
                   "");
    }
    return result;
}

diff::Renames case_renames(const Schema& from, const Schema& to) {
    const diff::Renames declared = diff::find_renames(from, to);
    diff::Renames renames;
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const auto& [name, table] : from.tables)
        if (!declared.tables.contains(name)) before.push_back(name.name);
    for (const auto& [name, table] : to.tables) after.push_back(name.name);
    pair_case(before, after, [&](const std::string& a, const std::string& b) { renames.tables[{"", a}] = {"", b}; });
    for (const auto& [name, table] : from.tables) {
        const auto renamed = renames.tables.find(name);
        const Table* other = to.find_table(renamed == renames.tables.end() ? name : renamed->second);
        if (!other || same_state(other->columns, table.columns)) continue;
        pair_case(column_names(table), column_names(*other),
                  [&](const std::string& a, const std::string& b) { renames.columns[other->name][a] = b; });
    }
    return renames;
}

}  // namespace retort::plan::sqlite
