#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// The owners of objects, when there are several. Objects that a plan creates belong to the role that runs it, so every
// owner but the one of most objects is reported. Owned sequences belong to their table's owner.
// Rows: schema, kind, name, owner, relation, catalog, object.
const Reader read_owners = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        return R"(
WITH object AS MATERIALIZED (
SELECT n.nspname, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                                 ELSE 'table' END AS kind,
       c.relname AS name, c.relowner AS owner, c.oid AS relation, 'pg_class'::regclass::oid AS catalog, c.oid
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
   AND )" + scope.schemas() +
               R"(
UNION ALL
SELECT n.nspname, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'range' END, t.typname, t.typowner, 0,
       'pg_type'::regclass, t.oid
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype IN ('e', 'd', 'r')
   AND )" + scope.schemas() +
               R"(
UNION ALL
SELECT n.nspname, CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, p.proname,
       p.proowner, 0, 'pg_proc'::regclass, p.oid
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE )" + scope.schemas() +
               R"(
)
SELECT nspname, kind, name, pg_get_userbyid(owner), relation, catalog, oid
  FROM object
 WHERE (SELECT pg_catalog.count(DISTINCT owner) FROM object) > 1)";
    },
    [](const Result& rows, Reading& reading) {
        struct Owned {
            int count = 0;
            std::pair<std::string, std::string> first;  ///< kind, name
        };
        std::map<std::string, Owned> owners;
        for (int row = 0; row < rows.rows(); ++row) {
            const std::string kind(rows.text(row, 1));
            std::string word = kind;
            std::replace(word.begin(), word.end(), ' ', '_');
            const ObjectName name = reading.name(rows.text(row, 0), rows.text(row, 2));
            const Relation* relation = reading.find_relation(number<Oid>(rows.text(row, 4)));
            if (reading.belongs_to_extension(number<Oid>(rows.text(row, 5)), number<Oid>(rows.text(row, 6))) ||
                (relation != nullptr && !relation->ours) || !reading.filter.reads_schema(name.schema) ||
                !reading.filter.reads_kind(word)) {
                continue;
            }
            Owned& owned = owners[std::string(rows.text(row, 3))];
            std::pair<std::string, std::string> extension_member(kind, display(name));
            if (owned.count++ == 0 || extension_member < owned.first) {
                owned.first = std::move(extension_member);
            }
        }
        if (owners.size() < 2 || !reading.filter.reads_kind("owner")) {
            return;
        }
        const auto most = std::max_element(
            owners.begin(), owners.end(), [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
        for (auto owner = owners.begin(); owner != owners.end(); ++owner) {
            if (owner == most) {
                continue;
            }
            const auto& [count, first] = owner->second;
            std::string about = "of " + first.first + " " + first.second;
            if (count > 1) {
                about += " and " + std::to_string(count - 1) + " more";
            }
            reading.schema.unsupported->push_back(
                {"owner", {"", owner->first}, about + " (most objects belong to " + most->first + ")"});
        }
    },
};

}  // namespace retort::introspect::postgres
