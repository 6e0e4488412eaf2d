#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

namespace {

/// Rows: oid, the definition after AS.
void read_definitions(const Result& rows, Reading& reading, ObjectKind kind, std::string_view create) {
    for (int row = 0; row < rows.rows(); ++row) {
        const auto oid = number<Oid>(rows.text(row, 0));
        const auto type = reading.types.find(oid);
        if (type == reading.types.end() || !type->second.ours) {
            continue;
        }
        Definition definition;
        definition.kind = kind;
        definition.name = type->second.name;
        definition.sql =
            std::string(create) + quote(definition.name) + " AS " + sql::postgres::flatten_logic(rows.text(row, 1));
        definition.comment = reading.comment(catalog::type, oid);
        if (const Relation* row_type = reading.find_relation(type->second.relation); row_type != nullptr) {
            definition.columns = row_type->said;
        }
        Definition* added = reading.add(catalog::type, oid, std::move(definition));
        Relation* relation = reading.find_relation(type->second.relation);
        if (relation != nullptr && added != nullptr) {
            relation->definition = added;
            reading.definitions[Reading::key(catalog::relation, type->second.relation)] = added;
        }
    }
}

}  // namespace

const Reader read_domains = {
    [](const Scope& scope) {
        return R"(
SELECT t.oid,
       concat(format_type(t.typbasetype, t.typtypmod),
              CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || t.typcollation::regcollation END,
              ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0),
              (SELECT format(' CONSTRAINT %I', k.conname)
                 FROM pg_constraint k
                WHERE k.contypid = t.oid AND k.contype = 'n' AND k.conname <> t.typname || '_not_null'),
              CASE WHEN t.typnotnull THEN ' NOT NULL' END,
              (SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ''
                                 ORDER BY k.conname COLLATE "C")
                 FROM pg_constraint k
                WHERE k.contypid = t.oid AND k.contype = 'c'))
  FROM pg_type t
  JOIN pg_type b ON b.oid = t.typbasetype
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'd'
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) { read_definitions(rows, reading, ObjectKind::domain, "CREATE DOMAIN "); },
};

const Reader read_domain_constraints = {
    [](const Scope& scope) {
        return R"(
SELECT k.contypid, k.oid, k.conname
  FROM pg_constraint k
  JOIN pg_namespace n ON n.oid = k.connamespace
 WHERE k.contypid <> 0
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto domain = reading.definitions.find(Reading::key(catalog::type, number<Oid>(rows.text(row, 0))));
            const std::string comment = reading.comment(catalog::constraint, number<Oid>(rows.text(row, 1)));
            if (domain != reading.definitions.end() && !comment.empty()) {
                domain->second->constraint_comments[std::string(rows.text(row, 2))] = comment;
            }
        }
    },
};

const Reader read_composites = {
    [](const Scope& scope) {
        return R"(
SELECT c.reltype,
       concat('(',
              string_agg(concat(quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod),
                                CASE WHEN a.attcollation <> t.typcollation
                                     THEN ' COLLATE ' || a.attcollation::regcollation END),
                         ', ' ORDER BY a.attnum),
              ')')
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_type t ON t.oid = a.atttypid
 WHERE c.relkind = 'c'
   AND )" + scope.schemas() +
               R"(
 GROUP BY c.oid, c.reltype)";
    },
    [](const Result& rows, Reading& reading) {
        read_definitions(rows, reading, ObjectKind::composite, "CREATE TYPE ");
    },
};

const Reader read_ranges = {
    [](const Scope& scope) {
        return R"(
SELECT r.rngtypid,
       'RANGE (' ||
       concat_ws(', ',
         'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
         (SELECT format('SUBTYPE_OPCLASS = %s%I',
                        CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE quote_ident(s.nspname) || '.' END,
                        o.opcname)
            FROM pg_opclass o
            JOIN pg_namespace s ON s.oid = o.opcnamespace
           WHERE o.oid = r.rngsubopc AND NOT o.opcdefault),
         CASE WHEN r.rngcollation <> b.typcollation THEN 'COLLATION = ' || r.rngcollation::regcollation END,
         'CANONICAL = ' || nullif(r.rngcanonical::oid, 0)::regproc,
         'SUBTYPE_DIFF = ' || nullif(r.rngsubdiff::oid, 0)::regproc,
         'MULTIRANGE_TYPE_NAME = ' || format_type(r.rngmultitypid, NULL)) ||
       ')'
  FROM pg_range r
  JOIN pg_type t ON t.oid = r.rngtypid
  JOIN pg_type b ON b.oid = r.rngsubtype
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) { read_definitions(rows, reading, ObjectKind::range, "CREATE TYPE "); },
};

// A base type is read with its shell type. The options are in the order of CREATE TYPE's manual page.
const Reader read_base_types = {
    [](const Scope& scope) {
        return R"(
SELECT t.oid, n.nspname, t.typname, t.typisdefined,
       concat_ws(', ',
         'INPUT = ' || t.typinput,
         'OUTPUT = ' || t.typoutput,
         'RECEIVE = ' || nullif(t.typreceive::oid, 0)::regproc,
         'SEND = ' || nullif(t.typsend::oid, 0)::regproc,
         'TYPMOD_IN = ' || nullif(t.typmodin::oid, 0)::regproc,
         'TYPMOD_OUT = ' || nullif(t.typmodout::oid, 0)::regproc,
         'ANALYZE = ' || nullif(t.typanalyze::oid, 0)::regproc,
         'SUBSCRIPT = ' || nullif(t.typsubscript::oid, 0)::regproc,
         'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'VARIABLE' ELSE t.typlen::text END,
         CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
         'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4'
                                           ELSE 'double' END,
         'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended'
                                           ELSE 'main' END,
         'CATEGORY = ' || quote_literal(nullif(t.typcategory, 'U')::text),
         CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
         'DEFAULT = ' || quote_literal(t.typdefault),
         'ELEMENT = ' || format_type(nullif(t.typelem, 0), NULL),
         'DELIMITER = ' || quote_literal(nullif(t.typdelim, ',')::text),
         CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END),
       ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze,
             t.typsubscript]::oid[]
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE (t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) OR NOT t.typisdefined)
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::type, oid)) {
                continue;
            }
            Definition shell;
            shell.kind = ObjectKind::shell_type;
            shell.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            shell.sql = "CREATE TYPE " + quote(shell.name);
            if (!boolean(rows.text(row, 3))) {
                shell.comment = reading.comment(catalog::type, oid);
                reading.add(catalog::type, oid, std::move(shell));
                continue;
            }
            Definition type = shell;
            type.kind = ObjectKind::base_type;
            type.sql += " (" + std::string(rows.text(row, 4)) + ")";
            type.comment = reading.comment(catalog::type, oid);
            type.depends_on.add(id_of(shell), DependencyType::normal);
            if (reading.add(catalog::type, oid, std::move(type)) == nullptr) {
                continue;
            }
            reading.schema.definitions[id_of(shell)] = shell;
            for (const std::int64_t each : numbers(rows.text(row, 5))) {
                reading.type_functions[oid].insert(static_cast<Oid>(each));
            }
        }
    },
};

}  // namespace retort::introspect::postgres
