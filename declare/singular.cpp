#include <array>
#include <map>
#include <set>
#include <utility>

#include "declare/identifiers.hpp"

namespace retort::declare {

namespace {

/// Nouns that the rules get wrong.
const std::map<std::string_view, std::string_view>& irregular() {
    static const std::map<std::string_view, std::string_view> nouns = {{"people", "person"},
                                                                       {"children", "child"},
                                                                       {"men", "man"},
                                                                       {"women", "woman"},
                                                                       {"mice", "mouse"},
                                                                       {"feet", "foot"},
                                                                       {"teeth", "tooth"},
                                                                       {"geese", "goose"},
                                                                       {"movies", "movie"},
                                                                       {"cookies", "cookie"},
                                                                       {"zombies", "zombie"},
                                                                       {"ties", "tie"},
                                                                       {"pies", "pie"},
                                                                       {"lies", "lie"},
                                                                       {"caches", "cache"},
                                                                       {"niches", "niche"},
                                                                       {"aches", "ache"},
                                                                       {"shoes", "shoe"},
                                                                       {"toes", "toe"},
                                                                       {"statuses", "status"},
                                                                       {"buses", "bus"},
                                                                       {"aliases", "alias"},
                                                                       {"viruses", "virus"},
                                                                       {"bonuses", "bonus"},
                                                                       {"campuses", "campus"},
                                                                       {"analyses", "analysis"},
                                                                       {"bases", "base"},
                                                                       {"crises", "crisis"},
                                                                       {"diagnoses", "diagnosis"},
                                                                       {"theses", "thesis"},
                                                                       {"hypotheses", "hypothesis"},
                                                                       {"axes", "axis"},
                                                                       {"indices", "index"},
                                                                       {"matrices", "matrix"},
                                                                       {"vertices", "vertex"},
                                                                       {"quizzes", "quiz"},
                                                                       {"wives", "wife"},
                                                                       {"lives", "life"},
                                                                       {"knives", "knife"},
                                                                       {"shelves", "shelf"},
                                                                       {"leaves", "leaf"},
                                                                       {"halves", "half"},
                                                                       {"criteria", "criterion"},
                                                                       {"gases", "gas"}};
    return nouns;
}

/// Nouns that end with an s and are no plural, or are their own plural.
const std::set<std::string_view>& unchanged() {
    static const std::set<std::string_view> nouns = {
        "news",       "series",    "species", "means", "https",  "dns",   "sms",       "gps",         "tls",
        "aws",        "css",       "cms",     "ios",   "canvas", "atlas", "bias",      "alias",       "gas",
        "yes",        "always",    "access",  "chaos", "lens",   "sales", "logistics", "mathematics", "physics",
        "statistics", "analytics", "metrics", "pants", "terms",  "https", "windows",   "os",          "as",
        "is",         "us",        "this",    "has",   "was"};
    return nouns;
}

}  // namespace

std::string singular_of(std::string_view noun) {
    if (const auto found = irregular().find(noun); found != irregular().end()) return std::string(found->second);
    if (noun.size() < 3 || !noun.ends_with('s') || unchanged().contains(noun)) return std::string(noun);
    for (const std::string_view kept : {"ss", "us", "is"})
        if (noun.ends_with(kept)) return std::string(noun);
    // The ending, and what replaces it.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> endings = {{{"sses", "ss"},
                                                                                              {"ches", "ch"},
                                                                                              {"shes", "sh"},
                                                                                              {"xes", "x"},
                                                                                              {"zzes", "zz"},
                                                                                              {"oes", "o"},
                                                                                              {"ies", "y"},
                                                                                              {"s", ""}}};
    for (const auto& [ending, replacement] : endings)
        if (noun.ends_with(ending) && noun.size() > ending.size() + 1)
            return std::string(noun.substr(0, noun.size() - ending.size())) + std::string(replacement);
    return std::string(noun.substr(0, noun.size() - 1));
}

}  // namespace retort::declare
