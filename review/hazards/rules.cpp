#include "review/hazards/rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

namespace retort::hazards {

namespace {

constexpr auto entries = std::to_array<RuleEntry>({
#define RETORT_HAZARD(code, rule, name, severity, harm, title, explanation, safer, source) \
    {Rule::rule, #code, name, Severity::severity, Harm::harm, title, explanation, safer, source},
#include "review/hazards/rules.def"
#undef RETORT_HAZARD
});

static_assert(std::adjacent_find(entries.begin(), entries.end(),
                                 [](const RuleEntry& a, const RuleEntry& b) { return a.code >= b.code; }) ==
                  entries.end(),
              "the rows of review/hazards/rules.def stand in the order of their codes, each code once");

bool same_letters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::toupper(x) == std::toupper(y); });
}

}  // namespace

std::string_view to_string(Severity severity) {
    constexpr std::array<std::string_view, 3> words{"off", "warning", "error"};
    return words[static_cast<std::size_t>(severity)];
}

std::string_view to_string(Harm harm) {
    constexpr std::array<std::string_view, 5> words{"locks", "loses", "breaks", "fails", "advice"};
    return words[static_cast<std::size_t>(harm)];
}

std::span<const RuleEntry> rules() { return entries; }

const RuleEntry& entry(Rule rule) { return entries[static_cast<std::size_t>(rule)]; }

const RuleEntry* find_rule(std::string_view word) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const RuleEntry& each) {
        return same_letters(each.code, word) || same_letters(each.name, word);
    });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace retort::hazards
