#include <fmt/format.h>

#include "migrate/runner.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

int run(Program& program, bool sql) {
    const migrate::Chain chain;  // no revision is read or run
    if (sql) {
        const migrate::VersionStore store = version_store(program, script_dialect(program, "", chain));
        program.terminal().result(migrate::tables_script(store));
        return Exit::ok;
    }
    const auto database = open_live(program, introspect::MissingFile::accept);
    const migrate::VersionStore store = version_store(program, database->dialect());
    ProgressReporter reporter(program.terminal());
    migrate::Runner runner(*database, chain, store, run_options(program, database->dialect(), reporter));
    const migrate::CreatedTables tables = runner.create_tables();
    for (const ObjectName& each : tables.created)
        program.terminal().note(fmt::format("created table {} in {}", display(each), database->describe()));
    reporter.tables_changed(tables);
    if (tables.created.empty() && tables.extended.empty() && tables.former.empty())
        program.terminal().note(
            fmt::format("nothing to do: {} has the tables that record revisions", database->describe()));
    return Exit::ok;
}

}  // namespace

void add_ensure_version(CLI::App& app, Program& program) {
    auto sql = std::make_shared<bool>(false);
    CLI::App* command =
        app.add_subcommand("ensure-version", "Create the version table and the history table if they are missing");
    command->add_flag("--sql", *sql, "Print the script instead of running it; no database is queried");
    command->footer(
        R"('retort upgrade' creates them too. A script of 'upgrade --sql' that does not start at base does not:
a role that may not create tables can run it.

Examples:
  retort ensure-version
  retort ensure-version --sql | psql -v ON_ERROR_STOP=1 -f - "$DATABASE_URL")");
    command->callback([&program, sql] { program.action = [&program, sql] { return run(program, *sql); }; });
}

}  // namespace retort::tools
