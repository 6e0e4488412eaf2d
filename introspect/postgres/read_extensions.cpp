#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

// plpgsql is part of every database. The default comment, which CREATE EXTENSION sets, is in the extension's
// control file.
const Reader read_extensions = {
    [](const Scope& scope) {
        return R"(
SELECT e.oid, e.extname, n.nspname, a.comment, e.extversion, a.default_version, e.extrelocatable,
       CASE WHEN a.name IS NOT NULL
            THEN ARRAY(SELECT u.target FROM pg_extension_update_paths(e.extname) u
                        WHERE u.source = e.extversion AND u.path IS NOT NULL) END,
       ARRAY(SELECT required.extname::text
               FROM pg_depend d
               JOIN pg_extension required ON d.refclassid = 'pg_extension'::regclass AND required.oid = d.refobjid
              WHERE d.classid = 'pg_extension'::regclass AND d.objid = e.oid
              ORDER BY required.extname COLLATE "C")
  FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace
  LEFT JOIN (SELECT name, comment, default_version
               FROM pg_available_extensions()
              WHERE EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql')) AS a ON a.name = e.extname
 WHERE e.extname <> 'plpgsql')" +
               std::string(scope.temporary ? "\n   AND false" : "");
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            if (!reading.filter.reads_kind("extension")) {
                return;
            }
            Extension& extension = reading.schema.extensions[std::string(rows.text(row, 1))];
            extension.name = rows.text(row, 1);
            extension.schema = reading.name(rows.text(row, 2), "").schema;
            extension.fixed_schema = !boolean(rows.text(row, 6));
            if (!rows.null(row, 5) && rows.text(row, 5) != rows.text(row, 4)) {
                extension.version = rows.text(row, 4);
            }
            for (std::string& target : texts(rows.text(row, 7))) {
                extension.updates.push_back(target == rows.text(row, 5) ? std::string() : std::move(target));
            }
            extension.depends_on.from_catalog = true;
            for (std::string& required : texts(rows.text(row, 8))) {
                extension.depends_on.add({ObjectKind::extension, {"", std::move(required)}, {}});
            }
            std::sort(extension.updates.begin(), extension.updates.end());
            const std::string comment = reading.comment(catalog::extension, number<Oid>(rows.text(row, 0)));
            if (const std::string offered(rows.text(row, 5));
                !rows.null(row, 5) && offered != rows.text(row, 4) && reading.filter.reads_kind("extension_version")) {
                reading.schema.unsupported->push_back(
                    {"extension version",
                     {"", extension.name},
                     std::string(rows.text(row, 4)) + ", the server's default is " + offered});
            }
            extension.comment = comment == rows.text(row, 3) ? std::string() : comment;
        }
    },
};

}  // namespace retort::introspect::postgres
