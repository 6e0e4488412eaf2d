#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

inline Column column(const std::string& name, const std::string& type, bool nullable = true) {
    Column made;
    made.name = name;
    made.type.sql = type;
    made.nullable = nullable;
    return made;
}

inline Table table(const std::string& name, std::vector<Column> columns) {
    Table made;
    made.name = {"", name};
    made.columns = std::move(columns);
    return made;
}

inline Schema schema_of(std::vector<Table> tables) {
    Schema made;
    for (Table& each : tables) made.tables.emplace(each.name, each);
    return made;
}

inline ForeignKey refers(const std::string& column, const std::string& table) {
    return {.name = column + "_fkey", .columns = {column}, .table = {"", table}, .references = {"id"}};
}

inline std::vector<std::string> words(const std::vector<Change>& changes) {
    std::vector<std::string> list;
    for (const Change& change : changes) list.push_back(describe(change));
    return list;
}

using Words = std::vector<std::string>;

}  // namespace retort::diff
