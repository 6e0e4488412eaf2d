// Text search dictionaries and configurations, and kinds of column whose expressions use them.

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

std::string World::text_search_dictionary() {
    if (!decide.maybe("search.dictionary", 65)) return "simple";
    const std::string dictionary = quote(name("search.dictionary", {"stems", "Stems of"}));
    std::string template_name = "simple";
    if (decide.maybe("search.template", 15)) {
        template_name = quote(name("search.template", {"as_is", "As is"}));
        say("CREATE TEXT SEARCH TEMPLATE " + template_name + " (INIT = dsimple_init, LEXIZE = dsimple_lexize)");
        comment("search.template", "TEXT SEARCH TEMPLATE " + template_name, 20);
    }
    const Words options{"TEMPLATE = " + template_name, "TEMPLATE = " + template_name + ", stopwords = 'english'",
                        "TEMPLATE = " + template_name + ", stopwords = 'german', accept = false",
                        "TEMPLATE = snowball, language = 'english'",
                        "TEMPLATE = snowball, language = 'german', stopwords = 'german'"};
    say("CREATE TEXT SEARCH DICTIONARY " + dictionary + " (" + decide.one_of("search.dictionary is", options) + ")");
    comment("search.dictionary", "TEXT SEARCH DICTIONARY " + dictionary, 20);
    return dictionary;
}

void World::text_search() {
    if (!decide.maybe("search", 40)) return;
    const std::string dictionary = text_search_dictionary();
    std::string parser = "default";
    if (decide.maybe("search.parser", 12)) {
        parser = "words_of";
        say("CREATE TEXT SEARCH PARSER words_of (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, "
            "LEXTYPES = prsd_lextype)");
        comment("search.parser", "TEXT SEARCH PARSER words_of", 20);
    }
    const ObjectName configuration{app_ && decide.steady("search.schema", 3) == 0 ? "app" : "",
                                   name("search", {"own", "Own search"})};
    const std::string search = quote(configuration);
    say("CREATE TEXT SEARCH CONFIGURATION " + search + " (PARSER = " + parser + ")");
    say("ALTER TEXT SEARCH CONFIGURATION " + search + " ADD MAPPING FOR " +
        decide.one_of("search.tokens", {"asciiword, word", "asciiword, word, numword", "word, asciiword, email, url"}) +
        " WITH " + dictionary + decide.one_of("search.then", {"", "", ", english_stem"}));
    if (decide.maybe("search.numbers", 60))
        say("ALTER TEXT SEARCH CONFIGURATION " + search + " ADD MAPPING FOR int, uint, float WITH " +
            decide.one_of("search.numbers is", {"simple", "simple", dictionary}));
    comment("search", "TEXT SEARCH CONFIGURATION " + search, 20);

    const std::string literal = quote_literal(search) + "::regconfig";
    Kind kind{"text",
              {"1", "2", "3"},
              {"'the houses'"},
              {"$c IS NULL OR to_tsvector(" + literal + ", $c) IS NOT NULL",
               "NOT to_tsvector(" + literal + ", $c) @@ to_tsquery(" + literal + ", 'forbidden')"},
              {"tsvector: to_tsvector(" + literal + ", $c)",
               "tsvector: setweight(to_tsvector(" + literal + ", coalesce($c, '')), 'A')"},
              {"USING gin (to_tsvector(" + literal + ", $c))", "USING gist (to_tsvector(" + literal + ", $c))"}};
    kind.text = true;
    text_kinds_.push_back(kind);
    kind.type = "varchar(30)";
    text_kinds_.push_back(kind);
    if (decide.steady("search.named", 3) > 0) return;
    Kind named{"regconfig",
               {"simple", "english"},
               {literal, "'simple'"},
               {"$c <> 'pg_catalog.german'::regconfig"},
               {"boolean: $c = " + literal},
               {}};
    named.sortable = false;
    text_kinds_.push_back(named);
}

}  // namespace retort::test::random
