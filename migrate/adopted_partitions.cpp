#include "migrate/adopted_partitions.hpp"

#include <algorithm>
#include <cctype>

namespace retort::migrate {

namespace {

/// A key as no server has written it yet is told apart by its letters alone.
std::string letters(const std::string& sql) {
    std::string out;
    for (const char c : sql)
        if (!std::isspace(static_cast<unsigned char>(c)) && c != '"')
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

void follow(Table& table, const Table& live_parent, const Table& parent) {
    std::erase_if(table.columns, [&](const Column& each) {
        return live_parent.find_column(each.name) && !parent.find_column(each.name);
    });
    for (const Column& above : parent.columns) {
        Column* column = table.find_column(above.name);
        const Column* before = live_parent.find_column(above.name);
        if (!column) {
            table.columns.push_back(above);
            table.columns.back().inherited = true;
            table.columns.back().identity.reset();
            continue;
        }
        if (before && !(column->type == above.type) && column->default_sql == before->default_sql)
            column->default_sql = above.default_sql;
        column->type = above.type;
        column->collation = above.collation;
        column->generated = above.generated;
        if (!above.nullable) column->nullable = false;
        else if (before && !before->nullable) column->nullable = true;
    }
}

}  // namespace

bool keeps_partitions(const Table& live, const Table& desired) {
    return letters(live.partition_by) == letters(desired.partition_by);
}

void follow_parents(const Schema& live, const std::set<ObjectName>& adopted, Schema& desired) {
    std::set<ObjectName> open = adopted;
    const auto settle = [&](const auto& self, const ObjectName& name) -> void {
        if (open.erase(name) == 0) return;
        Table& table = desired.tables.at(name);
        if (table.partition_of.empty()) return;
        self(self, table.partition_of);
        const Table *before = live.find_table(table.partition_of), *after = desired.find_table(table.partition_of);
        if (before && after && !(before->columns == after->columns)) follow(table, *before, *after);
    };
    for (const ObjectName& name : adopted) settle(settle, name);
}

}  // namespace retort::migrate
