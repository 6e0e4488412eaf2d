#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/foreign_partitions.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

// A foreign table is unsupported if it has parents or children, a column with settings other than a type, OPTIONS,
// COLLATE, a default, NOT NULL and a comment, a sequence of its own, or a constraint with a comment.
// A partition is supported if it is as its parent: see foreign_partitions.hpp.
// Rows: foreign table, server, options, names of the omitted options, columns, checks, whether it is supported, oids of
// its constraints, parent of a partition, its bound.
const Reader read_foreign_tables = {
    [](const Scope& scope) {
        return R"(
SELECT c.oid, s.srvname,
       )" + options_sql("f.ftoptions") +
               R"(,
       (SELECT string_agg(
                 concat(E'\n    ', quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
                        ' OPTIONS (' ||
                          (SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', '
                                             ORDER BY o.option_name COLLATE "C")
                             FROM pg_options_to_table(a.attfdwoptions) o WHERE NOT )" +
               std::string(secret_option) + R"() || ')',
                        CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation END,
                        CASE WHEN a.attgenerated = 's'
                             THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, c.oid) || ') STORED'
                             ELSE ' DEFAULT ' || pg_get_expr(d.adbin, c.oid) END,
                        CASE WHEN a.attnotnull THEN ' NOT NULL' END),
                 ',' ORDER BY a.attnum)
          FROM pg_attribute a
          JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
       (SELECT string_agg(format(E'\n    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ','
                          ORDER BY k.conname COLLATE "C")
          FROM pg_constraint k
         WHERE k.conrelid = c.oid AND k.contype = 'c'),
       (NOT EXISTS (SELECT FROM pg_inherits h WHERE c.oid IN (h.inhrelid, h.inhparent)) OR )" +
               std::string(plain_foreign_partition) + R"()
         AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                            AND (a.attidentity <> '' OR a.attgenerated = 'v' OR a.attoptions IS NOT NULL
                                 OR )" +
               scope.statistics() + R"( IS NOT NULL OR a.attstorage <> t.typstorage OR a.attcompression <> ''))
         AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S'
                          WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                            AND d.refobjid = c.oid AND d.deptype IN ('a', 'i'))
         AND NOT EXISTS (SELECT FROM pg_constraint k
                           JOIN pg_description e ON e.classoid = 'pg_constraint'::regclass AND e.objoid = k.oid
                          WHERE k.conrelid = c.oid),
       (SELECT array_agg(k.oid) FROM pg_constraint k WHERE k.conrelid = c.oid),
       CASE WHEN c.relispartition THEN (SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid) END,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END
  FROM pg_foreign_table f
  JOIN pg_class c ON c.oid = f.ftrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_foreign_server s ON s.oid = f.ftserver
 WHERE )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Relation* relation = reading.find_relation(oid);
            if (relation == nullptr || !relation->ours) {
                continue;
            }
            Definition table;
            table.kind = ObjectKind::foreign_table;
            table.name = relation->name;
            const bool is_partition = !rows.null(row, 8);
            const Table* parent = is_partition ? reading.find_table(number<Oid>(rows.text(row, 8))) : nullptr;
            if (!boolean(rows.text(row, 6)) || (is_partition && parent == nullptr)) {
                if (reading.filter.reads_kind(info(table.kind).word)) {
                    reading.schema.unsupported->push_back({"foreign table", table.name, {}});
                }
                continue;
            }
            if (is_partition) {
                table.sql = "CREATE FOREIGN TABLE " + quote(table.name) + " PARTITION OF " + quote(parent->name) + " " +
                            std::string(rows.text(row, 9)) + " SERVER " + quote(rows.text(row, 1)) +
                            options_clause(rows.text(row, 2));
                table.depends_on.add(table_id(parent->name));
            }
            const std::string separator = rows.null(row, 4) || rows.null(row, 5) ? "" : ",";
            if (!is_partition)
                table.sql = "CREATE FOREIGN TABLE " + quote(table.name) + " (" +
                            sql::postgres::flatten_logic(std::string(rows.text(row, 4)) + separator +
                                                         std::string(rows.text(row, 5))) +
                            "\n) SERVER " + quote(rows.text(row, 1)) + options_clause(rows.text(row, 2));
            table.omitted = texts(rows.text(row, 3));
            table.comment = reading.comment(catalog::relation, oid);
            for (const auto& [name, column] : relation->said) {
                if (!column.comment.empty()) {
                    table.columns[name].comment = column.comment;
                }
            }
            relation->definition = reading.add(catalog::relation, oid, std::move(table));
            if (relation->definition != nullptr) {
                // What a check depends on, the table depends on.
                for (const std::int64_t constraint : numbers(rows.text(row, 7))) {
                    reading.definitions[Reading::key(catalog::constraint, static_cast<Oid>(constraint))] =
                        relation->definition;
                }
            }
        }
    },
};

}  // namespace retort::introspect::postgres
