#pragma once

#include <string_view>

namespace retort::introspect::postgres {

/// A condition on pg_class c, a foreign table: it is a partition, and differs from its parent in no column and no
/// check, so that CREATE FOREIGN TABLE … PARTITION OF expresses it. That form has no options of columns.
inline constexpr std::string_view plain_foreign_partition = R"(
       (c.relispartition
        AND NOT EXISTS (SELECT FROM pg_inherits h
                          JOIN pg_attribute a ON a.attrelid = h.inhrelid
                          JOIN pg_attribute p ON p.attrelid = h.inhparent AND p.attname = a.attname
                          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                          LEFT JOIN pg_attrdef e ON e.adrelid = p.attrelid AND e.adnum = p.attnum
                         WHERE h.inhrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                           AND (a.attfdwoptions IS NOT NULL OR a.attnotnull <> p.attnotnull
                                OR pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(e.adbin, e.adrelid)))
        AND NOT EXISTS (SELECT FROM pg_constraint k
                         WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal)))";

}  // namespace retort::introspect::postgres
