#include "tools/commands/commands.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"

namespace retort::tools {

void add_downgrade(CLI::App& app, Program& program) {
    auto request = std::make_shared<RunRequest>();
    CLI::App* command = app.add_subcommand("downgrade", "Run migrations backwards");
    command->add_option("target", request->target, "base, -N, a revision or LABEL@base; with --sql a range A:B")
        ->required();
    add_run_options(app, *command, *request);
    command->footer(R"(What follows the target is removed, and what depends on that; other branches stay.

Examples:
  retort downgrade -1
  retort downgrade 808b
  retort downgrade base
  retort downgrade billing@base
  retort downgrade -2 --one-transaction
  retort downgrade head:-1 --sql
  retort downgrade 808b --each-schema 'tenant_*')");
    request->direction = migrate::Direction::down;
    command->callback(
        [&program, request] { program.action = [&program, request] { return run_migrations(program, *request); }; });
}

}  // namespace retort::tools
