#include "tools/renames.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "diff/rename_candidates.hpp"
#include "diff/renames.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

using diff::RenameCandidate;

constexpr std::string_view exchanged = "exchanged: ";

[[noreturn]] void refuse(const std::string& given, const std::string& what, const std::string& name,
                         const std::vector<std::string>& names) {
    const std::string_view meant = did_you_mean(name, names);
    std::string hint;
    for (std::size_t i = 0; i < names.size() && i < 10; ++i) hint += (i == 0 ? "" : ", ") + names[i];
    if (!meant.empty())
        hint = fmt::format("did you mean '{}'?", meant);
    else if (hint.empty())
        hint = "nothing does";
    else
        hint = fmt::format("there {} {}{}", names.size() == 1 ? "is" : "are", hint, names.size() > 10 ? ", …" : "");
    throw Error("RT013", fmt::format("--rename {}: no '{}' {}", given, name, what), hint);
}

std::pair<std::string, std::string> split(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size())
        throw Error("RT210", fmt::format("--rename {}: this is no rename", given),
                    "OLD=NEW, for example users.mail=users.email");
    return {given.substr(0, equals), given.substr(equals + 1)};
}

bool among(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Names that are exchanged, or passed on from one to the next: each that stays is the new name of one and the old
/// name of another. True when that holds for all of them; then they are declared.
bool apply_passed_on(const std::vector<std::string>& given, const Schema& from, Schema& to) {
    std::vector<RenameCandidate> pairs;
    std::set<std::string> old_names, new_names;
    for (const std::string& each : given) {
        const auto [before, after] = split(each);
        const auto pair = diff::find_pair(from, to, before, after);
        if (!pair || !old_names.insert(before).second || !new_names.insert(after).second) return false;
        pairs.push_back(*pair);
    }
    const std::vector<std::string> go = diff::names_that_go(from, to), come = diff::names_that_come(from, to);
    for (const RenameCandidate& pair : pairs)
        if ((!new_names.contains(pair.old_name()) && !among(go, pair.old_name())) ||
            (!old_names.contains(pair.new_name()) && !among(come, pair.new_name())))
            return false;
    for (const RenameCandidate& pair : pairs) diff::declare(to, pair, true);
    return true;
}

/// "users.a=users.b", for each pair.
std::vector<std::string> words_of(const diff::Renames& renames) {
    std::vector<std::string> words;
    for (const auto* names : {&renames.tables, &renames.enums})
        for (const auto& [before, after] : *names) words.push_back(display(before) + "=" + display(after));
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : columns)
            words.push_back(fmt::format("{0}.{1}={0}.{2}", display(table), before, after));
    return words;
}

/// What the models declare to be exchanged, and nothing in the schemas tells whether that was done: the revisions do.
void settle_exchanges(Program& program, const RenameOptions& options, const Schema& from, Schema& to) {
    const std::vector<diff::Renames> open = diff::open_exchanges(from, to);
    if (open.empty()) return;
    std::set<std::string> made;
    const migrate::Chain chain = options.in_models ? load_chain(program) : migrate::Chain();
    for (const migrate::Revision& revision : chain.revisions())
        for (const std::string& remark : revision.remarks)
            if (remark.starts_with(exchanged)) made.insert(remark.substr(exchanged.size()));
    for (const diff::Renames& circle : open) {
        const std::vector<std::string> words = words_of(circle);
        if (std::all_of(words.begin(), words.end(), [&](const std::string& each) { return made.contains(each); }))
            continue;
        if (options.in_models && !options.records && chain.revisions().empty()) {
            // Nothing would remember that it was done, so it would be done again with every run.
            program.terminal().note(
                fmt::format("{} {}: the models say so, and without revisions nothing tells whether it was done; give "
                            "--rename {} to do it now, and "
                            "take .renamed_from(\"…\") out of the models",
                            program.terminal().styled("not exchanged:", "1;33"), fmt::join(words, ", "),
                            fmt::join(words, " --rename ")));
            continue;
        }
        diff::ask_for(to, circle);
        if (options.in_models)
            program.terminal().note(
                fmt::format("{} {}: the models say so and no revision has done it; take .renamed_from(\"…\") out of "
                            "the models once it is made",
                            program.terminal().styled("exchanged:", "1"), fmt::join(words, ", ")));
    }
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
    if (given.empty() || apply_passed_on(given, from, to)) return;
    const auto [before, after] = split(given.front());
    const std::vector<std::string> go = diff::names_that_go(from, to);
    const std::vector<std::string> come = diff::names_that_come(from, to);
    if (!among(go, before) && !among(come, after) && diff::find_pair(from, to, before, after))
        throw Error(
            "RT211", fmt::format("--rename {}: both are there before and after", given.front()),
            fmt::format("where names are exchanged or passed on, say what becomes of each: --rename {} --rename {}={}",
                        given.front(), after, before));
    if (!among(go, before)) refuse(given.front(), "goes away", before, go);
    refuse(given.front(), "comes in its place", after, come);
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
    settle_exchanges(program, options, from, to);
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
                terminal.note(fmt::format(
                    "{} {} {} → {}; {}", terminal.styled("looks like a rename:", "1;33"), kind_of(candidate),
                    candidate.old_name(), candidate.new_name(),
                    options.in_models ? fmt::format("declare it with {} or give {}", candidate.declaration(), option)
                                      : "if it is one, give " + option));
            }
            declined.insert(candidate);
        }
    }
}

}  // namespace retort::tools
