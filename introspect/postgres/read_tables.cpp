#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

void read_table(const Result& rows, int row, Oid oid, Relation& relation, Reading& reading) {
    Table& table = reading.schema.tables[relation.name];
    relation.table = &table;
    table.name = relation.name;
    table.comment = reading.comment(catalog::relation, oid);
    table.unlogged = rows.text(row, 4) == "u";
    add_options(table.storage, rows.text(row, 5));
    add_options(table.storage, rows.text(row, 6), "toast.");
    table.tablespace = rows.text(row, 7);
    if (const std::string_view identity = rows.text(row, 8); identity == "f") {
        table.replica_identity = "FULL";
    } else if (identity == "n") {
        table.replica_identity = "NOTHING";
    }  // 'i' is read with the index
    table.row_security = boolean(rows.text(row, 9));
    table.force_row_security = boolean(rows.text(row, 10));
    table.partition_by = rows.text(row, 11);
    table.partition_bound = rows.text(row, 12);
    if (rows.text(row, 14) != "heap") {
        table.access_method = rows.text(row, 14);
    }
    if (const auto type = reading.types.find(number<Oid>(rows.text(row, 15))); type != reading.types.end()) {
        table.of_type = type->second.name;
    }
    table.depends_on = reading.depends_on(catalog::relation, oid);
}

}  // namespace

// Relations of every kind, for references by oid; kinds r and p become tables.
const Reader read_relations = {
    [](const Scope& scope) {
        return R"(
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.reloptions, toast.reloptions, s.spcname,
       c.relreplident, c.relrowsecurity, c.relforcerowsecurity,
       CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
       c.relispartition, m.amname, c.reloftype
  FROM pg_class c
  LEFT JOIN pg_am m ON m.oid = c.relam
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid AND toast.reloptions IS NOT NULL
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        reading.relations.reserve(static_cast<std::size_t>(rows.rows()));
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Relation& relation = reading.relations[oid];
            relation.name = reading.name(rows.text(row, 1), rows.text(row, 2));
            relation.kind = rows.text(row, 3).front();
            relation.partition = boolean(rows.text(row, 13));
            const bool table = relation.kind == 'r' || relation.kind == 'p';
            relation.ours = !reading.belongs_to_extension(catalog::relation, oid) &&
                            reading.filter.reads_schema(relation.name.schema) &&
                            (relation.kind == 'S' || relation.kind == 'c' || reading.filter.reads_table(relation.name));
            if (table && relation.ours && reading.filter.reads_kind("table")) {
                read_table(rows, row, oid, relation, reading);
            }
        }
    },
};

const Reader read_inheritance = {
    [](const Scope&) -> std::string {
        return R"(
SELECT inhrelid, inhparent
  FROM pg_inherits
 ORDER BY inhrelid, inhseqno)";
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const Relation* child = reading.find_relation(number<Oid>(rows.text(row, 0)));
            const Relation* parent = reading.find_relation(number<Oid>(rows.text(row, 1)));
            if (child == nullptr || child->table == nullptr || parent == nullptr) {
                continue;
            }
            if (child->partition) {
                child->table->partition_of = parent->name;
            } else {
                child->table->inherits.push_back(parent->name);
            }
        }
    },
};

}  // namespace retort::introspect::postgres
