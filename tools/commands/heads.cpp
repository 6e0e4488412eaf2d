#include "tools/commands/commands.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void add_heads(CLI::App& app, Program& program) {
    auto verbose = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("heads", "Show the newest migrations, which no other migration follows");
    command->add_flag("-v,--verbose", *verbose, "Show the file, date, dialect and proof of each migration");
    command->footer(R"(More than one head means that the history has branched: 'retort merge' joins them. No database is
queried.

Examples:
  retort heads
  retort heads -v)");
    command->callback([&program, verbose] {
        program.action = [&program, verbose] {
            const migrate::Chain chain = load_chain(program);
            program.terminal().result(Listing(chain, chain.heads(), {}).text(*verbose));
            if (chain.empty()) program.terminal().note("no migrations in " + migrations_folder(program));
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
