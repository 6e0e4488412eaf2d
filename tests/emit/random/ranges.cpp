// Range types, their multirange types, and arrays of both.

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

namespace {

/// The name that the server generates for the multirange type of a range type whose name has no "range".
std::string generated_multirange(const std::string& range) { return range + "_multirange"; }

}  // namespace

/// A range over numbers, whose values are those of int4range.
void World::range() {
    if (!decide.maybe("range", 40)) return;
    const std::string range = name("range", {"span", "Span"});
    std::string multirange = generated_multirange(range);
    const bool whole = decide.chance("range.of", 50);
    std::string options = whole ? "subtype = integer" : "subtype = float8";
    if (decide.maybe("range.diff", 40))
        options += whole ? ", subtype_diff = int4range_subdiff" : ", subtype_diff = float8mi";
    if (decide.maybe("range.multirange", 25)) {
        multirange = name("range", {"spans", "many Spans"});
        options += ", multirange_type_name = " + quote(multirange);
    }
    say("CREATE TYPE " + quote(range) + " AS RANGE (" + options + ")");
    comment("range", "TYPE " + quote(range), 20);
    grantable_types_.push_back(quote(range));
    const std::string number = whole ? "integer" : "double precision";
    std::vector<Kind>& kinds = user_kinds_[3];
    kinds.push_back({quote(range),
                     {"[1,2)", "[3,4)", "[5,6)"},
                     {"'empty'", "'[1,2)'"},
                     {"NOT isempty($c)", "upper($c) < 1000"},
                     {"boolean: isempty($c)", number + ": upper($c)"},
                     {"USING gist ($c)", "USING spgist ($c)"},
                     "$c WITH &&"});
    kinds.push_back({quote(multirange),
                     {"{[1,2)}", "{[3,4)}", "{[5,6)}"},
                     {"'{}'", "'{[1,2)}'", quote(multirange) + "(" + quote(range) + "(1, 2))"},
                     {"NOT isempty($c) OR $c IS NULL", "upper($c) < 1000", "NOT $c @> 77::" + number},
                     {"boolean: isempty($c)", number + ": upper($c)", quote(range) + ": range_merge($c)"},
                     {"USING gist ($c)", "(isempty($c))"},
                     "$c WITH &&"});
    for (const std::string& each : {range, multirange})
        kinds.push_back({quote(each) + "[]",
                         {"{}"},
                         {"'{}'"},
                         {"cardinality($c) < 5", "NOT isempty($c[1]) OR cardinality($c) = 0"},
                         {"integer: cardinality($c)", quote(each) + ": $c[1]"},
                         {"(cardinality($c))"}});
}

/// A range whose subtype, collation or operator class is an object of the schema. Only values that every subtype has.
void World::range_of_user_type() {
    if (!decide.maybe("range1", 35)) return;
    Words subtypes{"text", "text, collation = \"C\""};
    if (!collation_.empty()) subtypes.push_back("text, collation = " + collation_);
    if (const EnumModel* e = enumeration("enum1")) subtypes.push_back(quote(e->name));
    if (!btree_class_.empty()) subtypes.push_back("integer, subtype_opclass = " + btree_class_);
    const std::string& subtype = subtypes[decide.draw("range1.of", 5) % subtypes.size()];
    const std::string schema = app_ && decide.steady("range1.schema", 2) == 0 ? "app" : "";
    const ObjectName range{schema, name("range1", {"extent", "Extent of"})};
    const ObjectName multirange{schema, generated_multirange(range.name)};
    say("CREATE TYPE " + quote(range) + " AS RANGE (subtype = " + subtype + ")");
    comment("range1", "TYPE " + quote(range), 20);
    std::vector<Kind>& kinds = user_kinds_[3];
    kinds.push_back({quote(range),
                     {"empty", "(,)"},
                     {"'empty'", "'(,)'"},
                     {"$c IS NOT NULL OR isempty($c) IS NULL"},
                     {"boolean: isempty($c)"},
                     {"USING gist ($c)"}});
    kinds.push_back({quote(multirange),
                     {"{}", "{(,)}"},
                     {"'{}'", "'{(,)}'"},
                     {"$c IS NOT NULL OR isempty($c) IS NULL"},
                     {"boolean: isempty($c)"},
                     {"USING gist ($c)", "(isempty($c))"}});
}

}  // namespace retort::test::random
