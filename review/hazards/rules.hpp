#pragma once

#include <span>
#include <string_view>

namespace retort::hazards {

enum class Severity { off, warning, error };

/// "off", "warning", "error"; used in retort.toml and in reports.
std::string_view to_string(Severity severity);

/// The kind of harm that a rule warns of.
enum class Harm {
    locks,   ///< other sessions wait
    loses,   ///< rows or values are lost
    breaks,  ///< programs that run during the migration fail
    fails,   ///< the statement fails, always or on some rows
    advice   ///< none now; a later change becomes hard
};

std::string_view to_string(Harm harm);

/// The hazard rules, in the order of their codes; see rules.def.
enum class Rule {
#define RETORT_HAZARD(code, rule, name, severity, harm, title, explanation, safer, source) rule,
#include "review/hazards/rules.def"
#undef RETORT_HAZARD
};

/// A row of rules.def.
struct RuleEntry {
    Rule rule{};
    std::string_view code;  ///< "RT404"
    std::string_view name;  ///< "type-change-rewrites"
    Severity severity{};    ///< unless retort.toml has another
    Harm harm{};
    std::string_view title;        ///< a few words, without a final stop
    std::string_view explanation;  ///< sentences of one paragraph
    std::string_view safer;        ///< the way out: sentences
    std::string_view source;       ///< chapters of the engines' manuals
};

/// All rows, in the order of their codes.
std::span<const RuleEntry> rules();

const RuleEntry& entry(Rule rule);

/// The row with this code or name, in upper or lower case; nullptr when there is none.
const RuleEntry* find_rule(std::string_view word);

}  // namespace retort::hazards
