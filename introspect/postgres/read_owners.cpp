#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

enum Field { f_schema, f_catalog, f_oid, f_owner, f_runs };

/// The object, if it is in scope and not a member of an extension.
std::optional<ObjectId> owned_object(const Result& rows, int row, const Reading& reading) {
    const auto catalog = number<Oid>(rows.text(row, f_catalog)), oid = number<Oid>(rows.text(row, f_oid));
    if (catalog == catalog::schema) {
        const ObjectName name = reading.name(rows.text(row, f_schema), "");
        if (name.schema.empty() || !reading.schema.schemas.contains(name.schema)) return std::nullopt;
        return ObjectId{ObjectKind::schema, {{}, name.schema}, {}};
    }
    if (const auto found = reading.definitions.find(Reading::key(catalog, oid)); found != reading.definitions.end())
        return id_of(*found->second);
    if (catalog == catalog::type) {
        const auto type = reading.types.find(oid);
        const bool read = type != reading.types.end() && reading.schema.enums.contains(type->second.name);
        return read ? std::optional<ObjectId>({ObjectKind::enum_, type->second.name, {}}) : std::nullopt;
    }
    const Relation* relation = catalog == catalog::relation ? reading.find_relation(oid) : nullptr;
    if (relation == nullptr) return std::nullopt;
    if (relation->definition != nullptr) return id_of(*relation->definition);
    if (relation->table != nullptr) return table_id(relation->name);
    const bool sequence = relation->kind == 'S' && reading.schema.sequences.contains(relation->name);
    return sequence ? std::optional<ObjectId>({ObjectKind::sequence, relation->name, {}}) : std::nullopt;
}

/// The objects of one role.
struct Owned {
    int count = 0;
    std::string first;
};

/// One line for each role but the one that owns most objects: objects that a plan creates belong to the role that runs
/// it.
void list_as_not_compared(const std::map<std::string, Owned>& owners, Reading& reading) {
    if (owners.size() < 2 || !reading.filter.reads_kind("owner")) return;
    const auto most = std::max_element(owners.begin(), owners.end(),
                                       [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
    for (auto owner = owners.begin(); owner != owners.end(); ++owner) {
        if (owner == most) continue;
        const auto& [count, first] = owner->second;
        std::string about = "of " + first;
        if (count > 1) about += " and " + std::to_string(count - 1) + " more";
        reading.schema.unsupported->push_back(
            {"owner", {"", owner->first}, about + " (most objects belong to " + most->first + ")"});
    }
}

}  // namespace

// The owners of objects, if one of them is not the role of the session. A sequence that a column owns belongs to the
// owner of its table (PostgreSQL, ALTER SEQUENCE, OWNED BY).
const Reader read_owners = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        return R"(
WITH object(schema, catalog, oid, owner) AS MATERIALIZED (
SELECT n.nspname, 'pg_class'::regclass::oid, c.oid, c.relowner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
   AND )" + scope.schemas() +
               R"(
UNION ALL
SELECT n.nspname, 'pg_type'::regclass, t.oid, t.typowner
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE (t.typtype IN ('e', 'd', 'r', 'b') OR NOT t.typisdefined)
   AND )" + scope.schemas() +
               R"(
UNION ALL
SELECT n.nspname, 'pg_proc'::regclass, p.oid, p.proowner
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE )" + scope.schemas() +
               R"(
UNION ALL
SELECT n.nspname, o.catalog, o.oid, o.owner
  FROM (SELECT 'pg_collation'::regclass, oid, collnamespace, collowner FROM pg_collation
        UNION ALL
        SELECT 'pg_conversion'::regclass, oid, connamespace, conowner FROM pg_conversion
        UNION ALL
        SELECT 'pg_operator'::regclass, oid, oprnamespace, oprowner FROM pg_operator
        UNION ALL
        SELECT 'pg_opclass'::regclass, oid, opcnamespace, opcowner FROM pg_opclass
        UNION ALL
        SELECT 'pg_opfamily'::regclass, oid, opfnamespace, opfowner FROM pg_opfamily
        UNION ALL
        SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace, stxowner FROM pg_statistic_ext
        UNION ALL
        SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, cfgowner FROM pg_ts_config
        UNION ALL
        SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, dictowner FROM pg_ts_dict) AS o(catalog, oid, schema, owner)
  JOIN pg_namespace n ON n.oid = o.schema
 WHERE o.oid >= 16384
   AND )" + scope.schemas() +
               R"(
UNION ALL
SELECT n.nspname, 'pg_namespace'::regclass, n.oid, n.nspowner
  FROM pg_namespace n
 WHERE n.oid >= 16384
   AND )" + scope.schemas() +
               R"(
UNION ALL
SELECT NULL, o.catalog, o.oid, o.owner
  FROM (SELECT 'pg_foreign_data_wrapper'::regclass, oid, fdwowner FROM pg_foreign_data_wrapper
        UNION ALL
        SELECT 'pg_foreign_server'::regclass, oid, srvowner FROM pg_foreign_server
        UNION ALL
        SELECT 'pg_language'::regclass, oid, lanowner FROM pg_language
        UNION ALL
        SELECT 'pg_event_trigger'::regclass, oid, evtowner FROM pg_event_trigger
        UNION ALL
        SELECT 'pg_publication'::regclass, oid, pubowner FROM pg_publication
        UNION ALL
        SELECT 'pg_subscription'::regclass, oid, subowner FROM pg_subscription) AS o(catalog, oid, owner)
 WHERE o.oid >= 16384
)
SELECT NULL, NULL, NULL, current_user, NULL
UNION ALL
SELECT schema, catalog, oid, pg_get_userbyid(owner), owner = current_user::regrole
  FROM object
 WHERE (SELECT bool_or(owner <> current_user::regrole) FROM object)
   AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = catalog AND d.objid = object.oid AND d.deptype = 'e'))";
    },
    [](const Result& rows, Reading& reading) {
        Owners& owners = *reading.schema.owners;
        owners.compared = reading.filter.owners;
        std::map<std::string, Owned> owned;
        for (int row = 0; row < rows.rows(); ++row) {
            const std::string role(rows.text(row, f_owner));
            if (rows.null(row, f_oid)) {
                owners.reader = role;
                continue;
            }
            const std::optional<ObjectId> object = owned_object(rows, row, reading);
            if (!object) continue;
            if (!boolean(rows.text(row, f_runs))) owners.roles.emplace(*object, role);
            Owned& all = owned[role];
            std::string name = display(*object);
            if (all.count++ == 0 || name < all.first) all.first = std::move(name);
        }
        if (!owners.compared) list_as_not_compared(owned, reading);
    },
};

}  // namespace retort::introspect::postgres
