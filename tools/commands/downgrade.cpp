#include "tools/commands/commands.hpp"
#include "tools/commands/run.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::string target;
    bool sql = false;
};

}  // namespace

void add_downgrade(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("downgrade", "Run migrations backwards");
    command->add_option("target", options->target, "base, -N, or a revision; with --sql a range A:B")->required();
    command->add_flag("--sql", options->sql, "Print the script instead of running it; no database is queried");
    command->footer(R"(Examples:
  retort downgrade -1
  retort downgrade 808b
  retort downgrade base
  retort downgrade head:-1 --sql)");
    command->callback([&program, options] {
        program.action = [&program, options] {
            return run_migrations(program, options->target, options->sql, migrate::Direction::down);
        };
    });
}

}  // namespace retort::tools
