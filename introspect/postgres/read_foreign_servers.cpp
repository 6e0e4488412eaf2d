#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "introspect/stand_in.hpp"

// Foreign-data wrappers, servers and user mappings (PostgreSQL, chapter 5.12). The options are in the order of their
// names. An option that may hold a secret is not read: see options_sql.

namespace retort::introspect::postgres {

namespace {

std::string without_stand_in() { return "w.fdwname <> '" + std::string(stand_in_wrapper) + "'"; }

/// Rows: oid, name, clauses before the options, options, names of the omitted options, …
void read_objects(const Result& rows, Reading& reading, ObjectKind kind, Oid catalog) {
    for (int row = 0; row < rows.rows(); ++row) {
        const auto oid = number<Oid>(rows.text(row, 0));
        if (reading.belongs_to_extension(catalog, oid)) {
            continue;
        }
        Definition each;
        each.kind = kind;
        each.name.name = rows.text(row, 1);
        each.sql = "CREATE " + std::string(info(kind).sql) + " " + quote(each.name.name) +
                   std::string(rows.text(row, 2)) + options_clause(rows.text(row, 3));
        each.omitted = texts(rows.text(row, 4));
        each.comment = reading.comment(catalog, oid);
        reading.add(catalog, oid, std::move(each));
    }
}

}  // namespace

const Reader read_foreign_data_wrappers = {
    [](const Scope&) {
        return R"(
SELECT w.oid, w.fdwname,
       concat(' HANDLER ' || nullif(w.fdwhandler::oid, 0)::regproc,
              ' VALIDATOR ' || nullif(w.fdwvalidator::oid, 0)::regproc),
       )" + options_sql("w.fdwoptions") +
               R"(
  FROM pg_foreign_data_wrapper w
 WHERE )" + without_stand_in();
    },
    [](const Result& rows, Reading& reading) {
        read_objects(rows, reading, ObjectKind::foreign_data_wrapper, catalog::foreign_data_wrapper);
    },
};

const Reader read_foreign_servers = {
    [](const Scope&) {
        return R"(
SELECT s.oid, s.srvname,
       concat(' TYPE ' || quote_literal(s.srvtype), ' VERSION ' || quote_literal(s.srvversion),
              ' FOREIGN DATA WRAPPER ', quote_ident(w.fdwname)),
       )" + options_sql("s.srvoptions") +
               R"(
  FROM pg_foreign_server s
  JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
 WHERE )" + without_stand_in();
    },
    [](const Result& rows, Reading& reading) {
        read_objects(rows, reading, ObjectKind::foreign_server, catalog::foreign_server);
    },
};

// Only a superuser sees the options of all user mappings. For other roles user mappings are unsupported.
// Rows: oid, server, role, options, names of the omitted options, whether the options are visible.
const Reader read_user_mappings = {
    [](const Scope& scope) {
        // The view hides options, and the role of a throwaway cluster can read the catalog.
        const std::string mappings =
            scope.throwaway ? "(SELECT u.oid AS umid, u.umserver AS srvid, f.srvname, u.umuser, u.umoptions, "
                              "pg_get_userbyid(u.umuser) AS usename "
                              "FROM pg_user_mapping u JOIN pg_foreign_server f ON f.oid = u.umserver)"
                            : "pg_user_mappings";
        return R"(
SELECT m.umid, m.srvname, CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END,
       )" + options_sql("m.umoptions") +
               ",\n       " + scope.superuser() + "\n  FROM " + mappings + R"( m
  JOIN pg_foreign_server s ON s.oid = m.srvid
  JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
 WHERE )" + without_stand_in();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Definition mapping;
            mapping.kind = ObjectKind::user_mapping;
            mapping.name.name = rows.text(row, 1);
            mapping.arguments = rows.text(row, 2);
            mapping.sql = "CREATE USER MAPPING FOR " + mapping.arguments + " SERVER " + quote(mapping.name.name) +
                          options_clause(rows.text(row, 3));
            mapping.omitted = texts(rows.text(row, 4));
            if (boolean(rows.text(row, 5)) || reading.scope.temporary) {
                reading.add(catalog::user_mapping, oid, std::move(mapping));
            } else if (reading.filter.reads_schema("") && reading.filter.reads_kind(info(mapping.kind).word)) {
                reading.schema.unsupported->push_back({"user mapping", mapping.name, "for " + mapping.arguments});
            }
        }
    },
};

}  // namespace retort::introspect::postgres
