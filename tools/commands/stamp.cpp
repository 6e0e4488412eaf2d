#include <fmt/format.h>

#include "migrate/runner.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/listing.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string target;
    bool sql = false;
    bool purge = false;
};

int run(Program& program, const Options& options) {
    const migrate::Chain chain = load_chain(program);
    if (options.sql) {
        const migrate::VersionStore store = version_store(program, script_dialect(program, "", chain));
        program.terminal().result(migrate::stamp_script(chain, store, options.target));
        return Exit::ok;
    }
    const auto database = open_live(program, introspect::MissingFile::error);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal(), database->dialect());
    migrate::Runner runner(*database, chain, store, run_options(program, database->dialect(), reporter));
    const migrate::RunResult result = runner.stamp(options.target);
    program.terminal().note(fmt::format("stamped {}: {}", database->describe(), titles(chain, result.after)));
    return Exit::ok;
}

}  // namespace

void add_stamp(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("stamp", "Set the revision of a database without running migrations");
    command
        ->add_option("revision", options->target,
                     "head, heads, base, or a revision; with --sql also A:B: only if the database is at A")
        ->required();
    command->add_flag("--purge", options->purge, "Accepted as in Alembic; every stamp replaces all rows");
    command->add_flag("--sql", options->sql, "Print the script instead of running it; no database is queried");
    command->footer(R"(The rows of the version table are replaced, whatever they are.

Examples:
  retort stamp head
  retort stamp base
  retort stamp 3f2a --sql)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
