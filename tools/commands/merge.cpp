#include <fmt/format.h>

#include <algorithm>

#include "migrate/file_name.hpp"
#include "pipeline/autogenerate.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::vector<std::string> revisions;
    std::string message;
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
    for (const std::string& id : ids)
        if (chain.covers(migrate::without(ids, {id}), id))
            throw Error("RT298", fmt::format("{} is an ancestor of another revision to merge", chain.get(id).title()),
                        "'retort heads' lists the revisions that no other follows");
    return ids;
}

int run(Program& program, const Options& options) {
    const std::string pattern = expand(program.required_config().file_name);
    migrate::check_file_name(pattern);
    const migrate::Chain chain = load_chain(program);
    const migrate::Heads ids = merged(chain, options.revisions);
    if (ids.size() < 2) {
        program.terminal().note(chain.empty() ? "nothing to merge: no migrations in " + migrations_folder(program)
                                              : "nothing to merge: " + chain.get(ids.front()).title() + " is the head");
        return Exit::ok;
    }
    std::string message = options.message;
    for (std::size_t i = 0; options.message.empty() && i < ids.size(); ++i)
        message += (i == 0 ? "merge " : i + 1 == ids.size() ? " and " : ", ") + ids[i];
    migrate::Revision revision =
        pipeline::new_revision(chain, ids, script_dialect(program, "", chain), message, {}, {}, "no");
    program.terminal().result(migrate::write_revision(revision, migrations_folder(program), pattern) + "\n");
    return Exit::ok;
}

}  // namespace

void add_merge(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("merge", "Write a migration that joins branches");
    command->add_option("revisions", options->revisions, "The revisions to join (default: all heads)");
    command->add_option("-m,--message", options->message, "The title of the migration")->type_name("TEXT");
    command->footer(
        R"(The new migration follows all of them, and its sections are empty: it changes nothing, and a database
that has run one branch runs the others. The branches must not depend on the order in which they run;
where they do, edit one of them to follow the other instead. No database is queried.

Examples:
  retort merge
  retort merge -m "join billing and search" 3f2a 808b)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
