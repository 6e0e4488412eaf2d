#include "tools/renames.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "diff/rename_candidates.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace {

using diff::RenameCandidate;

[[noreturn]] void refuse(const std::string& given, const std::string& what, const std::string& name,
                         const std::vector<std::string>& names) {
    const std::string_view meant = did_you_mean(name, names);
    std::string hint;
    for (std::size_t i = 0; i < names.size() && i < 10; ++i) hint += (i == 0 ? "" : ", ") + names[i];
    if (!meant.empty()) hint = fmt::format("did you mean '{}'?", meant);
    else if (hint.empty()) hint = "nothing does";
    else hint = fmt::format("there {} {}{}", names.size() == 1 ? "is" : "are", hint, names.size() > 10 ? ", …" : "");
    throw Error("RT013", fmt::format("--rename {}: no '{}' {}", given, name, what), hint);
}

std::pair<std::string, std::string> split(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size())
        throw Error("RT013", fmt::format("--rename {}: this is no rename", given),
                    "OLD=NEW, for example users.mail=users.email");
    return {given.substr(0, equals), given.substr(equals + 1)};
}

/// Those of the command line. A table's may come behind its columns'.
void apply_given(std::vector<std::string> given, const Schema& from, Schema& to) {
    for (bool progress = true; progress && !given.empty();) {
        progress = false;
        std::erase_if(given, [&](const std::string& each) {
            const auto [before, after] = split(each);
            const auto rename = diff::find_rename(from, to, before, after);
            if (!rename) return false;
            diff::declare(to, *rename);
            return progress = true;
        });
    }
    if (given.empty()) return;
    const auto [before, after] = split(given.front());
    const std::vector<std::string> go = diff::names_that_go(from, to);
    if (std::find(go.begin(), go.end(), before) == go.end()) refuse(given.front(), "goes away", before, go);
    refuse(given.front(), "comes in its place", after, diff::names_that_come(from, to));
}

std::string_view kind_of(const RenameCandidate& candidate) {
    switch (candidate.kind) {
        case RenameCandidate::Kind::table: return "table";
        case RenameCandidate::Kind::column: return "column";
        case RenameCandidate::Kind::enumeration: return "enum";
        case RenameCandidate::Kind::label: return "label";
    }
    return "";
}

bool is_yes(const std::string& answer) { return answer == "y" || answer == "Y" || answer == "yes" || answer == "Yes"; }

}  // namespace

void RenameOptions::add_to(CLI::App& command) {
    command
        .add_option("--rename", given,
                    "Something that goes and something that comes are the same: users.mail=users.email; repeatable")
        ->type_name("OLD=NEW")
        ->allow_extra_args(false);
}

void settle_renames(Program& program, const RenameOptions& options, const Schema& from, Schema& to) {
    Terminal& terminal = program.terminal();
    apply_given(options.given, from, to);
    std::set<RenameCandidate> declined;
    const bool ask = options.ask && terminal.can_ask();
    for (bool again = true; again;) {
        again = false;
        for (const RenameCandidate& candidate : diff::rename_candidates(from, to)) {
            if (declined.contains(candidate)) continue;
            if (ask) {
                const auto answer = terminal.ask(fmt::format("{} {} → {}: is it a rename? [y/N] ", kind_of(candidate),
                                                             candidate.old_name(), candidate.new_name()));
                if (!answer)
                    throw Error("RT014", "the answers ended before all questions were answered",
                                "nothing was written; --rename OLD=NEW answers on the command line");
                if (is_yes(*answer)) {
                    diff::declare(to, candidate);
                    again = true;  // a table that is known now may have columns to ask about
                    break;
                }
            } else {
                const std::string option = fmt::format("--rename {}={}", candidate.old_name(), candidate.new_name());
                terminal.note(fmt::format("{} {} {} → {}; {}", terminal.styled("looks like a rename:", "1;33"),
                                          kind_of(candidate), candidate.old_name(), candidate.new_name(),
                                          options.in_models ? fmt::format("declare it with {} or give {}",
                                                                          candidate.declaration(), option)
                                                            : "if it is one, give " + option));
            }
            declined.insert(candidate);
        }
    }
}

}  // namespace retort::tools
