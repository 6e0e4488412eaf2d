#include <fmt/format.h>

#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

using migrate::Revision;

/// The lines of `revision`, indented below the revision at which its branch begins.
std::string child(const Listing& listing, const Revision& revision, bool verbose) {
    std::string text = "    -> " + listing.entry(revision, verbose);
    for (std::size_t at = text.find('\n'); at + 1 < text.size(); at = text.find('\n', at + 1))
        text.insert(at + 1, "       ");
    return text;
}

/// The revisions that several others follow, newest first, and base if the chain has several first revisions.
std::string branch_points(const migrate::Chain& chain, const Listing& listing, bool verbose) {
    std::string text;
    const auto& revisions = chain.revisions();
    for (std::size_t i = revisions.size() + 1; i-- > 0;) {
        const Revision* point = i == 0 ? nullptr : &revisions[i - 1];
        const auto children = chain.children(point);
        if (children.size() < 2) continue;
        text += point == nullptr ? "base\n" : listing.entry(*point, verbose);
        for (const Revision* each : children) text += child(listing, *each, verbose);
    }
    return text;
}

/// "branch billing: from 0002 invoices (3f2a9c1d7e40) to 0004 totals (808b6192c57c)".
std::string labels(const migrate::Chain& chain) {
    std::string text;
    for (const Revision& first : chain.revisions())
        for (const std::string& label : first.branch_labels) {
            std::string heads;
            for (const std::string& id : chain.resolve(label + "@heads", {}))
                heads += (heads.empty() ? "" : ", ") + chain.get(id).title();
            text += fmt::format("branch {}: from {} to {}\n", label, first.title(), heads);
        }
    return text;
}

/// The revisions that several others follow, and those that begin a branch with a label.
std::vector<const Revision*> points(const migrate::Chain& chain) {
    std::vector<const Revision*> found;
    for (const Revision& each : chain.revisions())
        if (chain.children(&each).size() > 1 || !each.branch_labels.empty()) found.push_back(&each);
    return found;
}

int run(Program& program, bool verbose, bool json) {
    const migrate::Chain chain = load_chain(program);
    if (json) {
        program.terminal().result(revisions_json(chain, points(chain), {}));
        return Exit::ok;
    }
    std::vector<const Revision*> all;
    for (const Revision& each : chain.revisions()) all.push_back(&each);
    const std::string text = branch_points(chain, Listing(chain, all, {}), verbose) + labels(chain);
    program.terminal().result(text);
    if (chain.empty())
        note_no_migrations(program);
    else if (text.empty())
        program.terminal().note("no branches: each migration follows the one before it");
    return Exit::ok;
}

}  // namespace

void add_branches(CLI::App& app, Program& program) {
    auto verbose = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("branches", "Show where the history branches, and the labels of branches");
    command->add_flag("-v,--verbose", *verbose, "Show the file, date, dialect and proof of each migration");
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, json_help);
    command->footer(
        R"(Each migration that several others follow is listed with these, newest first. 'retort history --graph'
draws the branches, and 'retort merge' joins them. No database is queried.

Examples:
  retort branches
  retort branches -v)");
    command->callback([&program, verbose, json] {
        program.action = [&program, verbose, json] { return run(program, *verbose, *json); };
    });
}

}  // namespace retort::tools
