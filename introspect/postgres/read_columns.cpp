#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "sql/postgres/flatten.hpp"

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

std::string compression_word(std::string_view code) { return code == "p" ? "pglz" : code == "l" ? "lz4" : ""; }

/// The options of ALTER TABLE … ALTER COLUMN … SET (its manual page). A server may store internal options next to
/// them: pg_attver in later minor releases of version 15, which pg_dump omits too.
std::map<std::string, std::string> settable_options(std::string_view array) {
    std::map<std::string, std::string> options;
    add_options(options, array);
    std::erase_if(options, [](const auto& option) {
        return option.first != "n_distinct" && option.first != "n_distinct_inherited";
    });
    return options;
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

/// Reads the settings and the comment of a column of a view, materialised view or composite type.
void read_definition_column(const Result& rows, int row, Relation& relation, const Reading& reading) {
    const auto oid = number<Oid>(rows.text(row, 0));
    const auto attnum = number<int>(rows.text(row, 1));
    DefinitionColumn said;
    said.comment = reading.comment(catalog::relation, oid, attnum);
    const auto expression = reading.expressions.find(Reading::key(oid, static_cast<Oid>(attnum)));
    if (expression != reading.expressions.end()) {
        said.default_sql = strip_brackets(expression->second);
    }
    if (relation.kind == 'm') {
        said.storage = storage_word(rows.text(row, 11));
        said.compression = compression_word(rows.text(row, 12));
        if (!rows.null(row, 13)) {
            said.statistics = number<int>(rows.text(row, 13));
        }
        said.options = settable_options(rows.text(row, 15));
    }
    if (!(said == DefinitionColumn{})) {
        relation.said.emplace(rows.text(row, 2), std::move(said));
    }
}

}  // namespace

// A plain default references no column; pg_get_expr without a relation is five times as fast.
const Reader read_expressions = {
    [](const Scope& scope) {
        return std::string(R"(
SELECT d.adrelid, d.adnum, pg_get_expr(d.adbin, CASE WHEN g.attrelid IS NULL THEN 0 ELSE d.adrelid END)
  FROM pg_attrdef d
  LEFT JOIN pg_attribute g
    ON g.attrelid = d.adrelid AND g.attnum = d.adnum AND g.attgenerated IN ('s', 'v'))") +
               (scope.temporary || scope.only_default ? "\n  JOIN pg_class c ON c.oid = d.adrelid\n  JOIN pg_namespace "
                                                        "n ON n.oid = c.relnamespace\n WHERE " +
                                                            scope.own_schemas()
                                                      : "");
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            reading.expressions[Reading::key(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1)))] =
                rows.text(row, 2);
        }
    },
};

const Reader read_columns = {
    [](const Scope& scope) {
        return R"(
SELECT a.attrelid, a.attnum, a.attname, a.attisdropped, a.atttypid,
       CASE WHEN c.relkind IN ('r', 'p') THEN format_type(a.atttypid, a.atttypmod) END,
       a.attnotnull, a.attidentity, a.attgenerated,
       a.attcollation,
       CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
       a.attcompression, )" +
               scope.statistics() + R"(, a.attinhcount > 0 AND NOT a.attislocal,
       CASE WHEN a.attoptions::text LIKE '%n_distinct%' THEN a.attoptions END
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  LEFT JOIN pg_type t ON t.oid = a.atttypid
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
            relation->collations.back() = number<Oid>(rows.text(row, 9));
            if (relation->kind == 'r' || relation->kind == 'p') {
                relation->types.resize(relation->columns.size());
                relation->types.back() = type_of(number<Oid>(rows.text(row, 4)), rows.text(row, 5), reading);
            }
            if (relation->table == nullptr) {
                if (relation->ours) {
                    read_definition_column(rows, row, *relation, reading);
                }
                continue;
            }
            Column& column = relation->table->columns.emplace_back();
            column.name = rows.text(row, 2);
            column.type = relation->types.back();
            column.nullable = !boolean(rows.text(row, 6));
            const bool parents_identity = reading.scope.partitions_share_identity() && relation->partition;
            if (const std::string_view identity = rows.text(row, 7); !identity.empty() && !parents_identity) {
                column.identity = Identity{identity == "a", {}};
            }
            const std::string_view generated = rows.text(row, 8);
            const auto expression = reading.expressions.find(Reading::key(oid, static_cast<Oid>(attnum)));
            if (!generated.empty() && expression != reading.expressions.end()) {
                column.generated =
                    Generated{sql::postgres::flatten_logic(strip_brackets(expression->second)), generated == "s"};
            } else if (expression != reading.expressions.end()) {
                column.default_sql = sql::postgres::flatten_logic(strip_brackets(expression->second));
            }
            column.collation = rows.text(row, 10);
            column.storage = storage_word(rows.text(row, 11));
            column.compression = compression_word(rows.text(row, 12));
            if (!rows.null(row, 13)) {
                column.statistics = number<int>(rows.text(row, 13));
            }
            column.options = settable_options(rows.text(row, 15));
            column.inherited = boolean(rows.text(row, 14));
            column.comment = reading.comment(catalog::relation, oid, attnum);
        }
        for (auto& [oid, table] : reading.relations) {
            if (table.table == nullptr) {
                continue;
            }
            if (reading.filter.ignores(table.name, table.columns)) {
                reading.schema.tables.erase(table.name);
                table.table = nullptr;
                table.ours = false;
                continue;
            }
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                Column* column = table.table->find_column(table.columns[i]);
                if (column != nullptr && (column->generated || column->default_sql)) {
                    column->depends_on = reading.depends_on(catalog::relation, oid, static_cast<int>(i) + 1);
                }
            }
        }
    },
};

}  // namespace retort::introspect::postgres
