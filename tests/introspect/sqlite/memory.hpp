#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "introspect/sqlite/sqlite_database.hpp"

namespace retort::introspect::sqlite {

/// A new database in memory.
inline std::unique_ptr<Database> in_memory() {
    return open_sqlite({Dialect::sqlite, ":memory:", "sqlite::memory:", "--database"}, Access::read_write);
}

/// The introspected schema of a script.
inline Schema introspected(std::string_view script) {
    const auto database = in_memory();
    database->execute(script);
    return database->introspect();
}

/// The only table of a script.
inline Table table_of(std::string_view script) {
    const Schema schema = introspected(script);
    return schema.tables.empty() ? Table{} : schema.tables.begin()->second;
}

}  // namespace retort::introspect::sqlite
