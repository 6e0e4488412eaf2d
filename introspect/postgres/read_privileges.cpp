#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <optional>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

enum Field {
    f_kind,
    f_catalog,
    f_oid,
    f_column,
    f_schema,
    f_name,
    f_role,
    f_privilege,
    f_grantable,
    f_revoked,
    f_member_kind,
    f_column_name,
    f_arguments,
    f_extension,
    f_movable
};

std::optional<GrantTarget> on_relation(Oid oid, int column, const Reading& reading) {
    const Relation* relation = reading.find_relation(oid);
    const bool read = relation != nullptr && relation->ours && relation->kind != 'c' &&
                      (relation->kind != 'f' || relation->definition != nullptr);
    if (!read) {
        return std::nullopt;
    }
    if (const Relation* table = reading.find_relation(relation->identity_of)) {
        return GrantTarget{GrantKind::sequence, table->name, {}, relation->identity_column, {}};
    }
    GrantTarget target{relation->kind == 'S' ? GrantKind::sequence : GrantKind::table, relation->name, {}, {}, {}};
    if (column > 0) {
        target.column = relation->columns.at(static_cast<std::size_t>(column) - 1);
    }
    return target;
}

std::optional<GrantTarget> on_definition(Oid catalog, Oid oid, const Reading& reading) {
    const auto found = reading.definitions.find(Reading::key(catalog, oid));
    if (found == reading.definitions.end()) {
        return std::nullopt;
    }
    const Definition& each = *found->second;
    return GrantTarget{*info(each.kind).grants, each.name, each.arguments, {}, {}};
}

/// A member of an extension, which is no part of the schema by itself: named as GRANT names it.
std::optional<GrantTarget> on_member(const Result& rows, int row, const Reading& reading) {
    GrantTarget target;
    if (!boost::describe::enum_from_string(std::string(rows.text(row, f_member_kind)).c_str(), target.kind)) {
        return std::nullopt;
    }
    const bool is_schema = target.kind == GrantKind::schema;
    target.name = reading.name(rows.text(row, f_schema), is_schema ? "" : rows.text(row, f_name));
    if (boolean(rows.text(row, f_movable))) target.name.schema = member_schema;
    target.arguments = rows.text(row, f_arguments);
    target.column = rows.text(row, f_column_name);
    target.extension = rows.text(row, f_extension);
    return target;
}

/// Default privileges belong to a role, in one schema or in all schemas.
std::optional<GrantTarget> on_new_objects(const Result& rows, int row, const Reading& reading) {
    if (!rows.null(row, f_schema) && !reading.filter.reads_schema(reading.name(rows.text(row, f_schema), "").schema)) {
        return std::nullopt;
    }
    GrantTarget target;
    switch (rows.text(row, f_kind).back()) {
        case 'S': target.kind = GrantKind::default_sequences; break;
        case 'f': target.kind = GrantKind::default_functions; break;
        case 'T': target.kind = GrantKind::default_types; break;
        case 'n': target.kind = GrantKind::default_schemas; break;
        default: target.kind = GrantKind::default_tables; break;
    }
    target.name = {std::string(rows.text(row, f_schema)), std::string(rows.text(row, f_name))};
    return target;
}

std::optional<GrantTarget> target_of(const Result& rows, int row, const Reading& reading) {
    const auto oid = number<Oid>(rows.text(row, f_oid));
    const std::string_view kind = rows.text(row, f_kind);
    if (!rows.null(row, f_extension)) {
        return on_member(rows, row, reading);
    }
    if (kind == "relation") {
        return on_relation(oid, number<int>(rows.text(row, f_column)), reading);
    }
    if (kind == "definition") {
        return on_definition(number<Oid>(rows.text(row, f_catalog)), oid, reading);
    }
    if (kind == "type") {
        const auto type = reading.types.find(oid);
        const bool read = type != reading.types.end() && type->second.ours && !type->second.array;
        return read ? std::optional<GrantTarget>({GrantKind::type, type->second.name, {}, {}, {}}) : std::nullopt;
    }
    if (kind == "schema") {
        const ObjectName name = reading.name(rows.text(row, f_schema), "");
        return reading.filter.reads_schema(name.schema)
                   ? std::optional<GrantTarget>({GrantKind::schema, name, {}, {}, {}})
                   : std::nullopt;
    }
    return on_new_objects(rows, row, reading);
}

}  // namespace

// The difference between an object's privileges and its default privileges (PostgreSQL, chapter 5.8). The default of
// schema "public" is that of initdb, and that of an extension's member what the extension's script set (pg_init_privs).
// The grantor is not read.
const Reader read_privileges = {
    [](const Scope& scope) {
        return R"(
WITH objects(kind, catalog, oid, sub, schema, name, acl, standard, member_kind, column_name) AS (
  SELECT 'relation', 'pg_class'::regclass::oid, c.oid, 0, n.nspname, c.relname, c.relacl,
         acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner),
         CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, NULL::name
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relacl IS NOT NULL
     AND )" + scope.schemas() +
               R"(
  UNION ALL
  SELECT 'relation', 'pg_class'::regclass::oid, a.attrelid, a.attnum, n.nspname, c.relname, a.attacl, NULL::aclitem[],
         'table', a.attname
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE a.attacl IS NOT NULL
     AND NOT a.attisdropped
     AND )" + scope.schemas() +
               R"(
  UNION ALL
  SELECT 'definition', 'pg_proc'::regclass::oid, p.oid, 0, n.nspname, p.proname, p.proacl, acldefault('f', p.proowner),
         CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, NULL
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE p.proacl IS NOT NULL
     AND )" + scope.schemas() +
               R"(
  UNION ALL
  SELECT 'type', 'pg_type'::regclass::oid, t.oid, 0, n.nspname, t.typname, t.typacl, acldefault('T', t.typowner),
         'type', NULL
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
   WHERE t.typacl IS NOT NULL
     AND )" + scope.schemas() +
               R"(
  UNION ALL
  SELECT 'schema', 'pg_namespace'::regclass::oid, n.oid, 0, n.nspname, n.nspname, n.nspacl,
         coalesce(i.initprivs, acldefault('n', n.nspowner)), 'schema', NULL
    FROM pg_namespace n
    LEFT JOIN pg_init_privs i
      ON i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid AND i.privtype = 'i'
   WHERE n.nspacl IS NOT NULL
     AND )" + scope.schemas() +
               R"(
  UNION ALL
  SELECT 'definition', 'pg_foreign_data_wrapper'::regclass::oid, w.oid, 0, NULL, w.fdwname, w.fdwacl,
         acldefault('F', w.fdwowner), 'foreign_data_wrapper', NULL
    FROM pg_foreign_data_wrapper w
   WHERE w.fdwacl IS NOT NULL
  UNION ALL
  SELECT 'definition', 'pg_foreign_server'::regclass::oid, s.oid, 0, NULL, s.srvname, s.srvacl,
         acldefault('S', s.srvowner), 'foreign_server', NULL
    FROM pg_foreign_server s
   WHERE s.srvacl IS NOT NULL
  UNION ALL
  SELECT 'definition', 'pg_language'::regclass::oid, l.oid, 0, NULL, l.lanname, l.lanacl, acldefault('l', l.lanowner),
         'language', NULL
    FROM pg_language l
   WHERE l.lanacl IS NOT NULL
  UNION ALL
  SELECT 'new ' || d.defaclobjtype::text, 'pg_default_acl'::regclass::oid, d.oid, 0, n.nspname, r.rolname, d.defaclacl,
         CASE WHEN d.defaclnamespace <> 0 THEN NULL::aclitem[]
              ELSE acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END::"char",
                              d.defaclrole) END, NULL, NULL
    FROM pg_default_acl d
    JOIN pg_roles r ON r.oid = d.defaclrole
    LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
),
members AS (
  SELECT d.classid AS catalog, d.objid AS oid, e.extname, e.extnamespace, s.nspname AS schema
    FROM pg_depend d
    JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
    JOIN pg_namespace s ON s.oid = e.extnamespace
   WHERE d.deptype = 'e'
),
has AS (
  SELECT o.catalog, o.oid, o.sub, x.grantee, x.privilege_type, bool_or(x.is_grantable) AS is_grantable
    FROM objects o, aclexplode(o.acl) x
   GROUP BY 1, 2, 3, 4, 5
),
starts AS (
  SELECT o.catalog, o.oid, o.sub, x.grantee, x.privilege_type, bool_or(x.is_grantable) AS is_grantable
    FROM objects o
    LEFT JOIN members m USING (catalog, oid)
    LEFT JOIN pg_init_privs i
      ON m.oid IS NOT NULL AND i.classoid = o.catalog AND i.objoid = o.oid AND i.objsubid = o.sub
         AND i.privtype = 'e'
   CROSS JOIN aclexplode(coalesce(i.initprivs, o.standard)) x
   GROUP BY 1, 2, 3, 4, 5
)
SELECT o.kind, o.catalog, o.oid, o.sub, o.schema, o.name, r.rolname, d.privilege_type, d.is_grantable, d.revoked,
       o.member_kind, o.column_name,
       CASE WHEN o.catalog = 'pg_proc'::regclass AND m.extname IS NOT NULL
            THEN (SELECT string_agg(CASE WHEN y.typnamespace = m.extnamespace
                                         THEN '@extschema@.' ||
                                              replace(format_type(y.oid, NULL), quote_ident(m.schema) || '.', '')
                                         ELSE format_type(y.oid, NULL) END, ', ' ORDER BY a.place)
                    FROM pg_proc p, unnest(p.proargtypes) WITH ORDINALITY AS a(type, place)
                    JOIN pg_type y ON y.oid = a.type
                   WHERE p.oid = o.oid) END,
       m.extname, o.schema = m.schema AND o.catalog <> 'pg_namespace'::regclass
  FROM (SELECT *, false AS revoked FROM (TABLE has EXCEPT TABLE starts) AS granted
        UNION ALL
        SELECT s.*, true
          FROM starts s
          LEFT JOIN has h USING (catalog, oid, sub, grantee, privilege_type)
         WHERE h.grantee IS NULL) AS d
  JOIN objects o USING (catalog, oid, sub)
  LEFT JOIN members m USING (catalog, oid)
  LEFT JOIN pg_roles r ON r.oid = d.grantee
 WHERE (d.grantee = 0 OR r.oid IS NOT NULL))" +
               std::string(scope.temporary ? "\n   AND false" : "");
    },
    [](const Result& rows, Reading& reading) {
        Privileges& privileges = *reading.schema.privileges;
        privileges.compared = reading.filter.privileges;
        for (int row = 0; row < rows.rows(); ++row) {
            if (const auto target = target_of(rows, row, reading)) {
                privileges.grants[*target].push_back(
                    {std::string(rows.text(row, f_role)), std::string(rows.text(row, f_privilege)),
                     boolean(rows.text(row, f_grantable)), boolean(rows.text(row, f_revoked))});
            }
        }
        for (auto& [target, grants] : privileges.grants) {
            std::sort(grants.begin(), grants.end());
        }
    },
};

}  // namespace retort::introspect::postgres
