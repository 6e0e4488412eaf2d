#include "tools/online.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <vector>

#include "schema/error.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace {

std::vector<std::string_view> words() {
    std::vector<std::string_view> all;
    for (const auto& [word, kind] : plan::online_kind_words) all.push_back(word);
    return all;
}

/// Adds the kind of the word. `from`: the setting in the configuration; without a position: the option.
void add(plan::OnlineKinds& kinds, const std::string& word, const Setting& from) {
    const auto* const found = std::find_if(plan::online_kind_words.begin(), plan::online_kind_words.end(),
                                           [&](const auto& each) { return each.first == word; });
    if (found != plan::online_kind_words.end()) {
        kinds.insert(found->second);
        return;
    }
    const std::string_view meant = did_you_mean(word, words());
    throw Error(Diagnostic{.code = "RT367",
                           .message = fmt::format("{}: '{}' is not a kind of change", from.name, word),
                           .position = from.position,
                           .source_line = from.source_line,
                           .hint = (meant.empty() ? "" : fmt::format("did you mean '{}'? ", meant)) +
                                   fmt::format("The kinds are {}", fmt::join(words(), ", "))});
}

}  // namespace

void OnlineOption::add_to(CLI::App& command) {
    CLI::Option* on = command.add_flag(
        "--online", kinds, "Write SQL that does not block reads and writes while it runs; =KIND,… for some kinds only");
    command.add_flag("--no-online", no, "Write one transaction, whatever [migrations] online is")->excludes(on);
}

std::optional<plan::OnlineKinds> OnlineOption::chosen(Program& program, Dialect dialect) const {
    const bool yes = !kinds.empty();
    if (yes && !info(dialect).server) {
        Terminal& terminal = program.terminal();
        terminal.note(fmt::format("{} --online changes nothing: {} locks the whole database for each write",
                                  terminal.styled("note:", "1"), info(dialect).name));
    }
    const Config& config = program.config();
    plan::OnlineKinds found;
    if (yes && kinds != "true") {
        for (const std::string& word : CLI::detail::split(kinds, ',')) add(found, word, {"--online", kinds});
    } else if (!yes && !no && config.online && !config.online_kinds.empty()) {
        for (const Setting& each : config.online_kinds) add(found, expand(each), each);
    } else if (yes || (!no && config.online)) {
        found = plan::all_online_kinds();
    }
    return found.empty() ? std::nullopt : std::optional(std::move(found));
}

}  // namespace retort::tools
