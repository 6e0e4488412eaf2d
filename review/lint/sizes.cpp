#include "review/lint/sizes.hpp"

#include <charconv>

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

}  // namespace

TableSizes read_sizes(introspect::Database& database) {
    TableSizes sizes;
    if (!info(database.dialect()).server) return sizes;
    for (const introspect::Row& row : database.query(sizes_query))
        sizes[{row[0].value_or(""), row[1].value_or("")}] = {number(row[2], -1), number(row[3], 0), number(row[4], 0),
                                                             static_cast<int>(number(row[5], 0))};
    return sizes;
}

}  // namespace retort::hazards
