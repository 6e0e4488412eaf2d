#include <fmt/format.h>

#include <set>

#include "migrate/file_name.hpp"
#include "migrate/rebase.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string revision;
    std::string onto;
    bool no_database = false;
    bool json = false;
};

/// Throws unless the live database shows that none of the revisions has run there.
void require_not_run(Program& program, const migrate::Chain& chain,
                     const std::vector<const migrate::Revision*>& moved) {
    std::unique_ptr<introspect::Database> database;
    try {
        database = open_live_to_read(program);
        const migrate::VersionStore store = version_store(program, database->dialect());
        store.known_current(*database, chain);
        store.history(*database);
    } catch (const Error& error) {
        std::vector<Diagnostic> diagnostics = error.diagnostics();
        Diagnostic diagnostic{
            .code = "RT329",
            .message = fmt::format("whether {} has run is not known, since the database can't be read",
                                   moved.front()->title()),
            .hint = "make the database readable, or give --no-database if the migration has run nowhere"};
        for (Diagnostic& each : diagnostics) {
            each.code = {};
            diagnostic.notes.push_back(std::move(each));
        }
        throw Error(std::move(diagnostic));
    }
    migrate::require_not_applied(*database, chain, version_store(program, database->dialect()), moved);
}

std::string rebased_json(const std::vector<sql::FileChange>& changes,
                         const std::vector<const migrate::Revision*>& moved) {
    Json files = Json::array(), revisions = Json::array();
    for (const sql::FileChange& each : changes) files.push_back({{"from", each.from}, {"to", each.to}});
    for (const migrate::Revision* each : moved) revisions.push_back(json_of(*each));
    return json_output({{"files", std::move(files)}, {"revisions", std::move(revisions)}});
}

int run(Program& program, const Options& options) {
    const std::string pattern = expand(program.required_config().file_name);
    migrate::check_file_name(pattern);
    const migrate::Chain chain = load_chain(program);
    const migrate::Revision& revision = chain.get(options.revision);
    const migrate::Revision& parent =
        options.onto.empty() ? migrate::other_head(chain, revision) : chain.get(options.onto);
    const std::vector<sql::FileChange> changes = migrate::rebase(chain, revision, parent, pattern);
    if (!options.no_database) require_not_run(program, chain, migrate::with_descendants(chain, revision));
    sql::apply(changes);

    Terminal& terminal = program.terminal();
    for (const sql::FileChange& each : changes)
        if (!options.json) terminal.result(each.to + "\n");
    const migrate::Chain now = load_chain(program);
    terminal.note(fmt::format("{} follows {}", now.get(revision.id).title(), now.get(parent.id).title()));
    const auto moved = migrate::with_descendants(now, now.get(revision.id));
    if (options.json) terminal.result(rebased_json(changes, moved));
    std::set<std::string> touched;
    for (const migrate::Revision* each : moved) touched.insert(each->id);
    update_sums(program, touched);
    terminal.note(fmt::format("not verified after the change of its parent: run 'retort verify {}'",
                              moved.size() == 1 ? revision.id : fmt::format("{}:{}", parent.id, moved.back()->id)));
    if (now.heads().size() > 1)
        terminal.note(fmt::format("{} the chain still has {} heads, see 'retort heads'", terminal.styled("note:", "1"),
                                  now.heads().size()));
    return Exit::ok;
}

}  // namespace

void add_rebase(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("rebase", "Let a migration that has not run follow another one");
    command->add_option("revision", options->revision, "The first migration of the branch that is moved")->required();
    command->add_option("--onto", options->onto, "The migration that it is to follow (default: the other head)")
        ->type_name("REV");
    command->add_flag("--no-database", options->no_database,
                      "Don't ask the database whether it has run; you know that it has run nowhere");
    command->add_flag("--json", options->json, json_help);
    command->footer(
        R"(The migration and those that follow it get the next numbers, and new file names if they have names by
[migrations] file_name. Only the headers change. It is an error when one of them has run on the
configured database. The migrations are no longer verified: 'retort verify' proves them again.

Examples:
  retort rebase 3f2a                       (after a merge brought a second head)
  retort rebase 3f2a --onto 808b
  retort rebase 3f2a --no-database)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
