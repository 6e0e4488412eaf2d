#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string range;
    bool verbose = false;
};

/// The revisions of "A:B", newest first: from A to B, both included. Either side may be missing.
std::vector<const migrate::Revision*> in_range(const migrate::Chain& chain, const std::string& range) {
    std::vector<const migrate::Revision*> chosen;
    std::set<std::string> wanted;
    if (range.empty()) {
        for (const migrate::Revision& revision : chain.revisions()) wanted.insert(revision.id);
    } else {
        if (range.find(':') == std::string::npos) {
            throw Error("RT209", fmt::format("'{}' is not a range", range), "a range is A:B, A: or :B");
        }
        const auto [from, to] = migrate::Chain::split_range(range);
        const bool from_base = from.empty() || from == "base";
        const migrate::Heads start = from_base ? migrate::Heads{} : chain.resolve(from, {});
        for (const migrate::Revision* revision : chain.upgrade_path(start, to.empty() ? "head" : to)) {
            wanted.insert(revision->id);
        }
        wanted.insert(start.begin(), start.end());
    }
    for (const migrate::Revision& revision : chain.revisions()) {
        if (wanted.contains(revision.id)) chosen.push_back(&revision);
    }
    std::reverse(chosen.begin(), chosen.end());
    return chosen;
}

std::string details(const migrate::Revision& revision) {
    std::string text = fmt::format("    file      {}\n", revision.path);
    text += fmt::format("    follows   {}\n", revision.down_revisions.empty()
                                                  ? "base"
                                                  : fmt::format("{}", fmt::join(revision.down_revisions, ", ")));
    if (!revision.created.empty()) text += fmt::format("    created   {}\n", revision.created);
    if (revision.dialect) text += fmt::format("    dialect   {}\n", to_string(*revision.dialect));
    if (!revision.verified.empty()) text += fmt::format("    verified  {}\n", revision.verified);
    return text;
}

int run(Program& program, const Options& options) {
    const migrate::Chain chain = load_chain(program);
    const migrate::Heads current = current_if_reachable(program);
    std::string text;
    for (const migrate::Revision* revision : in_range(chain, options.range)) {
        text += listing_line(chain, *revision, current);
        if (options.verbose) text += details(*revision);
    }
    program.terminal().result(text);
    if (chain.empty()) program.terminal().note("no migrations in " + migrations_folder(program));
    return Exit::ok;
}

}  // namespace

void add_history(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("history", "List the migrations, newest first");
    command->add_option("range", options->range, "A:B, A: or :B; both ends included");
    command->add_flag("-v,--verbose", options->verbose, "Show the file, date, dialect and proof of each migration");
    command->footer(R"(Examples:
  retort history
  retort history -v
  retort history 808b:head)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
