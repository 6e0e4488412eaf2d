#include <fmt/format.h>

#include <algorithm>

#include "pipeline/autogenerate.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/new_revision.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::vector<std::string> revisions;
    std::string message;
    NewRevision file;
};

/// The ids of the revisions that are merged: those named, or all heads.
migrate::Heads merged(const migrate::Chain& chain, const std::vector<std::string>& words) {
    migrate::Heads ids;
    if (words.empty() || (words.size() == 1 && words.front() == "heads")) {
        for (const migrate::Revision* head : chain.heads()) ids.push_back(head->id);
        return ids;
    }
    for (const std::string& word : words) {
        const std::string& id = chain.get(word).id;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    for (const std::string& id : ids) {
        const migrate::Revision& revision = chain.get(id);
        const auto follows = [&](const std::string& other) {
            return other != id && chain.follows(chain.get(other), revision);
        };
        if (std::any_of(ids.begin(), ids.end(), follows))
            throw Error("RT298", fmt::format("{} is an ancestor of another revision to merge", revision.title()),
                        "'retort heads' lists the revisions that no other follows");
    }
    return ids;
}

int run(Program& program, const Options& options) {
    options.file.check(program);
    const migrate::Chain chain = load_chain(program);
    const migrate::Heads ids = merged(chain, options.revisions);
    if (ids.size() < 2) {
        if (chain.empty())
            note_no_migrations(program);
        else
            program.terminal().note("nothing to merge: " + chain.get(ids.front()).title() + " is the head");
        options.file.write_nothing(program, {});
        return Exit::ok;
    }
    std::string message = options.message;
    for (std::size_t i = 0; options.message.empty() && i < ids.size(); ++i)
        message += (i == 0 ? "merge " : i + 1 == ids.size() ? " and " : ", ") + ids[i];
    migrate::Revision revision = pipeline::new_revision(chain, options.file.placement(chain, ids),
                                                        script_dialect(program, "", chain), message, {}, {}, "no");
    options.file.write(program, {revision}, options.file.folder(program, chain, ids), {});
    return Exit::ok;
}

}  // namespace

void add_merge(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("merge", "Write a migration that joins branches");
    command->add_option("revisions", options->revisions, "The revisions to join (default: all heads)");
    command->add_option("-m,--message", options->message, "The title of the migration")->type_name("TEXT");
    options->file.add_to(*command);
    command->footer(
        R"(The new migration follows all of them, and its sections are empty: it changes nothing, and a database
that has run one branch runs the others. The branches must not depend on the order in which they run;
where they do, let one follow the other with 'retort rebase' instead. No database is queried.

Examples:
  retort merge
  retort merge --json
  retort merge -m "join billing and search" 3f2a 808b
  retort merge --branch-label joined billing@head search@head)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
