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
std::vector<const migrate::Revision*> in_range(const migrate::Chain& chain, const std::string& range,
                                               const migrate::Heads& current) {
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
        const migrate::Heads start = from_base ? migrate::Heads{} : chain.resolve(from, current);
        const migrate::Heads end = chain.resolve(to.empty() ? "head" : to, current);
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

int run(Program& program, const Options& options) {
    const migrate::Chain chain = load_chain(program);
    const migrate::Heads current = current_if_reachable(program);
    program.terminal().result(Listing(chain, in_range(chain, options.range, current), current).text(options.verbose));
    if (chain.empty()) program.terminal().note("no migrations in " + migrations_folder(program));
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
    command->footer(R"(Examples:
  retort history
  retort history -v
  retort history 808b:head
  retort history -r current:               (what has not run, and the revision before it))");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
