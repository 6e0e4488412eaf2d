#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// "public" (oid 2200) comes with every database: it is nobody's to make or drop.
const Reader read_schemas = {
    [](const Scope& scope) {
        return R"(
SELECT n.oid, n.nspname
  FROM pg_namespace n
 WHERE n.oid <> 2200
   AND )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const ObjectName name = reading.name(rows.text(row, 1), "");
            const auto oid = number<Oid>(rows.text(row, 0));
            if (!name.schema.empty() && !reading.belongs_to_extension(catalog::schema, oid) &&
                reading.filter.reads_schema(name.schema)) {
                reading.schema.schemas.insert(name.schema);
            }
        }
    },
};

}  // namespace retort::introspect::postgres
