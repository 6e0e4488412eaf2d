#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/foreign_children.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

namespace {

enum Field {
    f_oid,
    f_server,
    f_options,
    f_omitted_options,
    f_columns,
    f_checks,
    f_alterations,
    f_bound_columns,
    f_constraints,
    f_constraint_names,
    f_parents,
    f_bound,
    f_supported
};

/// "p, app.q"; empty if a parent is not read.
std::string names_of(const std::vector<const Table*>& parents) {
    std::string names;
    for (const Table* each : parents) {
        if (each == nullptr) return {};
        names += (names.empty() ? "" : ", ") + quote(each->name);
    }
    return names;
}

std::string text_of(const Result& rows, int row, const ObjectName& name, const std::string& parents) {
    std::string sql = "CREATE FOREIGN TABLE " + quote(name);
    if (!rows.null(row, f_bound)) {
        sql += " PARTITION OF " + parents + " " + std::string(rows.text(row, f_bound));
    } else {
        const std::string separator = rows.null(row, f_columns) || rows.null(row, f_checks) ? "" : ",";
        sql += " (" +
               sql::postgres::flatten_logic(std::string(rows.text(row, f_columns)) + separator +
                                            std::string(rows.text(row, f_checks))) +
               "\n)";
        if (!parents.empty()) sql += " INHERITS (" + parents + ")";
    }
    sql += " SERVER " + quote(rows.text(row, f_server)) + options_clause(rows.text(row, f_options));
    for (const std::string& each : texts(rows.text(row, f_alterations)))
        sql += ";\nALTER FOREIGN TABLE " + quote(name) + " " + sql::postgres::flatten_logic(each);
    return sql;
}

}  // namespace

// A foreign table with parents is compared without what it inherits: it follows their columns. ALTER statements set
// what differs in inherited columns, and add the checks of a partition.
// Rows: foreign table, server, options, names of the omitted options, columns, checks, actions of the ALTER statements,
// inherited columns with a default, check or dependent of their own, oids and names of its constraints, oids of its
// parents, bound of a partition, whether it is supported.
const Reader read_foreign_tables = {
    [](const Scope& scope) {
        return R"(
WITH field AS (
  SELECT a.attrelid, a.attnum, a.attname, quote_ident(a.attname) AS name, a.attislocal, a.attinhcount > 0 AS inherited,
         format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
         CASE WHEN a.attcollation <> t.typcollation
              THEN ' COLLATE ' || a.attcollation::regcollation END AS collate_clause,
         (SELECT array_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value)
                           ORDER BY o.option_name COLLATE "C")
            FROM pg_options_to_table(a.attfdwoptions) o WHERE NOT )" +
               std::string(secret_option) + R"() AS options,
         )" + scope.statistics() +
               R"( AS statistics,
         CASE WHEN a.attstorage <> t.typstorage
              THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN'
                                     ELSE 'EXTENDED' END END AS storage,
         (SELECT string_agg(o, ', ' ORDER BY o COLLATE "C") FROM unnest(a.attoptions) o) AS settings,
         a.attgenerated, pg_get_expr(d.adbin, d.adrelid) AS value, above.value AS above_value,
         coalesce(above.attnotnull, false) AS above_notnull
    FROM pg_foreign_table f
    JOIN pg_attribute a ON a.attrelid = f.ftrelid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN LATERAL (
      SELECT (array_agg(pg_get_expr(e.adbin, e.adrelid) ORDER BY h.inhseqno) FILTER (WHERE e.adbin IS NOT NULL))[1]
               AS value,
             bool_or(p.attnotnull) AS attnotnull
        FROM pg_inherits h
        JOIN pg_attribute p ON p.attrelid = h.inhparent AND p.attname = a.attname
        LEFT JOIN pg_attrdef e ON e.adrelid = p.attrelid AND e.adnum = p.attnum
       WHERE h.inhrelid = a.attrelid) above ON a.attinhcount > 0)
SELECT c.oid, s.srvname,
       )" + options_sql("f.ftoptions") +
               R"(,
       (SELECT string_agg(concat(E'\n    ', name, ' ', type, ' OPTIONS (' || array_to_string(options, ', ') || ')',
                                 collate_clause,
                                 CASE WHEN attgenerated = 's' THEN ' GENERATED ALWAYS AS (' || value || ') STORED'
                                      ELSE ' DEFAULT ' || value END,
                                 CASE WHEN attnotnull THEN ' NOT NULL' END),
                          ',' ORDER BY attnum)
          FROM field WHERE attrelid = c.oid AND attislocal),
       (SELECT string_agg(format(E'\n    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ','
                          ORDER BY k.conname COLLATE "C")
          FROM pg_constraint k
         WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal AND NOT c.relispartition),
       ARRAY(SELECT action
               FROM field,
                    LATERAL (VALUES
                      (1, CASE WHEN value IS NULL AND above_value IS NOT NULL THEN 'DROP DEFAULT'
                               WHEN value IS DISTINCT FROM above_value AND NOT attislocal
                               THEN 'SET DEFAULT ' || value END),
                      (2, CASE WHEN attnotnull AND NOT above_notnull AND NOT attislocal THEN 'SET NOT NULL' END),
                      (3, CASE WHEN NOT attislocal
                               THEN 'OPTIONS (ADD ' || array_to_string(options, ', ADD ') || ')' END))
                      AS own (place, what),
                    LATERAL (SELECT 'ALTER COLUMN ' || name || ' ' || what) made (action)
              WHERE attrelid = c.oid AND inherited AND what IS NOT NULL
              ORDER BY attnum, place)
         || ARRAY(SELECT 'ALTER COLUMN ' || name || ' ' || what
                    FROM field,
                         LATERAL (VALUES (1, 'SET STATISTICS ' || statistics), (2, 'SET STORAGE ' || storage),
                                         (3, 'SET (' || settings || ')')) AS own (place, what)
                   WHERE attrelid = c.oid AND NOT inherited AND what IS NOT NULL
                   ORDER BY attnum, place)
         || ARRAY(SELECT format('ADD CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
                    FROM pg_constraint k
                   WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal AND c.relispartition
                   ORDER BY k.conname COLLATE "C"),
       ARRAY(SELECT attname
               FROM field
              WHERE attrelid = c.oid AND inherited
                AND (value IS DISTINCT FROM above_value
                     OR EXISTS (SELECT FROM pg_constraint k
                                 WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conislocal
                                   AND attnum = ANY (k.conkey))
                     OR EXISTS (SELECT FROM pg_depend r
                                 WHERE r.refclassid = 'pg_class'::regclass AND r.refobjid = c.oid
                                   AND r.refobjsubid = attnum AND r.deptype = 'n'))
              ORDER BY attnum),
       ARRAY(SELECT k.oid FROM pg_constraint k WHERE k.conrelid = c.oid ORDER BY k.oid),
       ARRAY(SELECT k.conname FROM pg_constraint k WHERE k.conrelid = c.oid ORDER BY k.oid),
       (SELECT array_agg(h.inhparent ORDER BY h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = c.oid),
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
       )" + std::string(supported_foreign_table) +
               R"(
  FROM pg_foreign_table f
  JOIN pg_class c ON c.oid = f.ftrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_foreign_server s ON s.oid = f.ftserver
 WHERE )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, f_oid));
            Relation* relation = reading.find_relation(oid);
            if (relation == nullptr || !relation->ours) {
                continue;
            }
            Definition table;
            table.kind = ObjectKind::foreign_table;
            table.name = relation->name;
            std::vector<const Table*> parents;
            for (const std::int64_t parent : numbers(rows.text(row, f_parents)))
                parents.push_back(reading.find_table(static_cast<Oid>(parent)));
            const std::string names = names_of(parents);
            if (!boolean(rows.text(row, f_supported)) || (!parents.empty() && names.empty())) {
                if (reading.filter.reads_kind(info(table.kind).word)) {
                    reading.schema.unsupported->push_back({"foreign table", table.name, {}});
                }
                continue;
            }
            table.sql = text_of(rows, row, table.name, names);
            const std::vector<std::string> bound_columns = texts(rows.text(row, f_bound_columns));
            for (const Table* parent : parents) {
                table.depends_on.add(table_id(parent->name));
                // A view of the column blocks a change of its type, and the server would convert a default or check.
                for (const std::string& each : bound_columns)
                    if (parent->find_column(each)) table.depends_on.add(column_id(parent->name, each));
            }
            table.omitted = texts(rows.text(row, f_omitted_options));
            table.comment = reading.comment(catalog::relation, oid);
            for (const auto& [name, column] : relation->said) {
                if (!column.comment.empty()) {
                    table.columns[name].comment = column.comment;
                }
            }
            const std::vector<std::int64_t> constraints = numbers(rows.text(row, f_constraints));
            const std::vector<std::string> constraint_names = texts(rows.text(row, f_constraint_names));
            for (std::size_t i = 0; i < constraints.size(); ++i) {
                const std::string comment = reading.comment(catalog::constraint, static_cast<Oid>(constraints[i]));
                if (!comment.empty()) {
                    table.constraint_comments[constraint_names[i]] = comment;
                }
            }
            relation->definition = reading.add(catalog::relation, oid, std::move(table));
            if (relation->definition != nullptr) {
                // What a check depends on, the table depends on.
                for (const std::int64_t constraint : constraints) {
                    reading.definitions[Reading::key(catalog::constraint, static_cast<Oid>(constraint))] =
                        relation->definition;
                }
            }
        }
    },
};

}  // namespace retort::introspect::postgres
