#include <fmt/format.h>

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

const ErrorCodeEntry& entry_of(const std::string& word) {
    if (const ErrorCodeEntry* entry = find_error_code(word)) return *entry;
    std::vector<std::string_view> codes;
    for (const ErrorCodeEntry& each : error_codes()) codes.push_back(each.code);
    const std::string_view meant = did_you_mean(word, codes);
    throw Error("RT246", fmt::format("there is no error code '{}'", word),
                meant.empty() ? "retort explain lists all codes" : fmt::format("did you mean '{}'?", meant));
}

}  // namespace

void add_explain(CLI::App& app, Program& program) {
    auto word = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("explain", "Explain an error code");
    command->add_option("code", *word, "The code in brackets at the end of an error: RT084");
    command->footer(R"(Without a code, all codes are listed with their titles. No configuration is needed.

Examples:
  retort explain RT084
  retort explain)");
    command->callback([&program, word] {
        program.action = [&program, word] {
            std::string text;
            if (word->empty()) {
                for (const ErrorCodeEntry& each : error_codes()) text += fmt::format("{}  {}\n", each.code, each.title);
            } else {
                const ErrorCodeEntry& entry = entry_of(*word);
                text = fmt::format("{}: {}\n\n{}", entry.code, entry.title, wrapped(entry.explanation));
            }
            program.terminal().result(text);
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
