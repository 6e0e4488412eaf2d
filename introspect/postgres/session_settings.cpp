#include "introspect/postgres/session_settings.hpp"

#include "schema/name.hpp"

namespace retort::introspect::postgres {

SessionSettings::Values SessionSettings::read(Connection& connection) {
    Values values;
    // pg_settings lists neither of the two users. The parameters of a transaction end with it.
    for (const Row& row : connection.query("SELECT name, setting, source = 'session' FROM pg_settings\n"
                                           "WHERE context IN ('user', 'superuser') AND setting IS NOT NULL\n"
                                           "  AND name !~ '^transaction_'\n"
                                           "UNION ALL\n"
                                           "SELECT name, current_setting(name), true\n"
                                           "FROM (VALUES ('session_authorization'), ('role')) AS v (name)"))
        values[row[0].value_or("")] = {row[1].value_or(""), row[2] == "t"};
    return values;
}

void SessionSettings::restore(Connection& connection) const {
    const auto set = [&](const std::string& name) {
        connection.query("SELECT set_config($1, $2, false)", {name, before_.at(name).text});
    };
    // The users first: they decide what else can be set. SET SESSION AUTHORIZATION ends a SET ROLE.
    const Values users = read(connection);
    const bool other_user = users.at("session_authorization").text != before_.at("session_authorization").text;
    if (other_user) set("session_authorization");
    if (other_user || users.at("role").text != before_.at("role").text) set("role");
    for (const auto& [name, now] : read(connection)) {
        const auto found = before_.find(name);
        if (found == before_.end()) continue;  // of a module that has been loaded since
        if (found->second.set && now.text != found->second.text) set(name);
        if (!found->second.set && now.set) connection.execute("RESET " + quote(name));
    }
}

void SessionSettings::restore_for_transaction(Connection& connection) const {
    for (const char* name : {"session_authorization", "role", "search_path"})
        connection.query("SELECT set_config($1, $2, true)", {name, before_.at(name).text});
}

}  // namespace retort::introspect::postgres
