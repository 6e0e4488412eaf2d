#include <fmt/format.h>

#include "migrate/skipped_revisions.hpp"
#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/listing.hpp"
#include "tools/commands/many_reads.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    bool verbose = false;
    bool check_heads = false;
    ManyOptions many;
};

/// Says which migrations have not run. True if there is none.
bool at_heads(Program& program, const introspect::Database& database, const migrate::Chain& chain,
              const migrate::Heads& current) {
    const auto waiting = chain.path(current, chain.resolve("heads", current), migrate::Direction::up);
    for (const migrate::Revision* each : waiting)
        program.terminal().note(fmt::format("{} not yet run on {}: {}", program.terminal().styled("warning:", "1;33"),
                                            database.describe(), each->title()));
    return waiting.empty();
}

int run(Program& program, const Options& options) {
    require_many(options.many);
    if (options.many.given()) return current_of_many(program, options.many, options.verbose, options.check_heads);
    const migrate::Chain chain = load_chain(program);
    const auto database = open_live_to_read(program);
    const migrate::VersionStore store = version_store(program, database->dialect());
    const migrate::Heads current = store.known_current(*database, chain);
    std::vector<const migrate::Revision*> shown;
    for (const std::string& id : current) shown.push_back(chain.find(id));
    program.terminal().result(options.many.json ? revisions_json(chain, shown, current)
                                                : Listing(chain, shown, current).text(options.verbose));
    migrate::require_none_skipped(*database, chain, store, current);
    warn_of_unfinished(program, *database, chain, store);
    warn_of_edited(program, *database, store);
    warn_of_alembic(program, *database, store);
    if (current.empty())
        program.terminal().note(fmt::format("{} is at base: no migration has run", database->describe()));
    return !options.check_heads || at_heads(program, *database, chain, current) ? Exit::ok : Exit::different;
}

}  // namespace

void add_current(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("current", "Show the current revision of the database");
    command->add_flag("-v,--verbose", options->verbose, "Show the file, date, dialect and proof of the migration");
    command->add_flag("--check-heads", options->check_heads, "Exit with status 1 if migrations have not run");
    command->add_flag("--json", options->many.json, json_help);
    add_many_options(app, *command, options->many);
    command->footer(R"(Prints nothing for a database at base. A SQLite file that does not exist is an error.

Examples:
  retort current
  retort current --check-heads
  retort current --database sqlite:copy.db
  retort current --each-schema 'tenant_*'          (which schemas are where; -v names all of them)
  retort current --databases urls.txt --jobs 4)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
