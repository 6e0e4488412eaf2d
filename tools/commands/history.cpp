#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/error.hpp"
#include "tools/commands/applied.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/drawn_graph.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string range;
    bool verbose = false;
    bool graph = false;
    bool applied = false;
    bool json = false;
};

/// The revisions of "A:B", newest first: from A to B, both included. Either side may be missing.
std::vector<const migrate::Revision*> in_range(const migrate::Chain& chain, const std::string& range,
                                               const migrate::Heads& current) {
    std::vector<const migrate::Revision*> chosen;
    std::set<std::string> wanted;
    if (range.empty()) {
        for (const migrate::Revision& revision : chain.revisions()) wanted.insert(revision.id);
    } else {
        const auto [from, to] = migrate::Chain::split_range(range);
        const bool from_base = from.empty() || from == "base" || from.ends_with("@base");
        const migrate::Heads start = from_base ? migrate::Heads{} : chain.resolve(from, current);
        const migrate::Heads end = chain.resolve(to.empty() ? "heads" : to, current);
        for (const migrate::Revision* revision : chain.path(start, end, migrate::Direction::up)) {
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

/// The database's revisions: required for a range that names them, else for the listing if it can be reached.
migrate::Heads current_for(Program& program, const migrate::Chain& chain, const std::string& range) {
    if (range.empty()) return current_if_reachable(program);
    if (range.find(':') == std::string::npos)
        throw Error("RT209", fmt::format("'{}' is not a range", range), "a range is A:B, A: or :B");
    const auto [from, to] = migrate::Chain::split_range(range);
    const bool needed = migrate::Chain::needs_current(from) || migrate::Chain::needs_current(to);
    return needed ? read_current(program, chain) : current_if_reachable(program);
}

/// The runs that the history table of the database has.
int print_runs(Program& program, const Options& options) {
    const auto database = open_live_to_read(program);
    const auto history = version_store(program, database->dialect()).history(*database);
    program.terminal().result(options.json ? runs_json(history) : applied_text(history, options.verbose));
    if (history.empty()) program.terminal().note(fmt::format("{} has no history of runs", database->describe()));
    return Exit::ok;
}

int run(Program& program, const Options& options) {
    if (options.applied) return print_runs(program, options);
    const migrate::Chain chain = load_chain(program);
    const migrate::Heads current = current_for(program, chain, options.range);
    const std::vector<const migrate::Revision*> shown = in_range(chain, options.range, current);
    if (options.json) {
        program.terminal().result(revisions_json(chain, shown, current));
        return Exit::ok;
    }
    const Listing listing(chain, shown, current);
    const auto entry = [&](const migrate::Revision& revision) { return listing.entry(revision, options.verbose); };
    program.terminal().result(options.graph ? drawn_graph(chain, shown, entry) : listing.text(options.verbose));
    if (options.verbose) warn_of_sums(program, chain);
    if (chain.empty()) note_no_migrations(program);
    return Exit::ok;
}

}  // namespace

void add_history(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("history", "List the migrations, newest first");
    command
        ->add_option("range,-r,--rev-range", options->range,
                     "A:B, A: or :B; both ends included; 'current' is the database's revision")
        ->type_name("RANGE");
    command->add_flag("-v,--verbose", options->verbose, "Show the file, date, dialect and proof of each migration");
    command->add_flag("--graph", options->graph, "Draw the branches beside the list, as git log --graph does");
    command
        ->add_flag("--applied", options->applied,
                   "List the runs and stamps that the database's history table has, newest first")
        ->excludes("range")
        ->excludes("--graph");
    command->add_flag("--json", options->json, json_help)->excludes("--graph");
    command->footer(R"(Examples:
  retort history
  retort history --applied
  retort history --json
  retort history --graph
  retort history -v
  retort history 808b:head
  retort history -r current:               (what has not run, and the revision before it))");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
