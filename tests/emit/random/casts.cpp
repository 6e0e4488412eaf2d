// Casts, kinds of column whose expressions use them, and encoding conversions.

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// A cast from an enum to numbers.
void World::cast_of_enum() {
    const EnumModel* e = enumeration("enum0");
    if (!e || !decide.maybe("cast.enum", 30)) return;
    const std::string type = quote(e->name), function = quote(name("cast.enum", {"rank_of", "Rank of"}));
    say("CREATE FUNCTION " + function + "(" + type + ") RETURNS integer LANGUAGE " +
        decide.one_of("cast.enum is",
                      {"sql IMMUTABLE RETURN CASE WHEN $1 IS NULL THEN 0 ELSE 1 END",
                       "sql IMMUTABLE AS 'SELECT CASE WHEN $1 IS NULL THEN 0 ELSE 1 END'",
                       "plpgsql IMMUTABLE AS 'BEGIN RETURN CASE WHEN $1 IS NULL THEN 0 ELSE 1 END; END'"}));
    say("CREATE CAST (" + type + " AS integer) WITH FUNCTION " + function + "(" + type + ")" +
        decide.one_of("cast.enum as", {"", " AS ASSIGNMENT"}));
    comment("cast.enum", "CAST (" + type + " AS integer)", 25);
    Kind kind = user_kinds_[0][0];
    kind.checks = {"$c::integer < 100"};
    kind.computed = {"integer: $c::integer", "bigint: $c::integer"};
    kind.indexes = {"(($c::integer))"};
    user_kinds_[0].push_back(kind);
}

void World::casts() {
    cast_of_enum();
    if (decide.maybe("cast.composite", 30) && !user_kinds_[2].empty()) {
        const std::string type = user_kinds_[2][0].type;
        const std::string function = quote(name("cast.composite", {"as_text", "As text"}));
        // Another text than that of the output function, but one that the input function reads. A constant would be
        // converted to another type when the statement is planned, and fail without rows.
        const std::string text = quote_literal("(" + std::string(composite_attributes_ - 1, ',') + ")");
        say("CREATE FUNCTION " + function + "(" + type + ") RETURNS text LANGUAGE " +
            decide.one_of("cast.composite is", {"sql IMMUTABLE AS $$ SELECT ", "sql STABLE AS $$ SELECT ",
                                                "sql STABLE COST 9 AS $$ SELECT "}) +
            "CASE WHEN $1 IS NULL THEN " + text + " ELSE " + text + " END $$");
        say("CREATE CAST (" + type + " AS text) WITH FUNCTION " + function + "(" + type + ")" +
            decide.one_of("cast.composite as", {"", " AS ASSIGNMENT"}));
        comment("cast.composite", "CAST (" + type + " AS text)", 25);
    }
    if (decide.maybe("cast.xid", 20)) {
        say("CREATE CAST (xid AS text) WITH INOUT" + decide.one_of("cast.xid as", {"", " AS ASSIGNMENT"}));
        comment("cast.xid", "CAST (xid AS text)", 25);
    }
    if (decide.maybe("cast.boolean", 25)) {
        const std::string function = quote(name("cast.boolean", {"as_number", "As number"}));
        say("CREATE FUNCTION " + function +
            "(boolean) RETURNS bigint LANGUAGE sql IMMUTABLE RETURN CASE WHEN $1 THEN 1 ELSE 0 END");
        say("CREATE CAST (boolean AS bigint) WITH FUNCTION " + function + "(boolean)" +
            decide.one_of("cast.boolean as", {"", " AS ASSIGNMENT"}));
        number_kinds_.push_back({"boolean",
                                 {"true", "false"},
                                 {"true"},
                                 {"$c::bigint < 2"},
                                 {"bigint: $c::bigint", "bigint: ($c::bigint + 1)"},
                                 {"(($c::bigint))"}});
    }
}

void World::conversions() {
    if (!decide.maybe("conversion", 25)) return;
    const ObjectName named{app_ && decide.steady("conversion.schema", 2) == 0 ? "app" : "",
                           name("conversion", {"to_latin", "To Latin"})};
    say("CREATE " + decide.one_of("conversion.default", {"", "", "DEFAULT "}) + "CONVERSION " + quote(named) +
        decide.one_of("conversion is", {" FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
                                        " FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"}));
    comment("conversion", "CONVERSION " + quote(named), 30);
}

}  // namespace retort::test::random
