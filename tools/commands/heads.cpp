#include "tools/commands/commands.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void add_heads(CLI::App& app, Program& program) {
    auto verbose = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("heads", "Show the newest migrations, which no other migration follows");
    command->add_flag("-v,--verbose", *verbose, "Show the file, date, dialect and proof of each migration");
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, json_help);
    command->footer(R"(More than one head means that the history has branched: 'retort merge' joins them. No database is
queried.

Examples:
  retort heads
  retort heads -v)");
    command->callback([&program, verbose, json] {
        program.action = [&program, verbose, json] {
            const migrate::Chain chain = load_chain(program);
            program.terminal().result(*json ? revisions_json(chain, chain.heads(), {})
                                            : Listing(chain, chain.heads(), {}).text(*verbose));
            if (chain.empty()) note_no_migrations(program);
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
