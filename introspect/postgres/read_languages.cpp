#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

// Languages, transforms and access methods. They have no schema. The clauses are in the order of the CREATE command's
// manual page.

namespace retort::introspect::postgres {

namespace {

/// Rows: oid, name, the CREATE statement.
void read_objects(const Result& rows, Reading& reading, ObjectKind kind, Oid catalog) {
    for (int row = 0; row < rows.rows(); ++row) {
        const auto oid = number<Oid>(rows.text(row, 0));
        if (reading.belongs_to_extension(catalog, oid)) {
            continue;
        }
        Definition each;
        each.kind = kind;
        each.name.name = rows.text(row, 1);
        each.sql = rows.text(row, 2);
        each.comment = reading.comment(catalog, oid);
        reading.add(catalog, oid, std::move(each));
    }
}

}  // namespace

const Reader read_languages = {
    [](const Scope&) -> std::string {
        return R"(
SELECT l.oid, l.lanname,
       concat('CREATE ', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' END, 'LANGUAGE ', quote_ident(l.lanname),
              ' HANDLER ' || nullif(l.lanplcallfoid, 0)::regproc, ' INLINE ' || nullif(l.laninline, 0)::regproc,
              ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc)
  FROM pg_language l
 WHERE l.oid >= 16384)";
    },
    [](const Result& rows, Reading& reading) { read_objects(rows, reading, ObjectKind::language, catalog::language); },
};

const Reader read_access_methods = {
    [](const Scope&) -> std::string {
        return R"(
SELECT a.oid, a.amname,
       format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname,
              CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, a.amhandler)
  FROM pg_am a
 WHERE a.oid >= 16384)";
    },
    [](const Result& rows, Reading& reading) {
        read_objects(rows, reading, ObjectKind::access_method, catalog::access_method);
    },
};

// A transform is read with the schema of its type, else of one of its functions, like a cast; with the default schema
// if these are built in. Rows: oid, schema, the object as DROP names it, functions.
const Reader read_transforms = {
    [](const Scope& scope) {
        return R"(
SELECT t.oid, n.nspname, format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname),
       concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql::oid, 0)::regprocedure,
                 'TO SQL WITH FUNCTION ' || nullif(t.trftosql::oid, 0)::regprocedure)
  FROM pg_transform t
  JOIN pg_type y ON y.oid = t.trftype
  JOIN pg_language l ON l.oid = t.trflang
  LEFT JOIN pg_proc f ON f.oid = t.trffromsql AND f.oid >= 16384
  LEFT JOIN pg_proc g ON g.oid = t.trftosql AND g.oid >= 16384
  JOIN pg_namespace n
    ON n.oid = CASE WHEN y.oid >= 16384 THEN y.typnamespace
                    ELSE coalesce(f.pronamespace, g.pronamespace,
                                  (SELECT oid FROM pg_namespace
                                    WHERE nspname = coalesce(current_schema(), 'public'))) END
 WHERE t.oid >= 16384
   AND )" + scope.permanent_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::transform, oid)) {
                continue;
            }
            Definition transform;
            transform.kind = ObjectKind::transform;
            transform.arguments = rows.text(row, 2);
            transform.name = reading.name(rows.text(row, 1), transform.arguments);
            transform.sql = "CREATE TRANSFORM " + transform.arguments + " (" + std::string(rows.text(row, 3)) + ")";
            transform.comment = reading.comment(catalog::transform, oid);
            reading.add(catalog::transform, oid, std::move(transform));
        }
    },
};

}  // namespace retort::introspect::postgres
