#include <fmt/format.h>

#include <set>

#include "migrate/heads.hpp"
#include "migrate/version_store.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

/// A block of PL/pgSQL, which every server has unless somebody has dropped the language.
std::string block(std::string_view declarations, std::string_view body) {
    return fmt::format("DO $retort$\n{}BEGIN\n{}END\n$retort$;\n", declarations, body);
}

}  // namespace

std::string VersionStore::version_table_sql() const {
    return fmt::format("TABLE {} (version_num varchar(32) NOT NULL PRIMARY KEY)", quote(version_));
}

std::string VersionStore::create_sql() const {
    std::vector<std::pair<ObjectName, std::string>> tables{{version_, version_table_sql()}};
    if (keeps_history()) tables.emplace_back(history_.name(), history_.table_sql());
    std::string sql;
    if (!info(dialect_).server) {
        for (const auto& [name, table] : tables)
            sql += "CREATE TABLE IF NOT EXISTS " + table.substr(std::string_view("TABLE ").size()) + ";\n";
        return sql;
    }
    // IF NOT EXISTS requires the privilege to create even if the object exists (PostgreSQL, CREATE SCHEMA, CREATE
    // TABLE).
    std::set<std::string> schemas;
    for (const auto& [name, table] : tables) {
        if (!name.schema.empty() && schemas.insert(name.schema).second)
            sql += fmt::format(
                "    IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = {}) THEN\n"
                "        CREATE SCHEMA {};\n    END IF;\n",
                quote_literal(name.schema), quote(name.schema));
        sql += fmt::format("    IF to_regclass({}) IS NULL THEN\n        CREATE {};\n    END IF;\n",
                           quote_literal(quote(name)), table);
    }
    return block({}, sql);
}

std::string VersionStore::guard_sql(const Heads& at) const {
    if (!info(dialect_).server)
        return fmt::format(
            "CREATE TEMP TABLE retort_at (version CONSTRAINT {} CHECK (version = {}));\n"
            "INSERT OR ROLLBACK INTO retort_at\n"
            "SELECT coalesce(group_concat(version_num, ', '), 'base')\n"
            "FROM (SELECT version_num FROM {} ORDER BY version_num);\n"
            "DROP TABLE temp.retort_at;\n",
            quote("this script runs at revision " + listed(at)), quote_literal(listed(at)), quote(version_));
    std::string body;
    if (keeps_history())
        body += fmt::format(
            "    IF to_regclass({}) IS NULL THEN\n"
            "        RAISE EXCEPTION 'the history table % does not exist', {}\n"
            "            USING HINT = 'retort ensure-version creates it';\n    END IF;\n",
            quote_literal(quote(history_.name())), quote_literal(display(history_.name())));
    body += fmt::format(
        "    LOCK TABLE {0} IN SHARE ROW EXCLUSIVE MODE;\n"
        "    SELECT coalesce(string_agg(version_num, ', ' ORDER BY version_num COLLATE \"C\"), 'base')\n"
        "        INTO found FROM {0};\n"
        "    IF found <> {1} THEN\n"
        "        RAISE EXCEPTION 'this script runs at revision %, but the database is at %', {1}, found\n"
        "            USING HINT = 'retort current shows the revision; write the script for it with --sql';\n"
        "    END IF;\n",
        quote(version_), quote_literal(listed(at)));
    return block("DECLARE\n    found text;\n", body);
}

std::string VersionStore::move_sql(const Heads& from, const Heads& to) const {
    Heads dropped = without(from, to);
    Heads added = without(to, from);
    std::string sql;
    while (!dropped.empty() && !added.empty()) {
        sql += fmt::format("UPDATE {} SET version_num = {} WHERE version_num = {};\n", quote(version_),
                           quote_literal(added.back()), quote_literal(dropped.back()));
        dropped.pop_back();
        added.pop_back();
    }
    for (const std::string& id : dropped)
        sql += fmt::format("DELETE FROM {} WHERE version_num = {};\n", quote(version_), quote_literal(id));
    return sql + insert_sql(added);
}

std::string VersionStore::replace_sql(const Heads& to) const {
    return fmt::format("DELETE FROM {};\n", quote(version_)) + insert_sql(to);
}

std::string VersionStore::insert_sql(const Heads& added) const {
    std::string sql;
    for (const std::string& id : added)
        sql += fmt::format("INSERT INTO {} (version_num) VALUES ({});\n", quote(version_), quote_literal(id));
    return sql;
}

std::string VersionStore::record_sql(const HistoryEntry& entry) const { return history_.record_sql(entry); }

}  // namespace retort::migrate
