#include "migrate/foreign/version_table.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "migrate/revision_name.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

/// The schema of each as it is configured: empty for the first one of search_path.
std::vector<ObjectName> tables_of(introspect::Database& database) {
    const char* const query =
        info(database.dialect()).server
            ? "SELECT CASE WHEN nspname = current_schema() THEN '' ELSE nspname END, relname\n"
              "  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace\n"
              " WHERE relkind = 'r' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')\n"
              "   AND (SELECT array_agg(attname::text) FROM pg_attribute\n"
              "         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) = ARRAY['version_num']\n"
              " ORDER BY 1, 2"
            : "SELECT '', name FROM sqlite_master m\n"
              " WHERE type = 'table' AND (SELECT group_concat(name) FROM pragma_table_info(m.name)) = 'version_num'\n"
              " ORDER BY 2";
    std::vector<ObjectName> tables;
    for (const introspect::Row& row : database.query(query))
        tables.push_back({row.at(0).value_or(""), row.at(1).value_or("")});
    return tables;
}

}  // namespace

Error several_sources(std::string message, std::string hint) {
    return Error("RT480", std::move(message), std::move(hint));
}

std::optional<VersionTable> find_version_table(introspect::Database& database, std::string_view configured) {
    std::vector<VersionTable> found;
    for (const ObjectName& table : tables_of(database)) {
        const auto rows = database.query("SELECT version_num FROM " + quote(table) + " ORDER BY 1");
        if (rows.empty()) continue;
        const std::string name = table.schema.empty() ? table.name : table.schema + "." + table.name;
        VersionTable version{name, rows.front().at(0).value_or("")};
        if (name == configured) found.clear();
        const bool one = rows.size() == 1 && is_revision_id(version.revision);
        if (!one && (found.empty() || name == configured))
            throw Error(
                "RT489",
                fmt::format("the table {} of {} has {}", name, database.describe(),
                            rows.size() == 1 ? fmt::format("'{}', which is no id of a revision", version.revision)
                                             : fmt::format("{} revisions", rows.size())),
                "a baseline goes on from one revision: merge the branches with Alembic first ('alembic merge "
                "heads', 'alembic upgrade head')");
        found.push_back(std::move(version));
        if (name == configured) return found.front();
    }
    if (found.empty()) return std::nullopt;
    if (found.size() > 1)
        throw several_sources(
            fmt::format("{} has several version tables: {} and {}", database.describe(), found[0].name, found[1].name),
            "set version_table under [database] to the one of this project");
    return found.front();
}

}  // namespace retort::migrate
