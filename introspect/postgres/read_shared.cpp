#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// Settings for deparsing: names in the default schema print without the schema, and constants print the same under
// all session settings.
const Reader read_session = {
    [](const Scope& scope) {
        return std::string(R"(
SELECT d.name,
       set_config('search_path', )") +
               (scope.temporary ? "'pg_temp' || coalesce(', ' || quote_ident(d.name), '')"
                                : "coalesce(quote_ident(d.name), '')") +
               R"(, true),
       set_config('DateStyle', 'ISO, YMD', true),
       set_config('IntervalStyle', 'postgres', true),
       set_config('TimeZone', 'UTC', true),
       set_config('extra_float_digits', '1', true),
       set_config('bytea_output', 'hex', true),
       set_config('quote_all_identifiers', 'off', true),
       set_config('jit', 'off', true)
  FROM (SELECT (SELECT s.name
                  FROM unnest(current_schemas(false)) WITH ORDINALITY AS s(name, place)
                 WHERE s.name NOT LIKE 'pg\_%'
                 ORDER BY s.place
                 LIMIT 1) AS name) AS d)";
    },
    [](const Result& rows, Reading& reading) {
        reading.default_schema = rows.text(0, 0);
        reading.filter.default_schema = reading.default_schema;
    },
};

const Reader read_extension_members = {
    [](const Scope&) -> std::string {
        return R"(
SELECT classid, objid
  FROM pg_depend
 WHERE refclassid = 'pg_extension'::regclass
   AND deptype = 'e')";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            reading.note_extension_member(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1)));
        }
    },
};

// Oids below 16384 are the server's own objects (src/include/access/transam.h).
const Reader read_comments = {
    [](const Scope&) -> std::string {
        return R"(
SELECT classoid, objoid, objsubid, description
  FROM pg_description
 WHERE objoid >= 16384
    OR objoid = 2200 AND classoid = 'pg_namespace'::regclass)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            reading.note_comment(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1)),
                                 number<int>(rows.text(row, 2)), rows.text(row, 3));
        }
    },
};

}  // namespace retort::introspect::postgres
