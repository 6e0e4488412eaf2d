#include "tools/commands/commands.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string target = "head";
    bool sql = false;
};

}  // namespace

void add_upgrade(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("upgrade", "Run migrations forwards");
    command->add_option("target", options->target,
                        "head (default), +N, or a revision (or a unique prefix of its id); with --sql also A:B");
    command->add_flag("--sql", options->sql, "Print the script instead of running it; no database is queried");
    command->footer(R"(Each migration runs in its own transaction. A failed migration leaves the database as it was
before that migration. Runs at once wait for each other; on SQLite [database] busy_timeout limits the
wait. A SQLite file that does not exist is created.

Examples:
  retort upgrade
  retort upgrade +1
  retort upgrade 3f2a
  retort upgrade --sql | psql -v ON_ERROR_STOP=1 -f - "$DATABASE_URL"
  retort upgrade 808b:head --sql                   (the script that starts after 808b))");
    command->callback([&program, options] {
        program.action = [&program, options] {
            return run_migrations(program, options->target, options->sql, migrate::Direction::up);
        };
    });
}

}  // namespace retort::tools
