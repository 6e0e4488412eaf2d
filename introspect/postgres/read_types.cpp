#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// Types of all user schemas, because columns may use them; only types in scope are `ours`.
const Reader read_types = {
    [](const Scope& scope) {
        return R"(
SELECT t.oid, t.typarray, n.nspname, t.typname, CASE WHEN t.typisdefined THEN t.typtype ELSE 'p' END, t.typrelid, )" +
               scope.schemas() + R"(
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
 WHERE t.oid >= 16384
   AND (t.typtype <> 'b' OR NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
   AND n.nspname <> 'information_schema'
   AND n.nspname NOT LIKE 'pg\_toast%')";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::type, oid)) {
                continue;
            }
            UserType type;
            type.name = reading.name(rows.text(row, 2), rows.text(row, 3));
            type.kind = rows.text(row, 4).front();
            type.relation = number<Oid>(rows.text(row, 5));
            type.ours = boolean(rows.text(row, 6)) && reading.filter.reads_schema(type.name.schema);
            if (type.kind == 'e' && type.ours && reading.filter.reads_kind("enum")) {
                Enum& made = reading.schema.enums[type.name];
                made.name = type.name;
                made.comment = reading.comment(catalog::type, oid);
            }
            if (const auto array = number<Oid>(rows.text(row, 1)); array != 0) {
                UserType& element = reading.types[array] = type;
                element.array = true;
            }
            reading.types[oid] = std::move(type);
        }
    },
};

const Reader read_enum_labels = {
    [](const Scope&) -> std::string {
        return R"(
SELECT enumtypid, enumlabel
  FROM pg_enum
 ORDER BY enumtypid, enumsortorder)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto type = reading.types.find(number<Oid>(rows.text(row, 0)));
            if (type == reading.types.end() || !type->second.ours) {
                continue;
            }
            const auto made = reading.schema.enums.find(type->second.name);
            if (made != reading.schema.enums.end()) {
                made->second.labels.emplace_back(rows.text(row, 1));
            }
        }
    },
};

// Casts, which decide how a column's type is converted (PostgreSQL, chapter 52.10, pg_cast). A domain that is a member
// of an extension is converted as its base type is.
const Reader read_conversions = {
    [](const Scope&) -> std::string {
        return R"(
WITH domains AS MATERIALIZED (
  SELECT t.oid, t.typbasetype AS base
    FROM pg_depend d
    JOIN pg_type t ON t.oid = d.objid AND t.typtype = 'd'
   WHERE d.classid = 'pg_type'::regclass
     AND d.refclassid = 'pg_extension'::regclass
     AND d.deptype = 'e'
)
SELECT c.source, c.target, format_type(c.source, NULL), format_type(c.target, NULL), c.assignment, c.own
  FROM (SELECT castsource, casttarget, castcontext <> 'e', oid >= 16384 FROM pg_cast
        UNION ALL
        SELECT oid, base, true, false FROM domains
        UNION ALL
        SELECT base, oid, true, false FROM domains
        UNION ALL
        SELECT d.oid, c.casttarget, c.castcontext <> 'e', false FROM domains d JOIN pg_cast c ON c.castsource = d.base
        UNION ALL
        SELECT c.castsource, d.oid, c.castcontext <> 'e', false FROM domains d JOIN pg_cast c ON c.casttarget = d.base
       ) AS c(source, target, assignment, own)
 WHERE c.source <> c.target)";
    },
    [](const Result& rows, Reading& reading) {
        const auto name = [&](int row, int column) {
            const auto type = reading.types.find(number<Oid>(rows.text(row, column)));
            return type == reading.types.end() ? std::string(rows.text(row, column + 2)) : quote(type->second.name);
        };
        for (int row = 0; row < rows.rows(); ++row) {
            Cast& cast = (*reading.schema.casts)[{name(row, 0), name(row, 1)}];
            cast.assignment = boolean(rows.text(row, 4));
            cast.own = boolean(rows.text(row, 5));
        }
    },
};

}  // namespace retort::introspect::postgres
