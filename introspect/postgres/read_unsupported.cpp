#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "introspect/postgres/unsupported.hpp"

namespace retort::introspect::postgres {

namespace {

struct Kind {
    std::string_view word;
    std::string_view rows;
};

constexpr Kind kinds[] = {
#define READER(reader)
#define UNSUPPORTED(word, rows) {#word, rows},
#include "introspect/postgres/catalogs.def"
#undef READER
#undef UNSUPPORTED
};

}  // namespace

std::vector<std::string_view> unsupported_kinds() {
    std::vector<std::string_view> words;
    for (const Kind& each : kinds) words.push_back(each.word);
    words.insert(words.end(), {"owner", "extension_version"});  // other readers add these
    return words;
}

// Unsupported objects, which a Schema can't hold. Rows: catalog, object, kind, schema (NULL: no schema), name, details,
// table.
const Reader read_unsupported = {
    [](const Scope& scope) -> std::string {
        if (scope.temporary) {
            return "SELECT WHERE false";
        }
        std::string sql = "WITH scope AS MATERIALIZED (SELECT n.oid, n.nspname FROM pg_namespace n WHERE " +
                          scope.schemas() + "), rights AS MATERIALIZED (SELECT " + scope.superuser() + " AS superuser)";
        std::string_view separator;
        for (const Kind& each : kinds) {
            sql += separator;
            sql += each.rows;
            separator = "\nUNION ALL";
        }
        return sql;
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            if (reading.belongs_to_extension(number<Oid>(rows.text(row, 0)), number<Oid>(rows.text(row, 1)))) {
                continue;
            }
            Unsupported found;
            found.kind = rows.text(row, 2);
            found.name = {rows.null(row, 3) ? std::string() : reading.name(rows.text(row, 3), "").schema,
                          std::string(rows.text(row, 4))};
            found.about = rows.text(row, 5);
            std::string kind = found.kind;
            std::replace(kind.begin(), kind.end(), ' ', '_');
            const Relation* table = reading.find_relation(number<Oid>(rows.text(row, 6)));
            const bool in_scope = (rows.null(row, 3) || reading.filter.reads_schema(found.name.schema)) &&
                                  reading.filter.reads_kind(kind) && (table == nullptr || table->ours);
            if (in_scope) {
                reading.schema.unsupported->push_back(std::move(found));
            }
        }
        auto& all = *reading.schema.unsupported;
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    },
};

}  // namespace retort::introspect::postgres
