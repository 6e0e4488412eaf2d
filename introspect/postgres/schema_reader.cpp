#include "introspect/postgres/schema_reader.hpp"

#include <iterator>

#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

constexpr const char* leave_savepoint = "ROLLBACK TO SAVEPOINT retort_introspect; RELEASE SAVEPOINT retort_introspect";

constexpr const Reader* readers[] = {
#define READER(reader) &reader,
#define UNSUPPORTED(word, rows)
#include "introspect/postgres/catalogs.def"
#undef READER
#undef UNSUPPORTED
};

/// The name of a reader's prepared statement.
std::string prepared_name(std::size_t reader, bool temporary) {
    return (temporary ? "retort_read_temporary_" : "retort_read_") + std::to_string(reader);
}

/// The statements that `make(index, reader)` returns for each reader.
template <class Make>
std::string for_each_reader(Make make) {
    std::string script;
    for (std::size_t i = 0; i < std::size(readers); ++i) script += make(i, *readers[i]) + ";\n";
    return script;
}

/// Throws StatementError when a query fails, after the transaction or savepoint is left.
Schema read(Connection& connection, const Filter& filter, const Scope& scope, PreparedQueries* prepared) {
    const bool nested = connection.in_transaction();
    // Settings made after a savepoint end when it is rolled back.
    std::string script = nested ? "SAVEPOINT retort_introspect;" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;";
    script += for_each_reader([&](std::size_t i, const Reader& reader) {
        return prepared == nullptr ? reader.sql(scope) : "EXECUTE " + prepared_name(i, scope.temporary);
    });
    script += nested ? leave_savepoint : "COMMIT";

    Schema schema;
    schema.dialect = Dialect::postgresql;
    Reading reading(schema, filter, scope);
    try {
        if (bool* known = prepared == nullptr ? nullptr
                          : scope.temporary   ? &prepared->temporary
                                              : &prepared->permanent;
            known != nullptr && !*known) {
            connection.execute(for_each_reader([&](std::size_t i, const Reader& reader) {
                return "PREPARE " + prepared_name(i, scope.temporary) + " AS " + reader.sql(scope);
            }));
            *known = true;
        }
        // The server runs the next query while a result is read.
        connection.fetch(
            script, [&, next = std::begin(readers)](const Result& rows) mutable { (*next++)->read(rows, reading); });
    } catch (const StatementError&) {
        if (connection.in_failed_transaction()) {
            try {
                connection.execute(nested ? leave_savepoint : "ROLLBACK");
            } catch (const StatementError&) {
                // The transaction had failed before; the caller ends it.
            }
        }
        throw;
    }
    reading.finish_definitions();
    sort(schema);
    return schema;
}

}  // namespace

Schema read_schema(Connection& connection, const Filter& filter, bool temporary, PreparedQueries* prepared) {
    if (connection.version() < 140000) {
        throw Error("RT224",
                    "the server of " + connection.url().display + " is PostgreSQL " +
                        std::to_string(connection.version() / 10000) + ", older than 14",
                    "use a server of version 14 or later");
    }
    // A scratch database has one schema; its prepared queries have no parameters.
    const bool only_default = prepared == nullptr && !temporary &&
                              filter.schemas.include == std::vector<std::string>{"default"} &&
                              filter.schemas.exclude.empty();
    const Scope scope{connection.version(), temporary, prepared != nullptr, only_default};
    const auto failed = [&](const StatementError& error) {
        return Error("RT040", "cannot read the schema of " + connection.url().display + ": " + error.what(),
                     error.failure().detail);
    };
    try {
        return read(connection, filter, scope, prepared);
    } catch (const StatementError& error) {
        // invalid_sql_statement_name: DISCARD ALL or DEALLOCATE ALL, perhaps in a migration, dropped all of them.
        if (prepared == nullptr || error.failure().sqlstate != "26000") throw failed(error);
    }
    *prepared = {};
    try {
        return read(connection, filter, scope, prepared);
    } catch (const StatementError& error) {
        throw failed(error);
    }
}

}  // namespace retort::introspect::postgres
