#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

// Collations and event triggers. The server has no function that deparses them; the clauses are in the order of
// the CREATE command's manual page.

namespace retort::introspect::postgres {

const Reader read_collations = {
    [](const Scope& scope) {
        return R"(
SELECT c.oid, n.nspname, c.collname,
       concat_ws(', ',
         'PROVIDER = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
         CASE WHEN NOT c.collisdeterministic THEN 'DETERMINISTIC = false' END,
         CASE WHEN c.collprovider = 'c' AND c.collcollate <> c.collctype
              THEN 'LC_COLLATE = ' || quote_literal(c.collcollate) || ', LC_CTYPE = ' || quote_literal(c.collctype)
              ELSE 'LOCALE = ' || quote_literal(coalesce()" +
               scope.locale() + R"(, c.collcollate)) END,
         'RULES = ' || quote_literal()" +
               scope.collation_rules() + R"())
  FROM pg_collation c
  JOIN pg_namespace n ON n.oid = c.collnamespace
 WHERE c.oid >= 16384
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::collation, oid)) {
                continue;
            }
            Definition collation;
            collation.kind = ObjectKind::collation;
            collation.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            collation.sql = "CREATE COLLATION " + quote(collation.name) + " (" + std::string(rows.text(row, 3)) + ")";
            collation.comment = reading.comment(catalog::collation, oid);
            reading.user_collations[oid] = collation.name;
            reading.add(catalog::collation, oid, std::move(collation));
        }
    },
};

// Only a superuser can create event triggers. For other roles they are unsupported objects (read_unsupported.cpp).
const Reader read_event_triggers = {
    [](const Scope& scope) {
        return R"(
SELECT e.oid, e.evtname, n.nspname, e.evtenabled,
       concat(' ON ', e.evtevent,
              ' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(e.evttags) AS tag) || ')',
              ' EXECUTE FUNCTION ',
              CASE WHEN n.nspname <> coalesce(current_schema(), '') THEN quote_ident(n.nspname) || '.' END,
              quote_ident(p.proname), '()')
  FROM pg_event_trigger e
  JOIN pg_proc p ON p.oid = e.evtfoid
  JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE )" + scope.superuser() +
               "\n   AND " + std::string(scope.temporary ? "false" : scope.schemas());
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (reading.belongs_to_extension(catalog::event_trigger, oid)) {
                continue;
            }
            Definition trigger;
            trigger.kind = ObjectKind::event_trigger;
            trigger.name = reading.name(rows.text(row, 2), rows.text(row, 1));
            trigger.sql = "CREATE EVENT TRIGGER " + quote(trigger.name.name) + std::string(rows.text(row, 4));
            if (const std::string_view state = rows.text(row, 3); state != "O") {
                trigger.sql += ";\nALTER EVENT TRIGGER " + quote(trigger.name.name) +
                               (state == "D"   ? " DISABLE"
                                : state == "R" ? " ENABLE REPLICA"
                                               : " ENABLE ALWAYS");
            }
            trigger.comment = reading.comment(catalog::event_trigger, oid);
            reading.add(catalog::event_trigger, oid, std::move(trigger));
        }
    },
};

}  // namespace retort::introspect::postgres
