#include <fmt/format.h>

#include "schema/error.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

int run(Program& program) {
    const migrate::Chain chain = load_chain(program);
    const auto database = open_live_to_read(program);
    const migrate::VersionStore store = version_store(program, database->dialect());
    const migrate::Heads current = store.known_current(*database, chain);
    std::string text;
    for (const std::string& id : current) text += listing_line(chain, *chain.find(id), current);
    program.terminal().result(text);
    warn_of_edited(program, *database, store);
    if (current.empty())
        program.terminal().note(fmt::format("{} is at base: no migration has run", database->describe()));
    return Exit::ok;
}

}  // namespace

void add_current(CLI::App& app, Program& program) {
    CLI::App* command = app.add_subcommand("current", "Show the current revision of the database");
    command->footer(R"(Prints nothing for a database at base. A SQLite file that does not exist is an error.

Examples:
  retort current
  retort current --database sqlite:copy.db)");
    command->callback([&program] { program.action = [&program] { return run(program); }; });
}

}  // namespace retort::tools
