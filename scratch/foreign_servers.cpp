#include "scratch/foreign_servers.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

#include "introspect/stand_in.hpp"
#include "schema/error.hpp"
#include "sql/statement.hpp"

namespace retort::scratch {

namespace {

using introspect::stand_in_wrapper;

std::set<std::string> servers_of(const Schema& schema) {
    std::set<std::string> servers;
    const auto add = [&](const std::string& sql) {
        if (std::string server = sql::read_statement(schema.dialect, sql).server; !server.empty())
            servers.insert(std::move(server));
    };
    for (const auto& [key, definition] : schema.definitions)
        if (key.kind == ObjectKind::foreign_table || key.kind == ObjectKind::user_mapping) add(definition.sql);
    for (const SqlStatement& statement : schema.sql->statements)
        if (statement.kind == info(ObjectKind::foreign_table).word ||
            statement.kind == info(ObjectKind::user_mapping).word)
            add(statement.sql);
    for (const auto& [key, definition] : schema.definitions)
        if (key.kind == ObjectKind::foreign_server) servers.erase(key.name.name);
    for (const SqlStatement& statement : schema.sql->statements)
        if (statement.kind == info(ObjectKind::foreign_server).word) servers.erase(statement.name.name);
    return servers;
}

}  // namespace

void create_foreign_servers(introspect::Database& scratch, const Schema& schema) {
    std::set<std::string> missing = servers_of(schema);
    if (missing.empty()) return;
    for (const introspect::Row& row : scratch.query("SELECT srvname FROM pg_foreign_server"))
        missing.erase(row.at(0).value_or(""));
    if (missing.empty()) return;
    std::string script;
    if (scratch
            .query(
                fmt::format("SELECT FROM pg_foreign_data_wrapper WHERE fdwname = {}", quote_literal(stand_in_wrapper)))
            .empty())
        script = fmt::format("CREATE FOREIGN DATA WRAPPER {};\n", stand_in_wrapper);
    std::string names;
    for (const std::string& server : missing) {
        script += fmt::format("CREATE SERVER {} FOREIGN DATA WRAPPER {};\n", quote(server), stand_in_wrapper);
        names += (names.empty() ? "" : ", ") + server;
    }
    try {
        scratch.execute(script);
    } catch (const introspect::StatementError& error) {
        throw Error("RT213",
                    missing.size() == 1
                        ? fmt::format("the scratch database lacks the server {} of a foreign table, and it cannot be "
                                      "created: {}",
                                      names, error.what())
                        : fmt::format("the scratch database lacks the servers {} of foreign tables, and they cannot "
                                      "be created: {}",
                                      names, error.what()),
                    "use a throwaway cluster (no scratch_url, and PostgreSQL's server programs installed), or set "
                    "scratch_url to a database that has the server");
    }
}

}  // namespace retort::scratch
