// Foreign-data wrappers without handlers, servers, user mappings, foreign tables. A foreign table that is a partition,
// or inherits from a table, is not compared (docs/postgresql.md), and none is drawn.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// The options that are taken: "OPTIONS (a 'x', b 'y')".
std::string World::options(const std::string& key, const std::vector<Words>& values) {
    Words taken;
    for (const Words& each : values)
        if (decide.maybe(key + "." + each[0], 40))
            taken.push_back(quote(each[0]) + " " +
                            quote_literal(each[1 + decide.draw(key + "." + each[0] + " is", each.size() - 1)]));
    return taken.empty() ? "" : " OPTIONS (" + joined(taken) + ")";
}

void World::foreign_servers() {
    if (!decide.maybe("wrapper", 40)) return;
    const auto wrapper = [&](const std::string& key, const Words& names) {
        const std::string made = quote(name(key, names));
        // This validator accepts no options of foreign tables.
        const bool validated = decide.maybe(key + ".validator", 15);
        validated_ = validated_ || validated;
        say("CREATE FOREIGN DATA WRAPPER " + made +
            (validated ? " VALIDATOR postgresql_fdw_validator"
                       : options(key, {{"debug", "true", "false"}, {"A b", "x", "it's"}})));
        comment(key, "FOREIGN DATA WRAPPER " + made, 20);
        wrappers_.push_back(made);
    };
    wrapper("wrapper", {"far", "Far away"});
    if (decide.maybe("wrapper2", 35)) wrapper("wrapper2", {"near_by", "Near by"});
    for (int s = 0; s < 2; ++s) {
        const std::string key = fmt::format("server{}", s);
        if (!decide.maybe(key, 80)) continue;
        const std::string server = quote(name(key, {key, "Server " + key}));
        say("CREATE SERVER " + server + decide.one_of(key + ".type", {"", "", " TYPE 'archive'", " TYPE 'db'"}) +
            decide.one_of(key + ".version", {"", " VERSION '1'", " VERSION '2'"}) + " FOREIGN DATA WRAPPER " +
            wrappers_[decide.draw(key + ".of", 4) == 0 ? wrappers_.size() - 1 : 0] +
            options(key, {{"host", "a", "b.example"}, {"port", "1", "2"}, {"dbname", "d", "it's"}}));
        comment(key, "SERVER " + server, 20);
        servers_.push_back(server);
        for (const std::string& user : Words{"PUBLIC", "CURRENT_USER", "pg_monitor"})
            if (const std::string mapping = key + ".for " + user; decide.maybe(mapping, 20))
                say("CREATE USER MAPPING FOR " + user + " SERVER " + server + options(mapping, {{"user", "u", "v"}}));
    }
}

void World::foreign_tables() {
    if (servers_.empty()) return;
    for (int f = 0; f < 2; ++f) {
        const std::string key = fmt::format("f{}", f);
        if (!decide.maybe(key, 60)) continue;
        foreign_table(key, {f == 1 && app_ ? "app" : "", name(key, {"foreign " + key, key})});
    }
}

void World::foreign_table(const std::string& key, const ObjectName& named) {
    TableModel table;
    table.key = key;
    table.name = named;
    Words parts, after;
    for (const char c : {'a', 'b', 'c'}) {
        const std::string own = fmt::format("{}.{}", key, c);
        if (c != 'a' && !decide.maybe(own, 60)) continue;
        ColumnModel made = column(own, {std::string(1, c), fmt::format("F {}", c)});
        made.nullable = !decide.maybe("not null." + own, 20);
        std::string sql = column_sql(made, after, table);
        // OPTIONS stand between the type and the other clauses.
        const std::string head = quote(made.name) + " " + made.kind.type;
        const bool collated = made.kind.type.find(" COLLATE ") != std::string::npos;
        if (!collated && !validated_) sql.insert(head.size(), options(own, {{"column_name", "x", "it's"}}));
        parts.push_back(sql);
        table.columns.push_back(made);
    }
    parts.insert(parts.end(), after.begin(), after.end());
    say("CREATE FOREIGN TABLE " + quote(named) + " (" + joined(parts) + ") SERVER " +
        servers_[decide.draw(key + ".on", 4) == 0 ? servers_.size() - 1 : 0] +
        (!validated_ && decide.chance(key + ".options", 40)
             ? decide.one_of(key + ".options are", {" OPTIONS (t 'x')", " OPTIONS (t 'y', u 'z')"})
             : ""));
    comment(key, "FOREIGN TABLE " + quote(named), 20);
    const ColumnModel& first = table.columns[0];
    comment(first.key, "COLUMN " + quote(named) + "." + quote(first.name), 20);
    // GROUP BY needs an operator class.
    if (first.kind.sortable && first.kind.equal && decide.maybe(key + ".view", 35)) {
        say("CREATE VIEW " + quote("view of " + key) + " AS SELECT " + quote(first.name) +
            " AS first, count(*) AS n FROM " + quote(named) + " GROUP BY 1");
    }
    if (touch_ && decide.maybe(key + ".trigger", 25)) {
        say("CREATE TRIGGER touched BEFORE " + decide.one_of(key + ".event", {"INSERT", "UPDATE", "DELETE OR INSERT"}) +
            " ON " + quote(named) + " FOR EACH ROW EXECUTE FUNCTION touch()");
        comment(key + ".trigger", "TRIGGER touched ON " + quote(named), 20);
    }
    foreign_tables_.push_back(named);
}

}  // namespace retort::test::random
