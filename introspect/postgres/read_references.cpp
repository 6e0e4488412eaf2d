#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

/// The object as a Reference; empty for an object without a name in a Schema.
Reference reference_to(Oid catalog, Oid object, int column, const Reading& reading) {
    Reference out;
    if (catalog == catalog::relation) {
        if (const Relation* relation = reading.find_relation(object); relation != nullptr) {
            out.object = relation->name;
            if (column > 0 && static_cast<std::size_t>(column) <= relation->columns.size()) {
                out.column = relation->columns[static_cast<std::size_t>(column) - 1];
            }
        }
    } else if (catalog == catalog::type) {
        if (const auto type = reading.types.find(object); type != reading.types.end()) {
            out.object = type->second.name;
        }
    } else if (catalog == catalog::collation) {
        if (const auto collation = reading.user_collations.find(object); collation != reading.user_collations.end()) {
            out.object = collation->second;
        }
    } else if (const auto function = reading.functions.find(object); function != reading.functions.end()) {
        out.object = function->second;
        const auto definition = reading.definitions.find(Reading::key(catalog, object));
        if (definition != reading.definitions.end()) {
            out.arguments = "(" + definition->second->arguments + ")";
        }
    }
    return out;
}

}  // namespace

// The functions, types and collations that defaults, generated columns, checks, exclusions, indexes and partition keys
// use. Functions and collations are read by name, because their own readers run later.
const Reader read_uses = {
    [](const Scope&) -> std::string {
        return R"(
SELECT coalesce(v.adrelid, d.objid), coalesce(v.adnum, d.objsubid), d.refobjid, n.nspname,
       coalesce(p.proname, c.collname)
  FROM pg_depend d
  LEFT JOIN pg_attrdef v ON d.classid = 'pg_attrdef'::regclass AND v.oid = d.objid
  LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
  LEFT JOIN pg_collation c ON d.refclassid = 'pg_collation'::regclass AND c.oid = d.refobjid
  LEFT JOIN pg_namespace n ON n.oid = coalesce(p.pronamespace, c.collnamespace)
 WHERE d.refclassid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass)
   AND d.refobjid >= 16384
   AND d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass))";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto object = number<Oid>(rows.text(row, 0));
            const auto sub = number<int>(rows.text(row, 1));
            if (!rows.null(row, 4)) {
                reading.note_use(object, sub, reading.name(rows.text(row, 3), rows.text(row, 4)));
            } else if (const auto type = reading.types.find(number<Oid>(rows.text(row, 2)));
                       type != reading.types.end()) {
                reading.note_use(object, sub, type->second.name);
            }
        }
    },
};

const Reader read_references = {
    [](const Scope&) -> std::string {
        return R"(
SELECT d.classid, d.objid, d.refclassid, d.refobjid, d.refobjsubid
  FROM pg_depend d
 WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass)
   AND d.refobjid >= 16384
   AND (d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
                      'pg_statistic_ext'::regclass, 'pg_cast'::regclass, 'pg_event_trigger'::regclass)
        OR d.classid = 'pg_type'::regclass AND d.deptype = 'n')
UNION ALL
SELECT d.classid, d.objid, d.refclassid, d.refobjid, d.refobjsubid
  FROM pg_class c
  JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
 WHERE c.relkind = 'c'
   AND d.refclassid = 'pg_type'::regclass
   AND d.deptype = 'n'
UNION ALL
SELECT 'pg_type'::regclass, k.contypid, d.refclassid, d.refobjid, d.refobjsubid
  FROM pg_constraint k
  JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = k.oid
 WHERE k.contypid <> 0
   AND d.refclassid IN ('pg_proc'::regclass, 'pg_type'::regclass)
   AND d.deptype = 'n')";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto found =
                reading.definitions.find(Reading::key(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1))));
            if (found == reading.definitions.end()) {
                continue;
            }
            Reference reference = reference_to(number<Oid>(rows.text(row, 2)), number<Oid>(rows.text(row, 3)),
                                               number<int>(rows.text(row, 4)), reading);
            const auto referred =
                reading.definitions.find(Reading::key(number<Oid>(rows.text(row, 2)), number<Oid>(rows.text(row, 3))));
            const bool itself = referred != reading.definitions.end() && referred->second == found->second;
            if (!reference.object.empty() && !itself) {
                found->second->reads->push_back(std::move(reference));
            }
        }
        for (auto& [key, definition] : reading.schema.definitions) {
            std::vector<Reference>& reads = *definition.reads;
            std::sort(reads.begin(), reads.end());
            reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
        }
    },
};

}  // namespace retort::introspect::postgres
