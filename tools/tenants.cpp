#include "tools/tenants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "schema/name.hpp"
#include "sql/search_path.hpp"
#include "tools/glob.hpp"

namespace retort::tools {

Error no_each_schema(const std::string& why, std::string hint) {
    return Error("RT355", "--each-schema: " + why, std::move(hint));
}

void require_each_schema(introspect::Database& database, const migrate::VersionStore& store) {
    if (!info(database.dialect()).schemas)
        throw no_each_schema(fmt::format("{} is SQLite, which has no schemas", database.describe()),
                             "list the files with --databases");
    if (database.pooled())
        throw no_each_schema(fmt::format("{} is reached through a pooler, where search_path can't be that of a session",
                                         database.describe()),
                             "connect to the server itself: give the URL of its own port with --database");
    const auto reject_schema = [](std::string_view setting, const ObjectName& table) {
        if (!table.schema.empty())
            throw no_each_schema(fmt::format("[database] {} = \"{}\" names a schema", setting, display(table)),
                                 "each schema has a table of its own: leave the schema out");
    };
    reject_schema("version_table", store.version_table());
    reject_schema("history_table", store.history_table());
}

std::vector<std::string> matching_schemas(introspect::Database& database, const std::vector<std::string>& patterns) {
    std::vector<std::string> schemas;
    for (const auto& row : database.query("SELECT nspname FROM pg_namespace\n"
                                          "WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"))
        schemas.push_back(row.at(0).value_or(""));
    std::vector<std::string> found;
    for (const std::string& pattern : patterns) {
        const std::size_t before = found.size();
        std::copy_if(schemas.begin(), schemas.end(), std::back_inserter(found),
                     [&](const std::string& name) { return matches(pattern, name); });
        if (found.size() > before) continue;
        const std::string_view meant = did_you_mean(pattern, schemas);
        throw Error("RT359", fmt::format("no schema of {} matches '{}'", database.describe(), pattern),
                    !meant.empty() ? fmt::format("did you mean '{}'?", meant)
                    : schemas.size() > 20
                        ? fmt::format("the database has {} schemas; quote the pattern for the shell", schemas.size())
                        : fmt::format("schemas: {}", fmt::join(schemas, ", ")));
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::unique_ptr<introspect::Database> open_schema(const sql::Url& url, const std::string& schema,
                                                  introspect::Access access, const introspect::OpenOptions& options) {
    const char* environment = std::getenv("PGOPTIONS");
    auto database =
        introspect::open(sql::in_schema(url, schema, environment == nullptr ? "" : environment), access, options);
    // Also if a pooler has ignored search_path: nothing may be read or written elsewhere.
    if (const std::string current = database->default_schema(); current != schema)
        throw Error("RT356",
                    fmt::format("the session can't work in schema {} of {}: {}", schema, url.display,
                                current.empty() ? "it does not exist, or the role may not use it"
                                                : "its default schema is " + current),
                    fmt::format("create the schema, or GRANT USAGE ON SCHEMA {}; a pooler must not ignore search_path",
                                quote(schema)));
    return database;
}

void require_versioned(introspect::Database& database, const migrate::VersionStore& store, const std::string& schema) {
    // A schema that has its version table costs one look at an index, however many relations the database has. For
    // another one, count(*) keeps the planner from joining all of pg_depend.
    const auto rows = database.query(
        "SELECT to_regclass(quote_ident($1) || '.' || quote_ident($2)) IS NULL AND EXISTS (\n"
        "    SELECT FROM pg_class c\n"
        "    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)\n"
        "      AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')\n"
        "      AND (SELECT count(*) FROM pg_depend d\n"
        "           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') = 0)",
        {schema, store.version_table().name});
    if (rows.at(0).at(0) == "f") return;
    const std::string other = store.other_version(database);
    throw Error(
        "RT357", fmt::format("schema {} has tables, but no version table {}", schema, display(store.version_table())),
        other.empty()
            ? fmt::format("record the revision that it has: retort stamp REV --each-schema '{}'; or let the pattern "
                          "leave it out",
                          schema)
            : fmt::format("it has the table {} with revision {}: to go on from it, set version_table = \"{}\" under "
                          "[database]",
                          display(store.alembic()), other, display(store.alembic())));
}

}  // namespace retort::tools
