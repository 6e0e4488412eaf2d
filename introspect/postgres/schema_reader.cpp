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

}  // namespace

Schema read_schema(Connection& connection, const Filter& filter, bool temporary) {
    if (connection.version() < 140000) {
        throw Error("RT224",
                    "the server of " + connection.url().display + " is PostgreSQL " +
                        std::to_string(connection.version() / 10000) + ", older than 14",
                    "use a server of version 14 or later");
    }
    const Scope scope{connection.version(), temporary};
    const bool nested = connection.in_transaction();
    // Settings made after a savepoint end when it is rolled back.
    std::string script = nested ? "SAVEPOINT retort_introspect;" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;";
    for (const Reader* reader : readers) {
        script += reader->sql(scope);
        script += ";\n";
    }
    script += nested ? leave_savepoint : "COMMIT";

    Schema schema;
    schema.dialect = Dialect::postgresql;
    Reading reading(schema, filter, scope);
    try {
        // The server runs the next query while a result is read.
        connection.fetch(
            script, [&, next = std::begin(readers)](const Result& rows) mutable { (*next++)->read(rows, reading); });
    } catch (const StatementError& error) {
        if (connection.in_failed_transaction()) {
            try {
                connection.execute(nested ? leave_savepoint : "ROLLBACK");
            } catch (const StatementError&) {
                // The transaction had failed before; the caller ends it.
            }
        }
        throw Error("RT040", "cannot read the schema of " + connection.url().display + ": " + error.what(),
                    error.failure().detail);
    }
    reading.finish_definitions();
    sort(schema);
    return schema;
}

}  // namespace retort::introspect::postgres
