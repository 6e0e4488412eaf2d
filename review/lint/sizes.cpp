#include "review/lint/sizes.hpp"

#include <fmt/format.h>

#include <charconv>

#include "schema/name.hpp"

namespace retort::hazards {

namespace {

constexpr const char* sizes_query = R"(
SELECT CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname END,
       c.relname,
       CASE WHEN bool_or(t.reltuples < 0) THEN -1 ELSE sum(t.reltuples::bigint)::bigint END,
       coalesce(sum(pg_total_relation_size(t.oid)), 0)::bigint,
       coalesce(sum(pg_table_size(t.oid)), 0)::bigint,
       coalesce((SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid), 0)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL pg_partition_tree(c.oid) p ON c.relkind = 'p'
  JOIN pg_class t ON t.oid = coalesce(p.relid, c.oid) AND t.relkind <> 'p'
 WHERE c.relkind IN ('r', 'p', 'm')
   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   AND n.nspname NOT LIKE 'pg\_temp\_%'
 GROUP BY c.oid, 1, 2
)";

std::int64_t number(const std::optional<std::string>& text, std::int64_t otherwise) {
    std::int64_t value = otherwise;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

/// Larger tables are not counted to the end.
constexpr int counted_rows = 1'000'000;

/// SQLite keeps no counts. dbstat, where the library has it, walks the pages of a table and its indexes.
TableSizes read_sqlite_sizes(introspect::Database& database, const std::set<ObjectName>& names) {
    TableSizes sizes;
    const bool has_dbstat = !database.query("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'").empty();
    for (const introspect::Row& row :
         database.query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'\n"
                        "  AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
        const std::string name = row[0].value_or("");
        if (!names.empty() && !names.contains({"", name})) continue;
        TableSize& size = sizes[{"", name}];
        size.rows = number(database.query(fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", quote(name),
                                                      counted_rows + 1))[0][0],
                           -1);
        size.bytes = -1;
        if (size.rows > counted_rows)
            size.rows = -1;
        else if (has_dbstat)
            size.bytes = number(database.query("SELECT sum(pgsize) FROM dbstat WHERE name IN\n"
                                               "(SELECT name FROM sqlite_schema WHERE tbl_name = $1)",
                                               {name})[0][0],
                                -1);
    }
    return sizes;
}

}  // namespace

TableSizes read_sizes(introspect::Database& database, const std::set<ObjectName>& names) {
    TableSizes sizes;
    if (!info(database.dialect()).server) return read_sqlite_sizes(database, names);
    for (const introspect::Row& row : database.query(sizes_query))
        sizes[{row[0].value_or(""), row[1].value_or("")}] = {number(row[2], -1), number(row[3], 0), number(row[4], 0),
                                                             static_cast<int>(number(row[5], 0))};
    return sizes;
}

}  // namespace retort::hazards
