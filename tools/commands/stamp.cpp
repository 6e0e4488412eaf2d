#include <fmt/format.h>

#include "migrate/runner.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/json_values.hpp"
#include "tools/commands/listing.hpp"
#include "tools/commands/many_runs.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string target;
    bool sql = false;
    bool purge = false;
    ManyOptions many;
};

int run(Program& program, const Options& options) {
    require_many(options.many);
    if (options.many.given()) return stamp_many(program, options.many, options.target);
    const migrate::Chain chain = load_chain(program);
    if (options.sql) {
        const migrate::VersionStore store = version_store(program, script_dialect(program, "", chain));
        program.terminal().result(
            migrate::stamp_script(chain, store, options.target, current_of_range(program, chain, options.target)));
        return Exit::ok;
    }
    const auto database = open_live(program, introspect::MissingFile::error);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal());
    migrate::Runner runner(*database, chain, store, run_options(program, database->dialect(), reporter));
    const bool purge = options.purge && migrate::Chain::names_branch(options.target);
    const migrate::RunResult result = runner.stamp(purge ? chain.get(options.target).id : options.target);
    if (options.many.json)
        program.terminal().result(json_output({{"database", database->describe()},
                                               {"target", options.target},
                                               {"before", result.before},
                                               {"after", result.after}}));
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
    command->add_flag("--purge", options->purge,
                      "Replace the rows of other branches too; only LABEL@ leaves them without it");
    command->add_flag("--sql", options->sql,
                      "Print the script instead of running it; a database is read only for 'current'");
    command->add_flag("--json", options->many.json, json_help)->excludes("--sql");
    add_many_options(app, *command, options->many, {"--sql"});
    command->footer(
        R"(The rows of the version table are replaced, whatever they are. LABEL@REV replaces those of the branch,
but a script of --sql replaces all.

Examples:
  retort stamp head
  retort stamp base
  retort stamp billing@head
  retort stamp 0003 --each-schema 'tenant_*'
  retort stamp 3f2a --json
  retort stamp 3f2a --sql)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
