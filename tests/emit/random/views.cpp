// Views, views on views, materialised views with their indexes.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::views() {
    std::size_t slot = 0;
    for (const TableModel& table : tables_)
        if (table.key.size() < 6 && decide.maybe("view." + table.key, 35)) view(slot++, table);
    if (views_.size() > 1 && decide.maybe("view.join", 40))
        say("CREATE VIEW a_join AS SELECT count(*) AS n FROM " + quote(views_.front()) + " l CROSS JOIN " +
            quote(views_.back()) + " r");
    if (decide.maybe("view.recursive", 10))
        say("CREATE RECURSIVE VIEW counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < " +
            decide.one_of("view.recursive is", {"5", "9"}));
}

void World::view(std::size_t, const TableModel& table) {
    const std::string key = "view." + table.key;
    const ObjectName view{table.name.schema, name(key, {"view of " + table.key, "v_" + table.key})};
    const bool kept = decide.chance(key + ".kept", 25), star = decide.chance(key + ".star", 15);
    const std::string first = quote(table.columns[0].name);
    Words columns{first + " AS id"};
    for (const ColumnModel& column : table.columns)
        if (column.name != table.columns[0].name && decide.maybe(key + "." + column.key, 40))
            columns.push_back(quote(column.name) +
                              (decide.chance(key + ".as." + column.key, 20) ? " AS " + quote("as " + column.key) : ""));
    const ColumnModel& some = table.columns[decide.draw(key + ".some", 6) % table.columns.size()];
    if (!star && !some.kind.computed.empty() && decide.maybe(key + ".computed", 30)) {
        const std::string text = decide.one_of(key + ".computed is", some.kind.computed);
        columns.push_back(filled(text.substr(text.find(": ") + 2), some.name) + " AS computed");
    }
    std::string sql = fmt::format("CREATE {}VIEW {}", kept ? "MATERIALIZED " : "", quote(view));
    const std::string options =
        decide.one_of(key + ".options",
                      {"", "", "", " WITH (security_barrier)", server_ >= 15 ? " WITH (security_invoker = true)" : ""});
    if (kept) sql += access_method(key);
    if (kept && decide.chance(key + ".parameters", 20)) sql += " WITH (fillfactor = 80)";
    if (!kept) sql += options;
    sql += " AS SELECT " + (star ? "*" : joined(columns)) + " FROM " + quote(table.name);
    const bool filter = decide.maybe(key + ".where", 40);
    if (filter) sql += " WHERE " + filled(decide.one_of(key + ".where is", some.kind.checks), some.name);
    if (!kept && !star && decide.maybe(key + ".checked", 15))
        sql += decide.one_of(key + ".checked is", {" WITH LOCAL CHECK OPTION", " WITH CHECK OPTION"});
    say(sql);
    const std::string what = kept ? "MATERIALIZED VIEW " : "VIEW ";
    comment(key, what + quote(view), 20);
    if (!star) comment(key + ".id", "COLUMN " + quote(view) + ".id", 12);
    if (kept && !star && decide.maybe(key + ".index", 60)) {
        const std::string index = quote("index of view " + table.key);
        say(fmt::format("CREATE {}INDEX {} ON {} (id{})", decide.chance(key + ".unique", 30) ? "UNIQUE " : "", index,
                        quote(view), decide.one_of(key + ".index is", {"", " DESC"})));
        if (decide.maybe(key + ".clustered", 20))
            say("ALTER MATERIALIZED VIEW " + quote(view) + " CLUSTER ON " + index);
    }
    if (!kept && !star && decide.maybe(key + ".default", 10))
        say("ALTER VIEW " + quote(view) + " ALTER COLUMN id SET DEFAULT " +
            (table.columns[0].kind.type == "uuid"   ? "gen_random_uuid()"
             : table.columns[0].kind.type == "date" ? "'2020-01-01'"
                                                    : "'7'"));
    if (!kept && !star && touch_ && decide.maybe(key + ".trigger", 15)) {
        say("CREATE TRIGGER instead INSTEAD OF INSERT ON " + quote(view) + " FOR EACH ROW EXECUTE FUNCTION touch()");
        comment(key + ".trigger", "TRIGGER instead ON " + quote(view), 20);
    }
    if (!kept && decide.maybe(key + ".rule", 10))
        say("CREATE RULE nothing AS ON DELETE TO " + quote(view) + " DO INSTEAD NOTHING");
    views_.push_back(view);
    if (decide.maybe(key + ".over", 35)) {
        const std::string over = quote(ObjectName{"", name(key + ".over", {"over " + table.key, "o_" + table.key})});
        say("CREATE VIEW " + over + " AS SELECT count(*) AS n" + (star ? "" : ", max(id::text) AS top") + " FROM " +
            quote(view));
        if (decide.maybe(key + ".above", 40))
            say("CREATE VIEW " + quote("above " + table.key) + " AS SELECT o.* FROM " + over + " o WHERE n > 0");
    }
}

}  // namespace retort::test::random
