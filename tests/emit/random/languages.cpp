// Languages with functions in them, transforms, and access methods of tables.

#include "tests/emit/random/kinds.hpp"
#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// A language that is PL/pgSQL under another name, and a function in it that expressions of columns call.
void World::languages() {
    if (!decide.maybe("language", 20)) return;
    language_ = quote(name("language", {"own_pl", "Own PL"}));
    say("CREATE " + decide.one_of("language.trusted", {"", "TRUSTED "}) + "LANGUAGE " + language_ +
        " HANDLER plpgsql_call_handler" +
        decide.one_of("language.functions", {"", " INLINE plpgsql_inline_handler", " VALIDATOR plpgsql_validator"}));
    comment("language", "LANGUAGE " + language_, 25);
    if (!decide.maybe("language.function", 70)) return;
    const std::string function = quote(name("language.function", {"spoken", "Spoken"}));
    say("CREATE FUNCTION " + function + "(integer) RETURNS integer LANGUAGE " +
        decide.one_of("language.of", {language_, language_, "plpgsql"}) + " IMMUTABLE AS $$ BEGIN RETURN " +
        decide.one_of("language.returns", {"$1", "$1 + 0"}) + "; END $$");
    grantable_functions_.push_back(function + "(integer)");
    Kind kind = families()[0].kinds[0];
    kind.checks = {function + "($c) < 100"};
    kind.computed = {"integer: " + function + "($c)"};
    kind.indexes = {"(" + function + "($c))"};
    number_kinds_.push_back(kind);
}

void World::transforms() {
    Words types{"integer"};
    if (const EnumModel* e = enumeration("enum0")) types.push_back(quote(e->name));
    for (const std::string& type : types) {
        const std::string key = type == "integer" ? "transform.integer" : "transform.enum";
        if (!decide.maybe(key, 12)) continue;
        const std::string language =
            decide.one_of(key + ".language", {"sql", "plpgsql", language_.empty() ? "sql" : language_});
        const bool both = type == "integer" && decide.chance(key + ".both", 50);
        say("CREATE TRANSFORM FOR " + type + " LANGUAGE " + language +
            " (FROM SQL WITH FUNCTION prsd_lextype(internal)" +
            (both ? ", TO SQL WITH FUNCTION int4recv(internal)" : "") + ")");
        comment(key, "TRANSFORM FOR " + type + " LANGUAGE " + language, 25);
        if (decide.maybe(key + ".function", 50))
            say("CREATE FUNCTION transformed(" + type + ") RETURNS integer TRANSFORM FOR TYPE " + type + " LANGUAGE " +
                language + " AS " + (language == "sql" ? "'SELECT 1'" : "'BEGIN RETURN 1; END'"));
    }
}

void World::access_methods() {
    if (server_ < 15 || !decide.maybe("access method", 15)) return;
    access_method_ = quote(name("access method", {"heap_two", "Heap two"}));
    say("CREATE ACCESS METHOD " + access_method_ + " TYPE TABLE HANDLER heap_tableam_handler");
    comment("access method", "ACCESS METHOD " + access_method_, 25);
}

/// The USING clause of a table or materialized view.
std::string World::access_method(const std::string& key) {
    return !access_method_.empty() && decide.maybe("access method of " + key, 35) ? " USING " + access_method_ : "";
}

}  // namespace retort::test::random
