#include "scratch/foreign_servers.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

#include "schema/error.hpp"
#include "sql/statement.hpp"

namespace retort::scratch {

namespace {

std::set<std::string> servers_of(const Schema& schema) {
    std::set<std::string> servers;
    const auto add = [&](const std::string& sql) {
        if (std::string server = sql::read_statement(schema.dialect, sql).server; !server.empty())
            servers.insert(std::move(server));
    };
    for (const auto& [key, definition] : schema.definitions)
        if (key.kind == ObjectKind::foreign_table) add(definition.sql);
    for (const SqlStatement& statement : schema.sql->statements)
        if (statement.kind == info(ObjectKind::foreign_table).word) add(statement.sql);
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
    if (scratch.query("SELECT FROM pg_foreign_data_wrapper WHERE fdwname = 'retort_scratch'").empty())
        script = "CREATE FOREIGN DATA WRAPPER retort_scratch;\n";
    std::string names;
    for (const std::string& server : missing) {
        script += fmt::format("CREATE SERVER {} FOREIGN DATA WRAPPER retort_scratch;\n", quote(server));
        names += (names.empty() ? "" : ", ") + server;
    }
    try {
        scratch.execute(script);
    } catch (const introspect::StatementError& error) {
        throw Error("RT213",
                    fmt::format("the scratch database lacks the server {} of a foreign table, and it cannot be "
                                "created: {}",
                                names, error.what()),
                    "remove scratch_url to use a throwaway cluster, or create the server in the scratch database");
    }
}

}  // namespace retort::scratch
