#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

enum Field {
    f_catalog,
    f_object,
    f_sub,
    f_referenced_catalog,
    f_referenced,
    f_referenced_sub,
    f_type,
    f_schema,
    f_name,
    f_arguments,
    f_kind
};

/// pg_depend.deptype (PostgreSQL manual, 53.18).
DependencyType dependency_type(std::string_view code) {
    switch (code.empty() ? 'n' : code.front()) {
        case 'a':
        case 'x': return DependencyType::automatic;  // x: dropped with the extension, but no member of it
        case 'i': return DependencyType::internal;
        case 'P':
        case 'S': return DependencyType::partition;
        case 'e': return DependencyType::extension;
        default: return DependencyType::normal;
    }
}

/// The kind of an object whose name the query returns: pg_proc.prokind, or "c" of a collation and "S" of a sequence.
ObjectKind named_kind(std::string_view code) {
    switch (code.empty() ? 'f' : code.front()) {
        case 'p': return ObjectKind::procedure;
        case 'a': return ObjectKind::aggregate;
        case 'c': return ObjectKind::collation;
        case 'S': return ObjectKind::sequence;
        default: return ObjectKind::function;
    }
}

ObjectId type_id(const UserType& type) {
    switch (type.kind) {
        case 'e': return {ObjectKind::enum_, type.name, {}};
        case 'd': return {ObjectKind::domain, type.name, {}};
        case 'r':
        case 'm': return {ObjectKind::range, type.name, {}};
        case 'b': return {ObjectKind::base_type, type.name, {}};
        case 'p': return {ObjectKind::shell_type, type.name, {}};
        default: return {ObjectKind::composite, type.name, {}};
    }
}

}  // namespace

// Oids from 16384 on: the server's own objects are pinned, and have no rows in pg_depend.
//
// The columns, operator classes and, by name, the functions, types, collations and sequences that these depend on:
// indexes and exclusion constraints, for their expressions; defaults and generated columns (the column: version 14
// records a generated column's columns for the column, 15 for its pg_attrdef); checks and partition keys. Their readers
// run before those of functions and collations, but after those of the kinds with names of their own (text search,
// operators). The attributes that they read of composite values, (p).b. Then everything that views, routines, triggers,
// policies, types and the other definitions depend on; the dependencies of a domain's constraints are the domain's. A
// routine depends on the transforms of its language for its types whether it names them or not; pg_depend has those
// that existed when it was created.
const Reader read_dependencies = {
    [](const Scope&) -> std::string {
        return R"(
WITH generated AS MATERIALIZED (
  SELECT attrelid, attnum FROM pg_attribute WHERE attgenerated IN ('s', 'v')
)
SELECT 'pg_class'::regclass::oid, d.objid, 0, d.refclassid, d.refobjid, d.refobjsubid, d.deptype,
       NULL::name, NULL::name, NULL::text, NULL::"char"
  FROM pg_index i
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
 WHERE i.indexrelid >= 16384
   AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
   AND d.refclassid = 'pg_class'::regclass
   AND d.refobjid = i.indrelid
   AND d.refobjsubid > 0
UNION ALL
SELECT 'pg_constraint'::regclass, k.oid, 0, d.refclassid, d.refobjid, d.refobjsubid, d.deptype, NULL, NULL, NULL, NULL
  FROM pg_constraint k
 CROSS JOIN LATERAL (VALUES ('pg_class'::regclass, k.conindid), ('pg_constraint'::regclass, k.oid)) AS o(catalog, oid)
  JOIN pg_depend d ON d.classid = o.catalog AND d.objid = o.oid
 WHERE k.contype = 'x'
   AND d.refclassid = 'pg_class'::regclass
   AND d.refobjid = k.conrelid
   AND d.refobjsubid > 0
UNION ALL
SELECT 'pg_class'::regclass, g.attrelid, g.attnum, d.refclassid, d.refobjid, d.refobjsubid, d.deptype,
       NULL, NULL, NULL, NULL
  FROM generated g
  JOIN pg_attrdef v ON v.adrelid = g.attrelid AND v.adnum = g.attnum
  JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = v.oid
 WHERE d.refclassid = 'pg_class'::regclass
   AND d.refobjid = g.attrelid
   AND d.refobjsubid > 0
   AND d.refobjsubid <> g.attnum
UNION ALL
SELECT 'pg_class'::regclass, g.attrelid, g.attnum, d.refclassid, d.refobjid, d.refobjsubid, d.deptype,
       NULL, NULL, NULL, NULL
  FROM generated g
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = g.attrelid AND d.objsubid = g.attnum
 WHERE d.refclassid = 'pg_class'::regclass
   AND d.refobjid = g.attrelid
   AND d.refobjsubid > 0
UNION ALL
SELECT CASE WHEN v.oid IS NOT NULL THEN 'pg_class'::regclass
            WHEN k.oid IS NOT NULL THEN 'pg_constraint'::regclass ELSE d.classid END,
       coalesce(v.adrelid, k.oid, d.objid), CASE WHEN w.oid IS NULL THEN coalesce(v.adnum, d.objsubid) ELSE 0 END,
       d.refclassid, d.refobjid, 0, d.deptype,
       n.nspname, coalesce(p.proname, c.collname), oidvectortypes(p.proargtypes), coalesce(p.prokind, 'c')
  FROM pg_depend d
  LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
  LEFT JOIN pg_class w ON w.oid = v.adrelid AND w.relkind = 'v'
  LEFT JOIN pg_constraint k ON d.classid = 'pg_class'::regclass AND k.conindid = d.objid AND k.contype = 'x'
  LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
  LEFT JOIN pg_collation c ON d.refclassid = 'pg_collation'::regclass AND c.oid = d.refobjid
  LEFT JOIN pg_namespace n ON n.oid = coalesce(p.pronamespace, c.collnamespace)
 WHERE d.refclassid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass,
                        'pg_ts_config'::regclass, 'pg_ts_dict'::regclass, 'pg_operator'::regclass,
                        'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_foreign_server'::regclass,
                        'pg_am'::regclass)
   AND d.refobjid >= 16384
   AND d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass)
UNION ALL
SELECT 'pg_class'::regclass, v.adrelid, CASE w.relkind WHEN 'v' THEN 0 ELSE v.adnum END, d.refclassid, d.refobjid, 0,
       d.deptype, n.nspname, s.relname, NULL, 'S'
  FROM pg_class s
  JOIN pg_namespace n ON n.oid = s.relnamespace
  JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid
  JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
  JOIN pg_class w ON w.oid = v.adrelid
 WHERE s.relkind = 'S'
UNION ALL
SELECT CASE WHEN v.oid IS NOT NULL THEN 'pg_class'::regclass
            WHEN x.oid IS NOT NULL THEN 'pg_constraint'::regclass ELSE d.classid END,
       coalesce(v.adrelid, x.oid, d.objid), CASE WHEN w.relkind = 'v' THEN 0 ELSE coalesce(v.adnum, d.objsubid) END,
       d.refclassid, d.refobjid, d.refobjsubid, d.deptype, NULL, NULL, NULL, 'a'
  FROM pg_depend d
  LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
  LEFT JOIN pg_class w ON w.oid = v.adrelid
  LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
  LEFT JOIN pg_constraint x ON x.conindid = i.indexrelid AND x.contype = 'x'
  LEFT JOIN pg_constraint k
    ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contype = 'c' AND k.conrelid <> 0
  LEFT JOIN pg_partitioned_table p ON d.classid = 'pg_class'::regclass AND p.partrelid = d.objid
 WHERE d.refclassid = 'pg_class'::regclass
   AND d.refobjsubid > 0
   AND d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass)
   AND d.refobjid <> coalesce(v.adrelid, k.conrelid, i.indrelid, CASE WHEN d.objsubid > 0 THEN d.objid END,
                              p.partrelid, d.refobjid)
UNION ALL
SELECT d.classid, d.objid, 0, d.refclassid, d.refobjid, d.refobjsubid, d.deptype, NULL, NULL, NULL, NULL
  FROM pg_depend d
 WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass,
                        'pg_ts_config'::regclass, 'pg_ts_dict'::regclass, 'pg_ts_parser'::regclass,
                        'pg_ts_template'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass,
                        'pg_opfamily'::regclass, 'pg_foreign_data_wrapper'::regclass, 'pg_foreign_server'::regclass,
                        'pg_language'::regclass, 'pg_transform'::regclass, 'pg_am'::regclass)
   AND d.refobjid >= 16384
   AND (d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
                      'pg_statistic_ext'::regclass, 'pg_cast'::regclass, 'pg_event_trigger'::regclass,
                      'pg_ts_config'::regclass, 'pg_ts_dict'::regclass, 'pg_ts_parser'::regclass,
                      'pg_ts_template'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass,
                      'pg_opfamily'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass,
                      'pg_conversion'::regclass, 'pg_foreign_data_wrapper'::regclass,
                      'pg_foreign_server'::regclass, 'pg_user_mapping'::regclass, 'pg_language'::regclass,
                      'pg_transform'::regclass, 'pg_am'::regclass)
        OR d.classid = 'pg_type'::regclass AND d.deptype = 'n')
UNION ALL
SELECT 'pg_proc'::regclass, p.oid, 0, 'pg_transform'::regclass, t.oid, 0, 'n', NULL, NULL, NULL, NULL
  FROM pg_transform t
  JOIN pg_proc p ON p.prolang = t.trflang AND (t.trftype = p.prorettype OR t.trftype = ANY (p.proargtypes))
 WHERE p.oid >= 16384
   AND t.oid >= 16384
UNION ALL
SELECT 'pg_type'::regclass, k.contypid, 0, d.refclassid, d.refobjid, d.refobjsubid, d.deptype, NULL, NULL, NULL, NULL
  FROM pg_constraint k
  JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = k.oid
 WHERE k.contypid <> 0
   AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_ts_config'::regclass,
                        'pg_ts_dict'::regclass, 'pg_operator'::regclass)
   AND d.deptype = 'n')";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            CatalogDependency dependency;
            dependency.sub = number<int>(rows.text(row, f_sub));
            dependency.catalog = number<Oid>(rows.text(row, f_referenced_catalog));
            dependency.object = number<Oid>(rows.text(row, f_referenced));
            dependency.column = number<int>(rows.text(row, f_referenced_sub));
            dependency.type = dependency_type(rows.text(row, f_type));
            dependency.attribute = rows.text(row, f_kind) == "a" && rows.null(row, f_name);
            if (!rows.null(row, f_name)) {
                dependency.named = {named_kind(rows.text(row, f_kind)),
                                    reading.name(rows.text(row, f_schema), rows.text(row, f_name)),
                                    std::string(rows.text(row, f_arguments))};
            }
            reading.note_dependency(number<Oid>(rows.text(row, f_catalog)), number<Oid>(rows.text(row, f_object)),
                                    std::move(dependency));
        }
    },
};

ObjectId Reading::referenced(const CatalogDependency& dependency) const {
    const Oid object = dependency.object;
    if (!dependency.named.empty()) {
        return dependency.named;
    }
    if (dependency.catalog == catalog::relation) {
        const Relation* relation = find_relation(object);
        if (relation == nullptr) {
            return {};
        }
        const auto column = static_cast<std::size_t>(std::max(dependency.column, 0));
        if (column > 0 && column <= relation->columns.size()) {
            return column_id(relation->name, relation->columns[column - 1]);
        }
        if (relation->definition != nullptr) {
            return id_of(*relation->definition);
        }
        return {relation->kind == 'S' ? ObjectKind::sequence : ObjectKind::table, relation->name, {}};
    }
    if (dependency.catalog == catalog::type) {
        const auto type = types.find(object);
        return type == types.end() ? ObjectId{} : type_id(type->second);
    }
    if (dependency.catalog == catalog::collation) {
        const auto collation = user_collations.find(object);
        return collation == user_collations.end() ? ObjectId{} : ObjectId{ObjectKind::collation, collation->second, {}};
    }
    if (const auto found = definitions.find(key(dependency.catalog, object)); found != definitions.end()) {
        return id_of(*found->second);
    }
    if (const auto found = permanent_.find(key(dependency.catalog, object)); found != permanent_.end()) {
        return found->second;
    }
    const auto function = functions.find(object);
    return function == functions.end() ? ObjectId{} : ObjectId{ObjectKind::function, function->second, {}};
}

DependsOn Reading::depends_on(Oid catalog, Oid object, int sub) const {
    DependsOn found;
    found.from_catalog = true;
    const auto rows = dependencies_.find(key(catalog, object));
    if (rows == dependencies_.end()) {
        return found;
    }
    std::vector<const CatalogDependency*> columns;
    std::vector<Dependency> others;
    for (const CatalogDependency& each : rows->second) {
        if (each.sub != sub) {
            continue;
        }
        if (each.attribute) {
            if (const ObjectId id = referenced(each); !id.empty()) {
                others.push_back({{ObjectKind::composite, id.name, id.sub}, each.type});
            }
        } else if (each.column > 0) {
            columns.push_back(&each);
        } else if (ObjectId id = referenced(each); !id.empty()) {
            others.push_back({std::move(id), each.type});
        }
    }
    std::stable_sort(columns.begin(), columns.end(),
                     [](const auto* a, const auto* b) { return a->column < b->column; });
    std::sort(others.begin(), others.end());
    for (const CatalogDependency* each : columns) {
        if (ObjectId id = referenced(*each); !id.empty()) {
            found.add(std::move(id), each->type);
        }
    }
    for (Dependency& each : others) {
        found.add(std::move(each.object), each.type);
    }
    return found;
}

bool Reading::belongs_to_type(Oid type, std::uint64_t routine) const {
    const auto functions_of = type_functions.find(type);
    return functions_of != type_functions.end() && functions_of->second.contains(static_cast<Oid>(routine));
}

void Reading::finish_definitions() {
    for (const auto& [dependent, rows] : dependencies_) {
        const auto found = definitions.find(dependent);
        if (found == definitions.end()) {
            continue;
        }
        Definition& definition = *found->second;
        const ObjectId own = id_of(definition);
        for (const CatalogDependency& each : rows) {
            // A view's column depends on its type, and so does the table's column that it shows.
            const bool of_view =
                definition.kind == ObjectKind::view || definition.kind == ObjectKind::materialized_view;
            if (each.sub > 0 && of_view) {
                continue;
            }
            ObjectId id = referenced(each);
            if (id.kind == ObjectKind::base_type && info(own.kind).routine && belongs_to_type(each.object, dependent)) {
                id.kind = ObjectKind::shell_type;
            }
            if (!id.empty() && id != own) {
                definition.depends_on.list.push_back({std::move(id), each.type});
            }
        }
    }
    for (auto& [id, definition] : schema.definitions) {
        std::vector<Dependency>& list = definition.depends_on.list;
        std::sort(list.begin(), list.end());
        const auto same_object = [](const Dependency& a, const Dependency& b) { return a.object == b.object; };
        list.erase(std::unique(list.begin(), list.end(), same_object), list.end());
        definition.depends_on.from_catalog = true;
    }
}

}  // namespace retort::introspect::postgres
