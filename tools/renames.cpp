#include "tools/renames.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "diff/rename_candidates.hpp"
#include "diff/renames.hpp"
#include "diff/unused_renames.hpp"
#include "pipeline/renames.hpp"
#include "schema/error.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

using diff::RenameCandidate;

/// Requests the swaps that the models declare and no revision has made, and reports them.
void settle_swaps(Program& program, const RenameOptions& options, const Schema& from, Schema& to) {
    Terminal& terminal = program.terminal();
    migrate::Chain chain;
    const auto revisions = [&] {
        if (options.in_models) chain = load_chain(program);
        return chain;
    };
    for (const pipeline::PendingSwap& swap : pipeline::pending_swaps(from, to, revisions)) {
        if (options.in_models && !options.records && chain.empty()) {
            // Nothing would record the swap, so every run would do it again.
            terminal.note(
                fmt::format("{} {}: the models declare it, but without revisions nothing records whether it was done; "
                            "to do it now, give --rename {} and remove .renamed_from(\"…\") from the models",
                            terminal.styled("not swapped:", "1;33"), fmt::join(swap.words, ", "),
                            fmt::join(swap.words, " --rename ")));
            continue;
        }
        diff::request(to, swap.renames);
        if (options.in_models)
            terminal.note(
                fmt::format("{} {}: the models declare it and no revision has done it; remove "
                            ".renamed_from(\"…\") from the models after this revision",
                            terminal.styled("swapped:", "1"), fmt::join(swap.words, ", ")));
    }
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

/// Warns of the renames that the models declare and that rename nothing.
void warn_of_unused(Terminal& terminal, const Schema& from, const Schema& to) {
    for (const diff::UnusedRename& each : diff::unused_renames(from, to)) {
        const Position& at = each.declared;
        terminal.note(fmt::format("{} {}{}: .renamed_from(\"{}\") renames nothing, since {}; {}",
                                  terminal.styled("warning:", "1;33"),
                                  at.known() ? fmt::format("{}:{}: ", at.file, at.line) : "", each.object,
                                  each.old_name, each.reason, each.outcome));
    }
}

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
    pipeline::declare_renames(options.given, from, to);
    settle_swaps(program, options, from, to);
    std::set<RenameCandidate> declined;
    const bool ask = options.ask && terminal.can_ask();
    for (bool again = true; again;) {
        again = false;
        for (const RenameCandidate& candidate : diff::rename_candidates(from, to, options.in_models)) {
            if (declined.contains(candidate)) continue;
            if (ask) {
                if (terminal.confirm(fmt::format("{} {} → {}: is it a rename?", kind_of(candidate),
                                                 candidate.old_name(), candidate.new_name()),
                                     "nothing was written; --rename OLD=NEW answers on the command line")) {
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
    warn_of_unused(terminal, from, to);
}

}  // namespace retort::tools
