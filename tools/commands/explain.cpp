#include <fmt/format.h>

#include "review/hazards/rules.hpp"
#include "schema/error_codes.hpp"
#include "schema/name.hpp"
#include "tools/commands/commands.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace {

constexpr std::size_t line_width = 100;

/// The words of `text` in lines of at most `line_width` characters.
std::string wrapped(std::string_view text) {
    std::string lines;
    std::size_t used = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (used > 0) {
            const bool fits = used + 1 + word.size() <= line_width;
            lines += fits ? ' ' : '\n';
            used = fits ? used + 1 : 0;
        }
        lines += word;
        used += word.size();
    }
    return lines + "\n";
}

std::string error_text(const ErrorCodeEntry& entry) {
    return fmt::format("{}: {}\n\n{}", entry.code, entry.title, wrapped(entry.explanation));
}

std::string rule_text(const hazards::RuleEntry& rule) {
    return fmt::format("{} {}: {}\n\n{}\n{}\n{}", rule.code, rule.name, rule.title, wrapped(rule.explanation),
                       wrapped(fmt::format("Safer: {}", rule.safer)),
                       wrapped(fmt::format("Severity: {}. Source: {}.", to_string(rule.severity), rule.source)));
}

/// The text about an error code, or about a hazard rule by its code or name.
std::string text_of(const std::string& word) {
    if (const ErrorCodeEntry* entry = find_error_code(word)) return error_text(*entry);
    if (const hazards::RuleEntry* rule = hazards::find_rule(word)) return rule_text(*rule);
    std::vector<std::string_view> codes;
    for (const ErrorCodeEntry& each : error_codes()) codes.push_back(each.code);
    for (const hazards::RuleEntry& each : hazards::rules()) codes.insert(codes.end(), {each.code, each.name});
    const std::string_view meant = did_you_mean(word, codes);
    throw Error("RT246", fmt::format("there is no error code '{}'", word),
                meant.empty() ? "retort explain lists all codes" : fmt::format("did you mean '{}'?", meant));
}

std::string list_of_all() {
    std::string text;
    for (const ErrorCodeEntry& each : error_codes()) text += fmt::format("{}  {}\n", each.code, each.title);
    for (const hazards::RuleEntry& each : hazards::rules())
        text += fmt::format("{}  {} ({}): {}\n", each.code, each.name, to_string(each.severity), each.title);
    return text;
}

}  // namespace

void add_explain(CLI::App& app, Program& program) {
    auto word = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("explain", "Explain an error code or a hazard rule");
    command->add_option("code", *word,
                        "The code in brackets at the end of an error or finding: RT084; or the name of a rule");
    command->footer(R"(Without a code, all codes and rules are listed with their titles. No configuration is needed.

Examples:
  retort explain RT084
  retort explain drop-column
  retort explain)");
    command->callback([&program, word] {
        program.action = [&program, word] {
            program.terminal().result(word->empty() ? list_of_all() : text_of(*word));
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
