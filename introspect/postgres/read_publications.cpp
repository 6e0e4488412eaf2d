#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

constexpr Oid publication_catalog = 6104;  // pg_publication

/// The tables of a publication, with their column lists and row filters from version 15 on.
std::string tables_sql(const Scope& scope) {
    const bool filters = scope.version >= 150000;
    return std::string(R"(
SELECT r.prpubid, r.prrelid,
       )") +
           (filters ? "(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE \"C\") "
                      "FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)), "
                      "pg_get_expr(r.prqual, r.prrelid)"
                    : "NULL::text, NULL::text") +
           R"(,
       ARRAY(SELECT d.refobjsubid FROM pg_depend d
              WHERE d.classid = 'pg_publication_rel'::regclass AND d.objid = r.oid
                AND d.refclassid = 'pg_class'::regclass AND d.refobjid = r.prrelid AND d.refobjsubid > 0),
       NULL::name
  FROM pg_publication_rel r)" +
           (filters ? R"(
UNION ALL
SELECT s.pnpubid, NULL, NULL, NULL, NULL, n.nspname
  FROM pg_publication_namespace s
  JOIN pg_namespace n ON n.oid = s.pnnspid)"
                    : "");
}

}  // namespace

// Only a superuser can create a publication of all tables, or of all tables of a schema. For other roles these are
// unsupported, and so is a publication of a table or schema out of scope.
// Rows: publication, name, all tables, options, whether the role can create it, table, its columns, row filter, columns
// that both read, schema. A row per table or schema.
const Reader read_publications = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        return R"(
WITH member (publication, relation, columns, filter, reads, schema) AS MATERIALIZED ()" +
               tables_sql(scope) + R"()
SELECT p.oid, p.pubname, p.puballtables,
       concat_ws(', ',
         CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate)
              THEN 'publish = ' || quote_literal(concat_ws(', ',
                     CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                     CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)) END,
         CASE WHEN p.pubviaroot THEN 'publish_via_partition_root = true' END)" +
               (scope.version >= 180000 ? ", CASE WHEN p.pubgencols = 's' THEN 'publish_generated_columns = stored' END"
                                        : "") +
               "),\n       " + scope.superuser() + R"(
         OR NOT p.puballtables
            AND NOT EXISTS (SELECT FROM member s WHERE s.publication = p.oid AND s.schema IS NOT NULL),
       m.relation, m.columns, m.filter, m.reads, m.schema
  FROM pg_publication p
  LEFT JOIN member m ON m.publication = p.oid
  LEFT JOIN pg_class c ON c.oid = m.relation
  LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
 ORDER BY p.pubname, n.nspname, c.relname, m.schema)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows();) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Definition publication;
            publication.kind = ObjectKind::publication;
            publication.name.name = rows.text(row, 1);
            publication.sql = "CREATE PUBLICATION " + quote(publication.name.name);
            if (boolean(rows.text(row, 2))) {
                publication.sql += " FOR ALL TABLES";
            }
            const std::string options(rows.text(row, 3));
            bool supported = boolean(rows.text(row, 4));
            // Version 14 accepts the word TABLE only once. Tables precede schemas, by the order of the rows.
            std::string_view separator = " FOR TABLE ";
            bool has_schemas = false;
            for (; row < rows.rows() && number<Oid>(rows.text(row, 0)) == oid; ++row) {
                if (!rows.null(row, 9)) {
                    const std::string schema = reading.name(rows.text(row, 9), {}).schema;
                    supported = supported && reading.filter.reads_schema(schema);
                    publication.sql += has_schemas || separator == ", " ? ", " : " FOR ";
                    publication.sql += (has_schemas ? "" : "TABLES IN SCHEMA ") + quote(rows.text(row, 9));
                    has_schemas = true;
                    if (!schema.empty()) publication.depends_on.add({ObjectKind::schema, {{}, schema}, {}});
                }
                if (rows.null(row, 5)) {
                    continue;
                }
                const Relation* table = reading.find_relation(number<Oid>(rows.text(row, 5)));
                if (table == nullptr || !table->ours) {
                    supported = false;
                    continue;
                }
                // ONLY: the descendants of the table are members of their own.
                publication.sql += std::string(separator) + "ONLY " + quote(table->name);
                separator = ", ";
                if (!rows.null(row, 6)) {
                    publication.sql += " (" + std::string(rows.text(row, 6)) + ")";
                }
                if (!rows.null(row, 7)) {
                    publication.sql += " WHERE (" + std::string(rows.text(row, 7)) + ")";
                }
                publication.depends_on.add(table_id(table->name));
                publication.depends_on.add_columns(table->name,
                                                   reading.column_names(*table, numbers(rows.text(row, 8))));
            }
            if (!options.empty()) {
                publication.sql += " WITH (" + options + ")";
            }
            publication.comment = reading.comment(publication_catalog, oid);
            if (reading.belongs_to_extension(publication_catalog, oid)) {
                continue;
            }
            if (supported) {
                reading.add(publication_catalog, oid, std::move(publication));
            } else if (reading.filter.reads_kind(info(publication.kind).word)) {
                reading.schema.unsupported->push_back({"publication", publication.name, {}});
            }
        }
    },
};

}  // namespace retort::introspect::postgres
