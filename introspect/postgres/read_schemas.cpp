#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

constexpr std::string_view public_comment = "standard public schema";

}  // namespace

// "public" is part of every database: no plan creates or drops it. A "public" that was dropped and created again is
// the same schema.
const Reader read_schemas = {
    [](const Scope& scope) {
        return R"(
SELECT n.oid, n.nspname
  FROM pg_namespace n
 WHERE )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        if (reading.scope.temporary) {
            return;
        }
        for (int row = 0; row < rows.rows(); ++row) {
            const ObjectName name = reading.name(rows.text(row, 1), "");
            const auto oid = number<Oid>(rows.text(row, 0));
            const bool is_public = rows.text(row, 1) == "public";
            if (reading.belongs_to_extension(catalog::schema, oid) || !reading.filter.reads_schema(name.schema)) {
                continue;
            }
            if (!name.schema.empty() && !is_public) {
                reading.schema.schemas.insert(name.schema);
            }
            const std::string comment = reading.comment(catalog::schema, oid);
            const bool is_kept = is_public ? name.schema.empty() && comment != public_comment : !name.schema.empty();
            if (is_kept && !comment.empty()) {
                reading.schema.schema_comments[name.schema] = comment;
            }
        }
    },
};

}  // namespace retort::introspect::postgres
