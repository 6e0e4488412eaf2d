// Rows for the tables of a schema. Most of them satisfy the constraints of both sides.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

Words World::rows() {
    Words rows;
    for (const TableModel& table : tables_) {
        if (!table.holds_rows) continue;
        const std::size_t count = 2 + decide.steady("rows." + table.key, 2);
        const bool nulls = decide.steady("nulls." + table.key, 4) == 0;
        for (std::size_t row = 0; row < (table.partitioned ? count + 3 : count); ++row) {
            Words columns, values;
            for (const ColumnModel& column : table.columns) {
                if (column.computed || column.kind.values.empty()) continue;
                if (nulls && column.nullable && decide.steady(fmt::format("null.{}.{}", column.key, row), 3) == 0)
                    continue;
                const Words& all = column.kind.values;
                const std::size_t from = column.unique ? 0 : decide.steady("value." + column.key, all.size());
                columns.push_back(quote(column.name));
                values.push_back(quote_literal(all[(row + from) % all.size()]));
            }
            if (columns.empty()) continue;
            rows.push_back("INSERT INTO " + quote(table.name) + " (" + joined(columns) +
                           ") OVERRIDING SYSTEM VALUE VALUES (" + joined(values) + ")");
        }
    }
    for (const Link& link : links_) {
        const std::string chosen = joined(quoted(link.keys));
        rows.push_back("UPDATE " + quote(link.child) + " SET (" + joined(quoted(link.columns)) + ") = (SELECT " +
                       chosen + " FROM " + quote(link.parent) + " ORDER BY " + chosen +
                       " LIMIT 1) WHERE ctid = (SELECT max(ctid) FROM " + quote(link.child) + ")");
    }
    return rows;
}

}  // namespace retort::test::random
