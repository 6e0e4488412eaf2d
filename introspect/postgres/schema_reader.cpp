#include "introspect/postgres/schema_reader.hpp"

#include <iterator>

#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

constexpr const char* leave_savepoint = "ROLLBACK TO SAVEPOINT retort_introspect; RELEASE SAVEPOINT retort_introspect";

/// In this order: a reader uses the results of those before it.
constexpr const Reader* readers[] = {
    &read_session,
    &read_extension_members,
    &read_comments,
    &read_dependencies,
    &read_schemas,
    &read_extensions,
    &read_types,
    &read_enum_labels,
    &read_uses,
    &read_conversions,
    &read_relations,
    &read_inheritance,
    &read_expressions,
    &read_columns,
    &read_sequences,
    &read_constraints,
    &read_views,
    &read_view_rules,
    &read_functions,
    &read_aggregates,
    &read_collations,
    &read_domains,
    &read_domain_constraints,
    &read_composites,
    &read_ranges,
    &read_triggers,
    &read_rules,
    &read_policies,
    &read_statistics,
    &read_casts,
    &read_event_triggers,
    &read_references,
    &read_operator_classes,
    &read_index_collations,
    &read_index_keys,
    &read_indexes,
    &read_privileges,
    &read_owners,
    &read_unsupported,
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
    sort(schema);
    return schema;
}

}  // namespace retort::introspect::postgres
