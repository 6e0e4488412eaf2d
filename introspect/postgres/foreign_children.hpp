#pragma once

#include <string_view>

namespace retort::introspect::postgres {

/// A condition on pg_class c, a foreign table: its text expresses all of it. It has no children, its parents are
/// tables, and no inherited column has settings other than OPTIONS, a default, NOT NULL and a comment, or computes
/// another value than in its parents. It has no identity column, no sequence, and no inherited constraint with a
/// comment of its own.
inline constexpr std::string_view supported_foreign_table = R"(
       (NOT EXISTS (SELECT FROM pg_inherits h LEFT JOIN pg_class p ON p.oid = h.inhparent
                     WHERE h.inhparent = c.oid OR h.inhrelid = c.oid AND p.relkind NOT IN ('r', 'p'))
        AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                           AND (a.attidentity <> '' OR a.attgenerated = 'v' OR a.attcompression <> ''
                                OR a.attinhcount > 0
                                   AND (a.attoptions IS NOT NULL OR nullif(a.attstattarget, -1) IS NOT NULL
                                        OR a.attstorage <> t.typstorage)))
        AND NOT EXISTS (SELECT FROM pg_inherits h
                          JOIN pg_attribute a ON a.attrelid = h.inhrelid
                          JOIN pg_attribute p ON p.attrelid = h.inhparent AND p.attname = a.attname
                          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                          LEFT JOIN pg_attrdef e ON e.adrelid = p.attrelid AND e.adnum = p.attnum
                         WHERE h.inhrelid = c.oid AND (a.attgenerated <> '' OR p.attgenerated <> '')
                           AND pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_get_expr(e.adbin, e.adrelid))
        AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S'
                         WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                           AND d.refobjid = c.oid AND d.deptype IN ('a', 'i'))
        AND NOT EXISTS (SELECT FROM pg_constraint k
                          JOIN pg_description o ON o.classoid = 'pg_constraint'::regclass AND o.objoid = k.oid
                         WHERE k.conrelid = c.oid AND NOT k.conislocal)))";

}  // namespace retort::introspect::postgres
