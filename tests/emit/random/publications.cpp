// Publications: of tables with column lists and row filters, of schemas, of all tables.

#include <set>

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

namespace {

/// A row filter has no user-defined type, collation or function.
const std::set<std::string> filterable{"integer", "bigint", "smallint", "numeric", "real",     "date",
                                       "boolean", "uuid",   "jsonb",    "inet",    "timestamp"};

}  // namespace

/// "t (a, b) WHERE (a IS NOT NULL)", if the table can be published.
std::string World::published_table(const std::string& key, const TableModel& table, bool with_columns) {
    // Without ONLY the children are listed too, but each table may have one row filter only.
    const bool only = table.key == "base" || table.key == "child" || decide.chance(key + ".only", 40);
    std::string sql = (only ? "ONLY " : "") + quote(table.name);
    Words columns;
    for (const ColumnModel& column : table.columns)
        if (!column.computed && decide.chance(key + "." + column.key, column.key.ends_with(".id") ? 95 : 60))
            columns.push_back(quote(column.name));
    if (with_columns && !columns.empty() && decide.maybe(key + ".columns", 35)) sql += " (" + joined(columns) + ")";
    if (server_ < 15 || !decide.maybe(key + ".filter", 30)) return sql;
    const ColumnModel& some = table.columns[decide.draw(key + ".filtered", 4) % table.columns.size()];
    if (!filterable.contains(some.kind.type)) return sql;
    const std::string column = quote(some.name);
    const bool number = some.kind.type == "integer" || some.kind.type == "bigint";
    return sql + " WHERE (" + column +
           decide.one_of(key + ".filter is", {" IS NOT NULL", " IS NULL", number ? " > 0" : " IS NOT NULL",
                                              number ? " > 0 AND " + column + " < 90" : " IS NOT NULL"}) +
           ")";
}

void World::publications() {
    for (int p = 0; p < 2; ++p) {
        const std::string key = fmt::format("publication{}", p);
        if (!decide.maybe(key, 25)) continue;
        const std::string publication = quote(name(key, {"publication " + key, fmt::format("pub_{}", p)}));
        Words of, options;
        const std::size_t what = decide.draw(key + ".of", 8);
        const bool by_root = decide.maybe(key + ".root", 35);
        if (what > 1)
            for (const TableModel& table : tables_) {
                const std::string each = key + "." + table.key;
                if (table.unlogged || (table.partitioned && !by_root) || !decide.maybe(each, 35)) continue;
                of.push_back("TABLE " + published_table(each, table, what != 2 && server_ >= 15));
            }
        if (what == 2 && server_ >= 15) {
            if (app_) of.push_back("TABLES IN SCHEMA app");
            if (odd_ && decide.maybe(key + ".odd", 50)) of.push_back("TABLES IN SCHEMA \"Odd one\"");
        }
        if (decide.maybe(key + ".publish", 35))
            options.push_back("publish = '" +
                              decide.one_of(key + ".publishes", {"insert", "insert, truncate", "insert, delete"}) +
                              "'");
        if (by_root) options.push_back("publish_via_partition_root = true");
        say("CREATE PUBLICATION " + publication +
            (what == 0    ? " FOR ALL TABLES"
             : of.empty() ? ""
                          : " FOR " + joined(of)) +
            (options.empty() ? "" : " WITH (" + joined(options) + ")"));
        comment(key, "PUBLICATION " + publication, 20);
    }
}

/// Subscriptions that never connect. The order of their publications is not compared, but pg_dump prints it.
void World::subscriptions() {
    if (server_ < 15 || !decide.maybe("subscription", 15)) return;
    const std::string subscription = quote(name("subscription", {"follower", "Follower of"}));
    say("CREATE SUBSCRIPTION " + subscription + " CONNECTION '' PUBLICATION " +
        decide.one_of("subscription.to", {"a", "\"B c\", a", "d"}) + " WITH (connect = false" +
        decide.one_of("subscription.slot", {", slot_name = NONE", ", slot_name = NONE", ", slot_name = 'other'"}) +
        decide.one_of("subscription.with", {"", ", binary = true", ", streaming = on", ", two_phase = true"}) + ")");
    comment("subscription", "SUBSCRIPTION " + subscription, 25);
}

}  // namespace retort::test::random
