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

constexpr std::string_view swap_remark = "exchanged: ";  ///< in a revision's header

/// Throws Error RT013: `name` of the option `given` is not among `names`, the possible ones.
[[noreturn]] void reject(const std::string& given, const std::string& what, const std::string& name,
                         const std::vector<std::string>& names) {
    const std::string_view meant = did_you_mean(name, names);
    std::string hint;
    for (std::size_t i = 0; i < names.size() && i < 10; ++i) hint += (i == 0 ? "" : ", ") + names[i];
    if (!meant.empty())
        hint = fmt::format("did you mean '{}'?", meant);
    else if (hint.empty())
        hint = "there are no candidates";
    else
        hint = fmt::format("candidate{}: {}{}", names.size() == 1 ? "" : "s", hint, names.size() > 10 ? ", …" : "");
    throw Error("RT013", fmt::format("--rename {}: '{}' {}", given, name, what), hint);
}

std::pair<std::string, std::string> split(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size())
        throw Error("RT210", fmt::format("--rename {}: expected OLD=NEW", given),
                    "for example --rename users.mail=users.email");
    return {given.substr(0, equals), given.substr(equals + 1)};
}

bool among(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// Swapped names and rename chains: a name that exists before and after is the new name of one object and the old
/// name of another. Declares the renames and returns true when that holds for all of them.
bool apply_cycles_and_chains(const std::vector<std::string>& given, const Schema& from, Schema& to) {
    std::vector<RenameCandidate> pairs;
    std::set<std::string> old_names, new_names;
    for (const std::string& each : given) {
        const auto [before, after] = split(each);
        const auto pair = diff::find_pair(from, to, before, after);
        if (!pair || !old_names.insert(before).second || !new_names.insert(after).second) return false;
        pairs.push_back(*pair);
    }
    const std::vector<std::string> dropped = diff::dropped_names(from, to), created = diff::created_names(from, to);
    for (const RenameCandidate& pair : pairs)
        if ((!new_names.contains(pair.old_name()) && !among(dropped, pair.old_name())) ||
            (!old_names.contains(pair.new_name()) && !among(created, pair.new_name())))
            return false;
    for (const RenameCandidate& pair : pairs) diff::declare(to, pair, true);
    return true;
}

/// Each rename as an option: "users.a=users.b".
std::vector<std::string> words_of(const diff::Renames& renames) {
    std::vector<std::string> words;
    for (const auto* names : {&renames.tables, &renames.enums})
        for (const auto& [before, after] : *names) words.push_back(display(before) + "=" + display(after));
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : columns)
            words.push_back(fmt::format("{0}.{1}={0}.{2}", display(table), before, after));
    return words;
}

/// Settles the swaps that the models declare. The schemas don't show whether a swap was done; the revisions' headers
/// record it.
void settle_swaps(Program& program, const RenameOptions& options, const Schema& from, Schema& to) {
    const std::vector<diff::Renames> open = diff::undecided_swaps(from, to);
    if (open.empty()) return;
    std::set<std::string> done;
    const migrate::Chain chain = options.in_models ? load_chain(program) : migrate::Chain();
    for (const migrate::Revision& revision : chain.revisions())
        for (const std::string& remark : revision.remarks)
            if (remark.starts_with(swap_remark)) done.insert(remark.substr(swap_remark.size()));
    for (const diff::Renames& cycle : open) {
        const std::vector<std::string> words = words_of(cycle);
        if (std::all_of(words.begin(), words.end(), [&](const std::string& each) { return done.contains(each); }))
            continue;
        if (options.in_models && !options.records && chain.revisions().empty()) {
            // Nothing would record the swap, so every run would do it again.
            program.terminal().note(
                fmt::format("{} {}: the models declare it, but without revisions nothing records whether it was done; "
                            "to do it now, give --rename {} and remove .renamed_from(\"…\") from the models",
                            program.terminal().styled("not swapped:", "1;33"), fmt::join(words, ", "),
                            fmt::join(words, " --rename ")));
            continue;
        }
        diff::request(to, cycle);
        if (options.in_models)
            program.terminal().note(
                fmt::format("{} {}: the models declare it and no revision has done it; remove .renamed_from(\"…\") "
                            "from the models after this revision",
                            program.terminal().styled("swapped:", "1"), fmt::join(words, ", ")));
    }
}

/// Applies the --rename options. A table's rename may follow those of its columns.
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
    if (given.empty() || apply_cycles_and_chains(given, from, to)) return;
    const auto [before, after] = split(given.front());
    const std::vector<std::string> dropped = diff::dropped_names(from, to);
    const std::vector<std::string> created = diff::created_names(from, to);
    if (!among(dropped, before) && !among(created, after) && diff::find_pair(from, to, before, after))
        throw Error(
            "RT211", fmt::format("--rename {}: both names exist before and after", given.front()),
            fmt::format("for swapped names or a rename chain, give a --rename for each: --rename {} --rename {}={}",
                        given.front(), after, before));
    if (!among(dropped, before)) reject(given.front(), "is not dropped", before, dropped);
    reject(given.front(), "is not created", after, created);
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
                    "A dropped and a created object are the same: users.mail=users.email; repeatable")
        ->type_name("OLD=NEW")
        ->allow_extra_args(false);
}

void settle_renames(Program& program, const RenameOptions& options, const Schema& from, Schema& to) {
    Terminal& terminal = program.terminal();
    apply_given(options.given, from, to);
    settle_swaps(program, options, from, to);
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
                    throw Error("RT014", "the input ended before all questions were answered",
                                "nothing was written; --rename OLD=NEW answers on the command line");
                if (is_yes(*answer)) {
                    diff::declare(to, candidate);
                    again = true;  // the columns of a renamed table may be candidates now
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
