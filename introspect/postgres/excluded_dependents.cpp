#include "introspect/postgres/excluded_dependents.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "introspect/not_compared.hpp"
#include "introspect/postgres/foreign_children.hpp"
#include "schema/closure.hpp"

namespace retort::introspect::postgres {

namespace {

// Rows: catalog, object, kind, schema, name; for a trigger or policy the table's name.
std::string objects_query() {
    return R"(
WITH scope AS MATERIALIZED (
  SELECT oid, nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'),
member AS MATERIALIZED (
  SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'),
object (catalog, oid, kind, schema, name) AS (
SELECT 'pg_class'::regclass::oid, c.oid,
       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' WHEN 'c' THEN 'composite'
                      WHEN 'S' THEN 'sequence' WHEN 'f' THEN CASE
                        WHEN EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid) AND NOT )" +
           std::string(supported_foreign_table) + R"(
                        THEN 'foreign_child'
                        ELSE 'foreign_table' END
                      ELSE 'table' END,
       n.nspname, c.relname
  FROM pg_class c JOIN scope n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'c', 'S', 'f')
UNION ALL
SELECT 'pg_type'::regclass, t.oid, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'range' END,
       n.nspname, t.typname
  FROM pg_type t JOIN scope n ON n.oid = t.typnamespace
 WHERE t.typtype IN ('e', 'd', 'r')
UNION ALL
SELECT 'pg_proc'::regclass, p.oid,
       CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, n.nspname, p.proname
  FROM pg_proc p JOIN scope n ON n.oid = p.pronamespace
UNION ALL
SELECT 'pg_collation'::regclass, c.oid, 'collation', n.nspname, c.collname
  FROM pg_collation c JOIN scope n ON n.oid = c.collnamespace
UNION ALL
SELECT 'pg_ts_config'::regclass, c.oid, 'text_search_configuration', n.nspname, c.cfgname
  FROM pg_ts_config c JOIN scope n ON n.oid = c.cfgnamespace
UNION ALL
SELECT 'pg_ts_dict'::regclass, d.oid, 'text_search_dictionary', n.nspname, d.dictname
  FROM pg_ts_dict d JOIN scope n ON n.oid = d.dictnamespace
UNION ALL
SELECT 'pg_ts_parser'::regclass, p.oid, 'text_search_parser', n.nspname, p.prsname
  FROM pg_ts_parser p JOIN scope n ON n.oid = p.prsnamespace
UNION ALL
SELECT 'pg_ts_template'::regclass, t.oid, 'text_search_template', n.nspname, t.tmplname
  FROM pg_ts_template t JOIN scope n ON n.oid = t.tmplnamespace
UNION ALL
SELECT 'pg_operator'::regclass, o.oid, 'operator', n.nspname, o.oprname
  FROM pg_operator o JOIN scope n ON n.oid = o.oprnamespace
UNION ALL
SELECT 'pg_opclass'::regclass, o.oid, 'operator_class', n.nspname, o.opcname
  FROM pg_opclass o JOIN scope n ON n.oid = o.opcnamespace
UNION ALL
SELECT 'pg_opfamily'::regclass, o.oid, 'operator_family', n.nspname, o.opfname
  FROM pg_opfamily o JOIN scope n ON n.oid = o.opfnamespace
UNION ALL
SELECT 'pg_trigger'::regclass, t.oid, 'trigger', n.nspname, c.relname
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN scope n ON n.oid = c.relnamespace
 WHERE NOT t.tgisinternal
UNION ALL
SELECT 'pg_policy'::regclass, p.oid, 'policy', n.nspname, c.relname
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN scope n ON n.oid = c.relnamespace)
SELECT o.catalog, o.oid, o.kind, o.schema, o.name
  FROM object o
 WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = o.catalog AND m.objid = o.oid)
UNION ALL
SELECT 'pg_extension'::regclass, oid, 'extension', NULL, extname
  FROM pg_extension)";
}

// Rows: dependent, referenced object and column. Sub-objects of a table, view or domain count as that object. A row
// type depends on its table, an array type on its element type, an extension's member on the extension. The catalog has
// the relation of a composite type depend on the type; here it is the other way about, as for a table.
constexpr const char* edges_query = R"(
SELECT DISTINCT
       CASE WHEN d.classid IN ('pg_attrdef'::regclass, 'pg_rewrite'::regclass) OR k.conrelid <> 0
                 OR i.indexrelid IS NOT NULL
              THEN 'pg_class'::regclass
            WHEN k.oid IS NOT NULL THEN 'pg_type'::regclass
            ELSE d.classid END::oid,
       coalesce(v.adrelid, r.ev_class, i.indrelid, nullif(k.conrelid, 0), nullif(k.contypid, 0), d.objid),
       d.refclassid, d.refobjid, a.attname
  FROM pg_depend d
  LEFT JOIN pg_attribute a
    ON d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
   AND a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
  LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
  LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
  LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
 WHERE d.deptype IN ('n', 'i', 'e', 'a')
   AND d.refclassid IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_collation'::regclass,
                        'pg_extension'::regclass, 'pg_ts_config'::regclass, 'pg_ts_dict'::regclass,
                        'pg_ts_parser'::regclass, 'pg_ts_template'::regclass, 'pg_operator'::regclass,
                        'pg_opclass'::regclass, 'pg_opfamily'::regclass)
UNION ALL
SELECT 'pg_type'::regclass, t.oid, 'pg_class'::regclass, t.typrelid, NULL
  FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid
 WHERE c.relkind = 'c')";

using Key = std::pair<std::string, std::string>;  ///< catalog, object

struct Object {
    std::string kind;
    ObjectName name;
};

/// A foreign table that inherits from a table, or a partition with settings of its own: it is not compared
/// (read_foreign_tables.cpp).
constexpr std::string_view foreign_child = "foreign_child";

bool is_in_scope(const Object& object, const Filter& filter) {
    static constexpr std::array of_tables = {"table",         "view",    "materialized_view",
                                             "foreign_table", "trigger", "policy"};
    const bool has_table = std::find(of_tables.begin(), of_tables.end(), object.kind) != of_tables.end();
    return object.kind != foreign_child && filter.reads_kind(object.kind) &&
           (object.kind == "extension" || filter.reads_schema(object.name.schema)) &&
           (!has_table || filter.reads_table(object.name));
}

/// "table legacy", "trigger on legacy".
std::string words_of(const Object& object) {
    if (object.kind == foreign_child) return "foreign table " + display(object.name) + std::string(not_compared);
    std::string words = object.kind;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words + (object.kind == "trigger" || object.kind == "policy" ? " on " : " ") + display(object.name);
}

bool can_be_referenced(const std::string& kind) {
    static constexpr std::array kinds = {"enum",
                                         "domain",
                                         "range",
                                         "composite",
                                         "sequence",
                                         "function",
                                         "procedure",
                                         "aggregate",
                                         "collation",
                                         "extension",
                                         "text_search_configuration",
                                         "text_search_dictionary",
                                         "text_search_parser",
                                         "text_search_template",
                                         "operator",
                                         "operator_class",
                                         "operator_family"};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

bool has_foreign_children(Database& database) {
    return !database
                .query(
                    "SELECT FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_inherits h ON "
                    "h.inhrelid = c.oid WHERE NOT " +
                    std::string(supported_foreign_table) + " LIMIT 1")
                .empty();
}

ExcludedDependents excluded_dependents(Database& database, Filter filter) {
    filter.default_schema = database.default_schema();
    std::map<Key, Object> objects;
    std::set<Key> excluded;
    for (const Row& row : database.query(objects_query())) {
        const std::string schema = row[3].value_or("");
        Object object{*row[2], {schema == filter.default_schema ? "" : schema, *row[4]}};
        const Key key{*row[0], *row[1]};
        // Excluded objects are not dropped; the search for the objects that they depend on starts from them.
        if (!is_in_scope(object, filter)) excluded.insert(key);
        objects.emplace(key, std::move(object));
    }
    struct Edge {
        Key to;
        std::string column;
    };
    std::map<Key, std::vector<Edge>> edges;
    if (!excluded.empty())
        for (const Row& row : database.query(edges_query))
            edges[{*row[0], *row[1]}].push_back({{*row[2], *row[3]}, row[4].value_or("")});
    ExcludedDependents needed;
    std::map<Key, std::string> passed;  // the excluded dependent of each visited object
    for (const Key& each : excluded) passed.emplace(each, words_of(objects.at(each)));
    closure(std::move(excluded), [&](const Key& from, const auto& reach) {
        const auto next = edges.find(from);
        if (next == edges.end()) return;
        const std::string user = passed.at(from);
        for (const auto& [to, column] : next->second) {
            const auto object = objects.find(to);
            if (object != objects.end() && to != from && is_in_scope(object->second, filter)) {
                needed[{object->second.name, {}}].insert(user);
                if (!column.empty()) needed[{object->second.name, column}].insert(user);
            }
            if (!passed.emplace(to, user).second) continue;
            if (object != objects.end() && can_be_referenced(object->second.kind))
                needed[{object->second.name, {}}].insert(user);
            // The dependencies of a table, view, trigger or policy are not followed further.
            const bool ends_here = object != objects.end() && !can_be_referenced(object->second.kind);
            if (!ends_here) reach(to);
        }
    });
    return needed;
}

}  // namespace retort::introspect::postgres
