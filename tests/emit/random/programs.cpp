// Functions, procedures, aggregates, triggers, rules, policies.

#include <fmt/format.h>

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// Functions that tables depend on.
void World::functions() {
    touch_ = decide.maybe("touch", 75);
    if (touch_) {
        say("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN " +
            decide.one_of("touch is", {"NEW", "NULL", "OLD"}) + "; END $$");
        comment("touch", "FUNCTION touch()");
    }
    if (decide.maybe("twice", 55)) {
        twice_ = quote(name("twice", {"twice", "Twice of"}));
        say(fmt::format(
            "CREATE FUNCTION {}(integer) RETURNS {} LANGUAGE {}", twice_,
            decide.one_of("twice returns", {"integer", "integer", "bigint"}),
            decide.one_of("twice is",
                          {"sql IMMUTABLE AS 'SELECT $1 * 2'", "sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT 2 * $1'",
                           "plpgsql IMMUTABLE COST 7 AS 'BEGIN RETURN $1 + $1; END'", "sql IMMUTABLE RETURN $1 * 2"})));
        comment("twice", "FUNCTION " + twice_ + "(integer)");
        if (decide.maybe("twice overloaded", 30))
            say("CREATE FUNCTION " + twice_ +
                "(x text, y text DEFAULT 'z') RETURNS text LANGUAGE sql AS 'SELECT $1 || $2'");
    }
    if (const EnumModel* e = enumeration("enum0"); e && decide.maybe("told", 40)) {
        const std::string returns = decide.one_of("told returns", {"text", "text", "boolean"});
        say("CREATE FUNCTION told(" + quote(e->name) + ") RETURNS " + returns +
            " LANGUAGE sql IMMUTABLE AS 'SELECT NULL::" + decide.one_of("told is", {"", "text::"}) + returns + "'");
    }
    if (decide.maybe("procedure", 30)) {
        say("CREATE PROCEDURE \"put right\"(a integer" + decide.one_of("procedure is", {"", " DEFAULT 1", ", b text"}) +
            ") LANGUAGE plpgsql AS $$ BEGIN NULL; END $$");
    }
    if (decide.maybe("aggregate", 25)) {
        say(std::string("CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer") +
            decide.one_of("aggregate is", {"", ", INITCOND = '0'", ", COMBINEFUNC = int4pl, PARALLEL = SAFE"}) + ")");
        comment("aggregate", "AGGREGATE total(integer)", 20);
    }
}

/// Functions that depend on tables.
void World::functions_over_tables() {
    for (const char* of : {"t0", "t1", "base"}) {
        const TableModel* on = table(of);
        if (!on) continue;
        const std::string key = std::string("rows of ") + of;
        if (!decide.maybe(key, 15)) continue;
        if (decide.chance(key + " atomic", 50))
            say("CREATE FUNCTION " + quote(key) + "() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(" +
                quote(on->columns.back().name) + ") FROM " + quote(on->name) + "; END");
        else
            say("CREATE FUNCTION " + quote(key) + "() RETURNS SETOF " + quote(on->name) +
                " LANGUAGE sql AS $$ SELECT * FROM " + quote(on->name) + " $$");
    }
}

void World::programs() {
    for (const TableModel& table : tables_) {
        if (touch_) triggers(table);
        rules(table);
        policies(table);
    }
}

void World::triggers(const TableModel& table) {
    for (int i = 0; i < 2; ++i) {
        const std::string key = fmt::format("{}.tr{}", table.key, i);
        const std::size_t at = decide.draw("on." + key, 6);
        if (!decide.maybe(key, table.partition ? 6 : 18) || at >= table.columns.size()) continue;
        const ColumnModel& column = table.columns[at];
        const std::string trigger = quote(name(key, {"trigger " + key, "tr_" + key})),
                          on = " ON " + quote(table.name) + " ";
        const std::string event =
            decide.one_of("event." + key, {"INSERT", "UPDATE OF " + quote(column.name), "UPDATE", "INSERT OR DELETE"});
        if (decide.chance("constraint." + key, 15)) {
            say("CREATE CONSTRAINT TRIGGER " + trigger + " AFTER " + event + on +
                decide.one_of("later." + key, {"", "DEFERRABLE ", "DEFERRABLE INITIALLY DEFERRED "}) +
                "FOR EACH ROW EXECUTE FUNCTION touch()");
        } else if (decide.chance("statement." + key, 25)) {
            const bool transition = event.starts_with("UPDATE") && event.size() == 6 && !table.partition &&
                                    decide.chance("transition." + key, 50);
            say("CREATE TRIGGER " + trigger + " AFTER " + event + on +
                (transition ? "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows " : "") +
                "FOR EACH STATEMENT EXECUTE FUNCTION touch()");
        } else {
            const bool when = event.starts_with("UPDATE") && !column.computed && decide.chance("when." + key, 40);
            say("CREATE TRIGGER " + trigger + " BEFORE " + event + on + "FOR EACH ROW " +
                (when ? "WHEN (NEW." + quote(column.name) + " IS NULL) " : "") + "EXECUTE FUNCTION touch('" +
                decide.one_of("argument." + key, {"x", "y"}) + "')");
        }
        comment(key, "TRIGGER " + trigger + on, 15);
        if (!table.partitioned && !table.partition && decide.maybe("enabled." + key, 25))
            say("ALTER TABLE " + quote(table.name) + " " +
                decide.one_of("enabled is." + key,
                              {"DISABLE TRIGGER ", "ENABLE REPLICA TRIGGER ", "ENABLE ALWAYS TRIGGER "}) +
                trigger);
    }
}

void World::rules(const TableModel& table) {
    const std::string key = table.key + ".rule";
    if (!decide.maybe(key, 8)) return;
    const std::string rule = quote(name(key, {"rule " + table.key, "r_" + table.key}));
    say("CREATE RULE " + rule + " AS ON " + decide.one_of("on." + key, {"DELETE", "UPDATE"}) + " TO " +
        quote(table.name) +
        decide.one_of("does." + key,
                      {" DO INSTEAD NOTHING", " DO ALSO NOTIFY changed",
                       " WHERE old." + quote(table.columns.back().name) + " IS NULL DO INSTEAD NOTHING"}));
    comment(key, "RULE " + rule + " ON " + quote(table.name), 20);
    if (!table.partition && decide.maybe("enabled." + key, 25))
        say("ALTER TABLE " + quote(table.name) +
            decide.one_of("enabled is." + key, {" DISABLE RULE ", " ENABLE ALWAYS RULE "}) + rule);
}

void World::policies(const TableModel& table) {
    const std::string alter = "ALTER TABLE " + quote(table.name) + " ";
    if (decide.maybe("security." + table.key, 12)) say(alter + "ENABLE ROW LEVEL SECURITY");
    if (decide.maybe("forced." + table.key, 6)) say(alter + "FORCE ROW LEVEL SECURITY");
    for (int i = 0; i < 2; ++i) {
        const std::string key = fmt::format("{}.policy{}", table.key, i);
        const std::size_t at = decide.draw("on." + key, 6);
        if (!decide.maybe(key, 7) || at >= table.columns.size()) continue;
        const ColumnModel& column = table.columns[at];
        const std::string policy = quote(name(key, {"policy " + key, "p_" + key})),
                          test = "(" + filled(decide.one_of("test." + key, column.kind.checks), column.name) + ")";
        const std::string command = decide.one_of("command." + key, {"", " FOR SELECT", " FOR INSERT", " FOR UPDATE"});
        std::string sql = "CREATE POLICY " + policy + " ON " + quote(table.name) +
                          (decide.chance("restrictive." + key, 20) ? " AS RESTRICTIVE" : "") + command +
                          decide.one_of("to." + key, {"", "", " TO CURRENT_USER"});
        if (command != " FOR INSERT") sql += " USING " + test;
        if (command == " FOR INSERT" || (command != " FOR SELECT" && decide.chance("with check." + key, 40)))
            sql += " WITH CHECK " + test;
        say(sql);
        comment(key, "POLICY " + policy + " ON " + quote(table.name), 20);
    }
}

}  // namespace retort::test::random
