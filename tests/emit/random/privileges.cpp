// Privileges of predefined roles on objects of every kind, and default privileges.

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

namespace {

const Words roles{"pg_monitor", "pg_read_all_data", "PUBLIC"};

}  // namespace

/// Some GRANTs and REVOKEs: `object` as GRANT names it, and the privileges that may be granted and revoked. PUBLIC has
/// no grant option.
void World::grants(const std::string& key, const std::string& object, const Words& privileges, bool of_public) {
    if (decide.maybe("grant." + key, 22)) {
        const std::string& role = decide.one_of("grant to." + key, roles);
        say("GRANT " + decide.one_of("granted." + key, privileges) + " ON " + object + " TO " + role +
            (role != "PUBLIC" && decide.chance("grant option." + key, 25) ? " WITH GRANT OPTION" : ""));
    }
    if (decide.maybe("second grant." + key, 8))
        say("GRANT " + decide.one_of("second granted." + key, privileges) + " ON " + object + " TO pg_monitor");
    if (of_public && decide.maybe("revoke." + key, 20)) say("REVOKE ALL ON " + object + " FROM PUBLIC");
    if (decide.maybe("revoke own." + key, 4))
        say("REVOKE " + decide.one_of("revoked own." + key, privileges) + " ON " + object + " FROM CURRENT_USER");
}

void World::default_privileges(const std::string& key) {
    static const Words grants{"GRANT SELECT ON TABLES TO pg_monitor",
                              "GRANT SELECT, INSERT ON TABLES TO pg_read_all_data",
                              "GRANT USAGE ON SEQUENCES TO pg_monitor",
                              "REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
                              "GRANT EXECUTE ON FUNCTIONS TO pg_monitor",
                              "REVOKE USAGE ON TYPES FROM PUBLIC",
                              "GRANT USAGE ON TYPES TO pg_monitor WITH GRANT OPTION",
                              "GRANT USAGE ON SCHEMAS TO pg_monitor"};
    for (std::size_t at = 0; at < grants.size(); ++at) {
        const std::string each = key + "." + std::to_string(at);
        if (!decide.maybe(each, 8)) continue;
        const bool in_schema = grants[at].starts_with("GRANT") && !grants[at].ends_with("SCHEMAS TO pg_monitor");
        const std::string where = decide.one_of(each + ".in", {"", "IN SCHEMA public ", app_ ? "IN SCHEMA app " : ""});
        say("ALTER DEFAULT PRIVILEGES " + (in_schema ? where : "") + grants[at]);
    }
}

void World::privileges() {
    const Words of_tables{"SELECT", "INSERT, UPDATE", "ALL", "SELECT, REFERENCES", "TRIGGER"};
    for (const TableModel& table : tables_) {
        grants(table.key, quote(table.name), of_tables, false);
        for (const ColumnModel& column : table.columns) {
            const std::string key = table.key + "@" + column.key;
            if (!decide.maybe("grant." + key, 5)) continue;
            say("GRANT " + decide.one_of("granted." + key, {"SELECT", "UPDATE", "SELECT", "REFERENCES"}) + " (" +
                quote(column.name) + ") ON " + quote(table.name) + " TO " + decide.one_of("grant to." + key, roles));
        }
    }
    for (const ObjectName& view : views_) grants(view.name, quote(view), of_tables, false);
    for (const ObjectName& table : foreign_tables_) grants(table.name, quote(table), of_tables, false);
    if (!counter_.empty()) grants("counter", "SEQUENCE " + counter_, {"USAGE", "SELECT", "ALL"}, false);
    for (const std::string& each : grantable_functions_) grants(each, "FUNCTION " + each, {"EXECUTE"}, true);
    for (const std::string& each : grantable_types_) grants(each, "TYPE " + each, {"USAGE"}, true);
    if (app_) grants("schema.app", "SCHEMA app", {"USAGE", "ALL", "CREATE"}, false);
    grants("schema.public", "SCHEMA public", {"USAGE", "ALL", "CREATE"}, true);
    if (!language_.empty() && decide.draw("language.trusted", 2) == 1)
        grants("language", "LANGUAGE " + language_, {"USAGE"}, true);
    for (const std::string& each : wrappers_) grants(each, "FOREIGN DATA WRAPPER " + each, {"USAGE"}, false);
    for (const std::string& each : servers_) grants(each, "FOREIGN SERVER " + each, {"USAGE"}, false);
}

}  // namespace retort::test::random
