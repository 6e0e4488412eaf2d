// Operators with their functions, operator families and classes, and kinds of column whose expressions use them.

#include <fmt/format.h>

#include "tests/emit/random/kinds.hpp"
#include "tests/emit/random/world.hpp"

namespace retort::test::random {

/// An operator of two numbers that are near each other, and its negator. All definitions give the same results.
void World::operator_of_numbers() {
    if (!decide.maybe("operator", 35)) return;
    const std::string type = decide.one_of("operator.type", {"integer", "integer", "integer", "bigint"});
    const std::string schema = app_ && decide.steady("operator.schema", 3) == 0 ? "app" : "";
    const std::string symbol = name("operator.symbol", {"~==", "<~=~>"});
    const auto create = [&](const std::string& key, const Words& names, const std::string& test,
                            const std::string& operator_symbol, const std::string& links) {
        const std::string function = quote(name(key, names));
        const std::string arguments = decide.one_of(key + ".arguments", {"$, $", "$, $", "a $, b $"});
        std::string typed;
        for (const char c : arguments) typed += c == '$' ? type : std::string(1, c);
        say("CREATE FUNCTION " + function + "(" + typed + ") RETURNS boolean LANGUAGE " +
            decide.one_of(key + ".is", {"sql IMMUTABLE AS 'SELECT " + test + "'", "sql IMMUTABLE STRICT RETURN " + test,
                                        "plpgsql IMMUTABLE COST 3 AS 'BEGIN RETURN " + test + "; END'"}));
        grantable_functions_.push_back(function + "(" + type + ", " + type + ")");
        const std::string qualified = schema.empty() ? operator_symbol : schema + "." + operator_symbol;
        say("CREATE OPERATOR " + qualified + " (FUNCTION = " + function + ", LEFTARG = " + type +
            ", RIGHTARG = " + type + links +
            decide.one_of(key + ".estimators",
                          {"", "", ", RESTRICT = eqsel, JOIN = eqjoinsel", ", RESTRICT = neqsel"}) +
            ")");
        comment(key, "OPERATOR " + qualified + " (" + type + ", " + type + ")", 20);
    };
    const bool negated = decide.maybe("operator.negator", 40);
    const std::string link = schema.empty() ? "" : schema + ".";
    const auto linked = [&](const std::string& other) {
        return schema.empty() ? other : "OPERATOR(" + link + other + ")";
    };
    std::string links = decide.chance("operator.commutes", 40) ? ", COMMUTATOR = " + linked(symbol) : "";
    create("operator", {"near", "Near to"}, "abs($1 - $2) < 2", symbol,
           links + (negated ? ", NEGATOR = " + linked("!" + symbol) : ""));
    if (negated)
        create("operator.negator", {"far", "Far from"}, "abs($1 - $2) >= 2", "!" + symbol,
               ", NEGATOR = " + linked(symbol));

    const std::string used = schema.empty() ? symbol : "OPERATOR(" + link + symbol + ")";
    const std::string unlike = schema.empty() ? "!" + symbol : "OPERATOR(" + link + "!" + symbol + ")";
    for (const char* of : {"integer", "bigint"}) {
        Kind kind = families()[0].kinds[0];
        if (type == "bigint" && std::string(of) == "integer") continue;
        if (type == "integer" && std::string(of) == "bigint") continue;
        kind.type = of;
        kind.checks = {"$c " + used + " 2", "$c " + used + " 3 OR $c < 3"};
        kind.computed = {"boolean: $c " + used + " 5"};
        kind.indexes = {"(($c " + used + " 7))"};
        if (negated) kind.checks.push_back("$c " + unlike + " 50");
        if (negated) kind.computed.push_back("boolean: $c " + unlike + " 50");
        number_kinds_.push_back(kind);
    }
}

/// An operator of enums.
void World::operator_of_enum() {
    const EnumModel* e = enumeration("enum0");
    if (!e || !decide.maybe("operator.enum", 20)) return;
    const std::string type = quote(e->name);
    const std::string function = quote(name("operator.enum", {"precedes", "Precedes"}));
    say("CREATE FUNCTION " + function + "(" + type + ", " + type + ") RETURNS boolean LANGUAGE sql IMMUTABLE " +
        decide.one_of("operator.enum is", {"RETURN $1 <= $2", "AS 'SELECT $1 <= $2'"}));
    say("CREATE OPERATOR <~ (FUNCTION = " + function + ", LEFTARG = " + type + ", RIGHTARG = " + type + ")");
    comment("operator.enum", "OPERATOR <~ (" + type + ", " + type + ")", 20);
    Kind kind = user_kinds_[0][0];
    kind.checks = {"$c <~ $c"};
    kind.computed = {"boolean: $c <~ $c"};
    kind.indexes = {"(($c <~ $c))"};
    user_kinds_[0].push_back(kind);
}

/// A B-tree class that sorts numbers in descending order, alone or in a family, and a hash class.
void World::operator_classes() {
    if (decide.maybe("class", 30)) {
        const std::string function = quote(name("class.function", {"back", "Backwards of"}));
        say("CREATE FUNCTION " + function + "(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE " +
            decide.one_of("class.function is", {"RETURN btint4cmp($2, $1)", "AS 'SELECT btint4cmp($2, $1)'"}));
        btree_class_ = quote(name("class", {"backwards", "Down"}));
        const std::string family = quote(name("family", {"backwards", "Downs"}));
        const bool own_family = decide.chance("class.family", 50);
        if (own_family) say("CREATE OPERATOR FAMILY " + family + " USING btree");
        say("CREATE OPERATOR CLASS " + btree_class_ + " FOR TYPE integer USING btree" +
            (own_family ? " FAMILY " + family : "") +
            " AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 " + function +
            "(integer, integer)");
        comment("class", "OPERATOR CLASS " + btree_class_ + " USING btree", 25);
        if (own_family) comment("family", "OPERATOR FAMILY " + family + " USING btree", 25);
        if (own_family && decide.maybe("family.members", 40))
            say("ALTER OPERATOR FAMILY " + family + " USING btree ADD OPERATOR 1 > (integer, bigint)" +
                decide.one_of("family.members is",
                              {"", ", OPERATOR 3 = (integer, bigint)", ", OPERATOR 5 < (integer, bigint)"}));
        Kind kind = families()[0].kinds[0];
        kind.indexes = {"($c " + btree_class_ + ")", "($c " + btree_class_ + " DESC NULLS LAST)",
                        "(($c + 1) " + btree_class_ + ")"};
        number_kinds_.push_back(kind);
    }
    if (!decide.maybe("class.hash", 15)) return;
    const std::string hash = quote(name("class.hash", {"by_hash", "By hash"}));
    say("CREATE OPERATOR CLASS " + hash + " FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 " +
        decide.one_of("class.hash is",
                      {"hashint4(integer)", "hashint4(integer), FUNCTION 2 hashint4extended(integer, bigint)"}));
    comment("class.hash", "OPERATOR CLASS " + hash + " USING hash", 25);
    Kind kind = families()[0].kinds[0];
    kind.indexes = {"USING hash ($c " + hash + ")"};
    number_kinds_.push_back(kind);
}

void World::operators() {
    operator_of_numbers();
    operator_of_enum();
    operator_classes();
}

}  // namespace retort::test::random
