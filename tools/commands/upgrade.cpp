#include "tools/commands/commands.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"

namespace retort::tools {

void add_upgrade(CLI::App& app, Program& program) {
    auto request = std::make_shared<RunRequest>();
    request->target = "head";
    CLI::App* command = app.add_subcommand("upgrade", "Run migrations forwards");
    command->add_option("target", request->target,
                        "head (default), heads, +N, a revision or LABEL@head; with --sql also A:B");
    add_run_options(app, *command, *request);
    command->footer(R"(Each migration runs in its own transaction. A failed migration leaves the database as it was
before that migration. Runs at once wait for each other; on SQLite [database] busy_timeout limits the
wait. A SQLite file that does not exist is created. On PostgreSQL a migration waits for the lock on a
table as long as [database] lock_timeout says, and is run again when it did not get it. A transaction:false
section that failed half-way goes on with the statement that failed.

Examples:
  retort upgrade
  retort upgrade +1
  retort upgrade 3f2a
  retort upgrade billing@head
  retort upgrade --dry-run
  retort upgrade --one-transaction --log upgrade.jsonl
  retort upgrade --sql | psql -v ON_ERROR_STOP=1 -f - "$DATABASE_URL"
  retort upgrade 808b:head --sql                   (the script that starts after 808b)
  retort upgrade current:head --sql                (after the database's revision)
  retort upgrade --each-schema 'tenant_*' --jobs 4 --report report.json
  retort upgrade --retry report.json               (the schemas that are not done)
  retort upgrade --databases urls.txt --fail-fast)");
    request->direction = migrate::Direction::up;
    command->callback(
        [&program, request] { program.action = [&program, request] { return run_migrations(program, *request); }; });
}

}  // namespace retort::tools
