#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// A cast has no schema. It is read with the schema of its target type, else of its source type, else of its function;
// with the default schema if these are built in. A built-in cast has an OID below 16384 (PostgreSQL, 74.2.2 OID
// Assignment).
const Reader read_casts = {
    [](const Scope& scope) {
        return R"(
SELECT c.oid, format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
       CASE c.castmethod WHEN 'b' THEN ' WITHOUT FUNCTION'
                         WHEN 'i' THEN ' WITH INOUT'
                         ELSE ' WITH FUNCTION ' || c.castfunc::regprocedure END ||
       CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END,
       n.nspname
  FROM pg_cast c
  JOIN pg_type s ON s.oid = c.castsource
  JOIN pg_type t ON t.oid = c.casttarget
  LEFT JOIN pg_proc p ON p.oid = c.castfunc
  JOIN pg_namespace n
    ON n.oid = CASE WHEN t.oid >= 16384 THEN t.typnamespace WHEN s.oid >= 16384 THEN s.typnamespace
                    WHEN p.oid >= 16384 THEN p.pronamespace
                    ELSE (SELECT oid FROM pg_namespace WHERE nspname = coalesce(current_schema(), 'public')) END
  LEFT JOIN pg_depend d
    ON d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i'
 WHERE c.oid >= 16384
   AND d.objid IS NULL
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::cast, oid)) {
                continue;
            }
            Definition cast;
            cast.kind = ObjectKind::cast;
            cast.arguments = rows.text(row, 1);
            cast.name = reading.name(rows.text(row, 3), cast.arguments);
            cast.sql = "CREATE CAST " + cast.arguments + std::string(rows.text(row, 2));
            cast.comment = reading.comment(catalog::cast, oid);
            reading.add(catalog::cast, oid, std::move(cast));
        }
    },
};

// The expressions that apply a user-defined cast. pg_depend has no rows for them: an expression depends on the cast's
// function and types only. The stored expression (pg_node_tree) tells a cast from a call of its function by the form
// (COERCE_EXPLICIT_CAST, COERCE_IMPLICIT_CAST). A cast without a function is found by its target type, in an expression
// that has a value of its source type too: that may find more than there is, never less. OFFSET keeps the casts
// outside: without one, no expression is read.
//
// Rows: the catalog, oid and column of the dependent, and the oid of the cast.
const Reader read_cast_dependencies = {
    [](const Scope&) -> std::string {
        return R"(
WITH casts AS MATERIALIZED (
  SELECT c.oid,
         CASE c.castmethod
              WHEN 'f' THEN ':funcid ' || c.castfunc ||
                            ' :funcresulttype \d+ :funcretset \w+ :funcvariadic \w+ :funcformat [12] '
              WHEN 'i' THEN ':resulttype ' || c.casttarget || ' :resultcollid \d+ :coerceformat [12] '
              ELSE ':resulttype ' || c.casttarget ||
                   ' :resulttypmod -?\d+ :resultcollid \d+ :relabelformat [12] ' END AS form,
         CASE c.castmethod WHEN 'f' THEN '' ELSE 'type(id)? ' || c.castsource || ' ' END AS source
    FROM pg_cast c
   WHERE c.oid >= 16384
), expressions AS (
  SELECT 'pg_class'::regclass::oid AS catalog, v.adrelid AS object,
         CASE r.relkind WHEN 'v' THEN 0 ELSE v.adnum END AS sub, v.adbin::text AS tree
    FROM pg_attrdef v
    JOIN pg_class r ON r.oid = v.adrelid
  UNION ALL
  SELECT CASE WHEN contypid = 0 THEN 'pg_constraint'::regclass ELSE 'pg_type'::regclass END,
         CASE WHEN contypid = 0 THEN oid ELSE contypid END, 0, conbin::text
    FROM pg_constraint
   WHERE conbin IS NOT NULL
  UNION ALL
  SELECT CASE WHEN k.oid IS NULL THEN 'pg_class'::regclass ELSE 'pg_constraint'::regclass END,
         coalesce(k.oid, i.indexrelid), 0, concat(i.indexprs::text, i.indpred::text)
    FROM pg_index i
    LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'x'
   WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
  UNION ALL
  SELECT 'pg_class'::regclass, partrelid, 0, partexprs::text FROM pg_partitioned_table WHERE partexprs IS NOT NULL
  UNION ALL
  SELECT 'pg_type'::regclass, oid, 0, typdefaultbin::text FROM pg_type WHERE typdefaultbin IS NOT NULL
  UNION ALL
  SELECT 'pg_rewrite'::regclass, oid, 0, concat(ev_action::text, ev_qual::text) FROM pg_rewrite WHERE oid >= 16384
  UNION ALL
  SELECT 'pg_proc'::regclass, oid, 0, concat(prosqlbody::text, proargdefaults::text)
    FROM pg_proc
   WHERE oid >= 16384 AND (prosqlbody IS NOT NULL OR proargdefaults IS NOT NULL)
  UNION ALL
  SELECT 'pg_trigger'::regclass, oid, 0, tgqual::text FROM pg_trigger WHERE tgqual IS NOT NULL
  UNION ALL
  SELECT 'pg_policy'::regclass, oid, 0, concat(polqual::text, polwithcheck::text) FROM pg_policy
  UNION ALL
  SELECT 'pg_statistic_ext'::regclass, oid, 0, stxexprs::text FROM pg_statistic_ext WHERE stxexprs IS NOT NULL
)
SELECT e.catalog, e.object, e.sub, c.oid
  FROM casts c
 CROSS JOIN LATERAL (SELECT * FROM expressions e WHERE e.tree ~ c.form AND e.tree ~* c.source OFFSET 0) e)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            CatalogDependency dependency;
            dependency.sub = number<int>(rows.text(row, 2));
            dependency.catalog = catalog::cast;
            dependency.object = number<Oid>(rows.text(row, 3));
            reading.note_dependency(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1)),
                                    std::move(dependency));
        }
    },
};

}  // namespace retort::introspect::postgres
