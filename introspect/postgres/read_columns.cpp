#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

std::string storage_word(std::string_view code) {
    switch (code.empty() ? '\0' : code.front()) {
        case 'p': return "PLAIN";
        case 'e': return "EXTERNAL";
        case 'm': return "MAIN";
        case 'x': return "EXTENDED";
        default: return {};
    }
}

std::string compression_word(std::string_view code) {
    return code == "p" ? "pglz" : code == "l" ? "lz4" : "";
}

Type type_of(Oid oid, std::string_view spelling, const Reading& reading) {
    Type type;
    const auto user_type = reading.types.find(oid);
    if (user_type == reading.types.end()) {
        type.sql = spelling;
    } else {
        type.user_type = user_type->second.name;
        type.array = user_type->second.array;
    }
    return type;
}

}  // namespace

const Reader read_columns = {
    [](const Scope& scope) {
        return R"(
SELECT a.attrelid, a.attnum, a.attname, a.attisdropped, a.atttypid,
       CASE WHEN c.relkind IN ('r', 'p') THEN format_type(a.atttypid, a.atttypmod) END,
       a.attnotnull, a.attidentity, a.attgenerated,
       CASE WHEN a.atthasdef THEN pg_get_expr(d.adbin, d.adrelid) END,
       a.attcollation,
       CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
       a.attcompression, )" +
               scope.statistics() + R"(, a.attinhcount > 0 AND NOT a.attislocal
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'c', 'f')
   AND )" + scope.schemas() +
               R"(
 ORDER BY a.attrelid, a.attnum)";
    },
    [](const Result& rows, Reading& reading) {
        Relation* relation = nullptr;
        Oid last = 0;
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            if (oid != last) {
                relation = reading.find_relation(oid);
                last = oid;
            }
            if (relation == nullptr) {
                continue;
            }
            const auto attnum = number<int>(rows.text(row, 1));
            const bool dropped = boolean(rows.text(row, 3));
            relation->columns.resize(static_cast<std::size_t>(attnum));
            relation->collations.resize(static_cast<std::size_t>(attnum));
            if (dropped) {
                continue;
            }
            relation->columns.back() = rows.text(row, 2);
            relation->collations.back() = number<Oid>(rows.text(row, 10));
            if (relation->table == nullptr) {
                continue;
            }
            Column& column = relation->table->columns.emplace_back();
            column.name = rows.text(row, 2);
            column.type = type_of(number<Oid>(rows.text(row, 4)), rows.text(row, 5), reading);
            column.nullable = !boolean(rows.text(row, 6));
            if (const std::string_view identity = rows.text(row, 7); !identity.empty()) {
                column.identity = Identity{identity == "a", {}};
            }
            const std::string_view generated = rows.text(row, 8);
            if (!generated.empty()) {
                column.generated = Generated{std::string(strip_brackets(rows.text(row, 9))), generated == "s", {}};
            } else if (!rows.null(row, 9)) {
                column.default_sql = strip_brackets(rows.text(row, 9));
            }
            column.collation = rows.text(row, 11);
            column.storage = storage_word(rows.text(row, 12));
            column.compression = compression_word(rows.text(row, 13));
            if (!rows.null(row, 14)) {
                column.statistics = number<int>(rows.text(row, 14));
            }
            column.inherited = boolean(rows.text(row, 15));
            column.comment = reading.comment(catalog::relation, oid, attnum);
        }
        for (auto& [oid, table] : reading.relations) {
            if (table.table == nullptr) {
                continue;
            }
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                Column* column = table.table->find_column(table.columns[i]);
                if (column != nullptr && column->generated) {
                    column->generated->reads = reading.reads(table, oid, static_cast<int>(i) + 1);
                }
            }
        }
    },
};

}  // namespace retort::introspect::postgres
