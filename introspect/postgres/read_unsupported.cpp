#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// Unsupported objects, which a Schema can't hold. Rows: catalog, object, kind, schema (NULL: no schema), name, details,
// table.
const Reader read_unsupported = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        return R"(
WITH scope AS MATERIALIZED (SELECT n.oid, n.nspname FROM pg_namespace n WHERE )" +
               scope.schemas() + R"()
SELECT 'pg_class'::regclass::oid, c.oid, 'foreign table', n.nspname, c.relname::text, '', c.oid
  FROM pg_class c JOIN scope n ON n.oid = c.relnamespace
 WHERE c.relkind = 'f'
UNION ALL
SELECT 'pg_foreign_data_wrapper'::regclass::oid, oid, 'foreign data wrapper', NULL, fdwname, '', 0
  FROM pg_foreign_data_wrapper
UNION ALL
SELECT 'pg_foreign_server'::regclass::oid, oid, 'foreign server', NULL, srvname, '', 0
  FROM pg_foreign_server
UNION ALL
SELECT 'pg_user_mapping'::regclass::oid, umid, 'user mapping', NULL, srvname, 'for ' || usename, 0
  FROM pg_user_mappings
UNION ALL
SELECT 'pg_publication'::regclass::oid, oid, 'publication', NULL, pubname, '', 0
  FROM pg_publication
UNION ALL
SELECT 'pg_subscription'::regclass::oid, oid, 'subscription', NULL, subname, '', 0
  FROM pg_subscription
 WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT 'pg_ts_config'::regclass::oid, c.oid, 'text search configuration', n.nspname, c.cfgname, '', 0
  FROM pg_ts_config c JOIN scope n ON n.oid = c.cfgnamespace
UNION ALL
SELECT 'pg_ts_dict'::regclass::oid, d.oid, 'text search dictionary', n.nspname, d.dictname, '', 0
  FROM pg_ts_dict d JOIN scope n ON n.oid = d.dictnamespace
UNION ALL
SELECT 'pg_ts_parser'::regclass::oid, p.oid, 'text search parser', n.nspname, p.prsname, '', 0
  FROM pg_ts_parser p JOIN scope n ON n.oid = p.prsnamespace
UNION ALL
SELECT 'pg_ts_template'::regclass::oid, t.oid, 'text search template', n.nspname, t.tmplname, '', 0
  FROM pg_ts_template t JOIN scope n ON n.oid = t.tmplnamespace
UNION ALL
SELECT 'pg_operator'::regclass::oid, o.oid, 'operator', n.nspname, o.oprname,
       format('(%s, %s)', CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END,
              format_type(o.oprright, NULL)), 0
  FROM pg_operator o JOIN scope n ON n.oid = o.oprnamespace
UNION ALL
SELECT 'pg_opclass'::regclass::oid, o.oid, 'operator class', n.nspname, o.opcname, 'using ' || m.amname, 0
  FROM pg_opclass o JOIN scope n ON n.oid = o.opcnamespace JOIN pg_am m ON m.oid = o.opcmethod
UNION ALL
SELECT 'pg_opfamily'::regclass::oid, o.oid, 'operator family', n.nspname, o.opfname, 'using ' || m.amname, 0
  FROM pg_opfamily o JOIN scope n ON n.oid = o.opfnamespace JOIN pg_am m ON m.oid = o.opfmethod
UNION ALL
SELECT 'pg_conversion'::regclass::oid, c.oid, 'conversion', n.nspname, c.conname, '', 0
  FROM pg_conversion c JOIN scope n ON n.oid = c.connamespace
UNION ALL
SELECT 'pg_transform'::regclass::oid, t.oid, 'transform', NULL, format_type(t.trftype, NULL), 'for ' || l.lanname, 0
  FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
UNION ALL
SELECT 'pg_language'::regclass::oid, oid, 'language', NULL, lanname, '', 0
  FROM pg_language
 WHERE oid >= 16384
UNION ALL
SELECT 'pg_am'::regclass::oid, oid, 'access method', NULL, amname, '', 0
  FROM pg_am
 WHERE oid >= 16384
UNION ALL
SELECT 'pg_type'::regclass::oid, t.oid, CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END, n.nspname,
       t.typname, '', 0
  FROM pg_type t JOIN scope n ON n.oid = t.typnamespace
 WHERE t.typtype = 'b' AND t.typcategory <> 'A' OR t.typtype = 'p'
UNION ALL
SELECT 'pg_event_trigger'::regclass::oid, e.oid, 'event trigger', NULL, e.evtname, '', 0
  FROM pg_event_trigger e
 WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    OR e.evtfoid NOT IN (SELECT p.oid FROM pg_proc p JOIN scope n ON n.oid = p.pronamespace)
UNION ALL
SELECT 'pg_class'::regclass::oid, c.oid, 'invalid index', n.nspname, c.relname, 'on ' || i.indrelid::regclass,
       i.indrelid
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN scope n ON n.oid = c.relnamespace
 WHERE NOT i.indisvalid AND NOT c.relispartition
   AND (c.relkind = 'i' OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = i.indexrelid)
        OR EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')))
UNION ALL
SELECT 'pg_class'::regclass::oid, c.oid, 'materialized view clustering', n.nspname, c.relname,
       'on ' || i.indexrelid::regclass, c.oid
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relkind = 'm' JOIN scope n ON n.oid = c.relnamespace
 WHERE i.indisclustered
UNION ALL
SELECT 'pg_constraint'::regclass::oid, t.tgconstraint, 'constraint trigger state', n.nspname, k.conname,
       'on ' || t.tgrelid::regclass, t.tgrelid
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN scope n ON n.oid = c.relnamespace
  LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint
 WHERE t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'O'
UNION ALL
SELECT 'pg_trigger'::regclass::oid, t.oid, 'partition trigger state', n.nspname,
       t.tgname, 'on ' || t.tgrelid::regclass, t.tgrelid
  FROM pg_trigger t
  JOIN pg_trigger p ON p.oid = t.tgparentid
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN scope n ON n.oid = c.relnamespace
 WHERE t.tgenabled <> p.tgenabled
UNION ALL
SELECT 'pg_class'::regclass::oid, c.oid, 'identity sequence comment', n.nspname, c.relname, '',
       d.refobjid
  FROM pg_depend d
  JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
  JOIN scope n ON n.oid = c.relnamespace
  JOIN pg_description o ON o.objoid = c.oid AND o.classoid = 'pg_class'::regclass
 WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
UNION ALL
SELECT DISTINCT 0::oid, 0::oid, 'security label', NULL::name, provider, '', 0::oid
  FROM pg_seclabel)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            if (reading.belongs_to_extension(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1)))) {
                continue;
            }
            Unsupported found;
            found.kind = rows.text(row, 2);
            found.name = {rows.null(row, 3) ? std::string() : reading.name(rows.text(row, 3), "").schema,
                          std::string(rows.text(row, 4))};
            found.about = rows.text(row, 5);
            std::string kind = found.kind;
            std::replace(kind.begin(), kind.end(), ' ', '_');
            const Relation* table = reading.find_relation(number<Oid>(rows.text(row, 6)));
            const bool in_scope = (rows.null(row, 3) || reading.filter.reads_schema(found.name.schema)) &&
                                  reading.filter.reads_kind(kind) && (table == nullptr || table->ours);
            if (in_scope) {
                reading.schema.unsupported->push_back(std::move(found));
            }
        }
        auto& all = *reading.schema.unsupported;
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    },
};

}  // namespace retort::introspect::postgres
