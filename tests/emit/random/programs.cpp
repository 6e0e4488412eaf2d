// Functions, procedures, aggregates, triggers, rules.

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
        grantable_functions_.push_back("touch()");
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
        grantable_functions_.push_back(twice_ + "(integer)");
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
        grantable_functions_.push_back("total(integer)");
    }
}

/// An aggregate whose state function belongs to the schema, and a view that calls it.
void World::aggregate_of_function() {
    if (!decide.maybe("sum of", 25)) return;
    const std::string type = decide.one_of("sum of type", {"integer", "integer", "bigint"});
    const std::string function = quote(name("sum of.function", {"plus", "Plus"}));
    const std::string aggregate = quote(name("sum of", {"sum_of", "Sum of"}));
    say("CREATE FUNCTION " + function + "(" + type + ", " + type + ") RETURNS " + type + " LANGUAGE sql IMMUTABLE " +
        decide.one_of("sum of is", {"RETURN $1 + $2", "STRICT AS 'SELECT $2 + $1'", "AS 'SELECT $1 + $2'"}));
    say("CREATE AGGREGATE " + aggregate + "(" + type + ") (SFUNC = " + function + ", STYPE = " + type +
        decide.one_of("sum of starts", {", INITCOND = '0'", "", ", INITCOND = '0', PARALLEL = RESTRICTED"}) + ")");
    comment("sum of", "AGGREGATE " + aggregate + "(" + type + ")", 20);
    if (decide.maybe("sum of.view", 50))
        say("CREATE VIEW sums AS SELECT " + aggregate + "(n) AS n FROM generate_series(1, 3) AS n");
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

}  // namespace retort::test::random
