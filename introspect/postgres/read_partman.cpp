#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// The tables that pg_partman makes at run time, which are no members of it: the partitions of the tables in its
// part_config, and their template tables. The table of the extension is read only where the extension is installed.
const Reader read_partman_tables = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        return R"(
WITH RECURSIVE config(rows) AS (
  SELECT query_to_xml(format('SELECT parent_table, template_table FROM %s', c.oid::regclass), false, false, '')::text
    FROM pg_extension e
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_extension'::regclass
                    AND d.refobjid = e.oid AND d.deptype = 'e'
    JOIN pg_class c ON c.oid = d.objid
   WHERE e.extname = 'pg_partman'
     AND c.relname = 'part_config'
     AND has_table_privilege(c.oid, 'SELECT')
     AND has_schema_privilege(c.relnamespace, 'USAGE')
),
made(oid) AS (
  SELECT i.inhrelid
    FROM config, regexp_matches(rows, '<parent_table>([^<]*)</parent_table>', 'g') AS found(word)
    JOIN pg_inherits i ON i.inhparent = to_regclass(found.word[1])
  UNION
  SELECT i.inhrelid FROM made JOIN pg_inherits i ON i.inhparent = made.oid
)
SELECT oid FROM made
UNION
SELECT to_regclass(found.word[1])
  FROM config, regexp_matches(rows, '<template_table>([^<]*)</template_table>', 'g') AS found(word)
 WHERE to_regclass(found.word[1]) IS NOT NULL)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            if (Table* table = reading.find_table(number<Oid>(rows.text(row, 0)))) {
                table->made_by_extension = std::string("pg_partman");
            }
        }
    },
};

}  // namespace retort::introspect::postgres
