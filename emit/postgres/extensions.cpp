#include "emit/postgres/extensions.hpp"

#include <fmt/format.h>

#include "emit/postgres/clauses.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateExtension& change, const Context&, Sink& sink) {
    const Extension& extension = change.extension;
    std::string sql = "CREATE EXTENSION IF NOT EXISTS " + quote(extension.name);
    if (!extension.schema.empty()) sql += " WITH SCHEMA " + quote(extension.schema);
    if (!extension.version.empty()) sql += " VERSION " + quote(extension.version);
    sink.add(std::move(sql));
    if (!extension.comment.empty()) sink.comment_on("EXTENSION " + quote(extension.name), "", extension.comment);
}

void emit(const diff::DropExtension& change, const Context&, Sink& sink) {
    sink.add("DROP EXTENSION " + quote(change.extension.name));
}

void emit(const diff::AlterExtension& change, const Context&, Sink& sink) {
    const Extension &from = change.from, &to = change.to;
    if (from.schema != to.schema && (*from.fixed_schema || *to.fixed_schema))
        throw Error(Diagnostic{.code = "RT278",
                               .message = fmt::format("extension {} cannot move from schema {} to schema {}", to.name,
                                                      schema_sql(from.schema), schema_sql(to.schema)),
                               .hint = "keep its schema, or drop and create the extension in a revision of your own"});
    if (from.schema != to.schema)
        sink.add(fmt::format("ALTER EXTENSION {} SET SCHEMA {}", quote(to.name), schema_sql(to.schema)));
    if (from.version != to.version)
        sink.add(fmt::format("ALTER EXTENSION {} UPDATE{}", quote(to.name),
                             to.version.empty() ? "" : " TO " + quote(to.version)));
    if (!to.comment.empty() || from.comment.empty())
        return sink.comment_on("EXTENSION " + quote(to.name), from.comment, to.comment);
    // Only the server knows the extension's default comment.
    sink.add(
        fmt::format("DO $$BEGIN EXECUTE format('COMMENT ON EXTENSION %I IS %L', {0}, (SELECT comment FROM "
                    "pg_available_extensions WHERE name = {0})); END$$",
                    quote_literal(to.name)));
}

}  // namespace retort::emit::postgres
