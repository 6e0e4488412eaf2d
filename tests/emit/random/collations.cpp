// Collations, and kinds of column that have one.

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::collations() {
    if (!decide.maybe("collation", 40)) return;
    const auto create = [&](const std::string& key, const Words& names, const Words& definitions) {
        const std::string schema = app_ && decide.steady(key + ".schema", 3) == 0 ? "app" : "";
        const std::string collation = quote(ObjectName{schema, name(key, names)});
        say("CREATE COLLATION " + collation + " (" + decide.one_of(key + ".is", definitions) + ")");
        comment(key, "COLLATION " + collation, 25);
        return collation;
    };
    collation_ = create("collation", {"plain", "Plain one"},
                        {"provider = icu, locale = 'de'", "provider = icu, locale = 'sv'",
                         "LC_COLLATE = 'C', LC_CTYPE = 'POSIX'", "provider = icu, locale = 'de'"});
    if (!decide.maybe("collation.any case", 45)) return;
    // LIKE and regular expressions do not support such a collation.
    const std::string any_case = create("collation.any case", {"any_case", "Any case"},
                                        {"provider = icu, locale = 'und-u-ks-level2', deterministic = false",
                                         "provider = icu, locale = 'und-u-ks-level1', deterministic = false"});
    Kind kind{"text COLLATE " + any_case,
              {"1", "2", "3"},
              {"'x'"},
              {"$c <> 'X'", "length($c) < 100", "$c > '0' COLLATE " + any_case},
              {"integer: length($c)", "boolean: $c = 'X'"},
              {"(lower($c))", "($c COLLATE \"C\")", "USING hash ($c)"}};
    text_kinds_.push_back(kind);
    kind.type = "text";
    kind.checks = {"($c COLLATE " + any_case + ") <> 'x'"};
    kind.computed = {"boolean: $c = 'X' COLLATE " + any_case, "text: $c COLLATE " + any_case};
    kind.indexes = {"($c COLLATE " + any_case + ")", "(($c || 'x') COLLATE " + any_case + " DESC)"};
    kind.text = true;
    text_kinds_.push_back(kind);
}

}  // namespace retort::test::random
