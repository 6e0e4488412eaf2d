#include "tools/commands/commands.hpp"
#include "tools/commands/listing.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void add_heads(CLI::App& app, Program& program) {
    CLI::App* command = app.add_subcommand("heads", "Show the newest migrations, which no other migration follows");
    command->footer(R"(More than one head means that the history has branched. No database is queried.

Examples:
  retort heads)");
    command->callback([&program] {
        program.action = [&program] {
            const migrate::Chain chain = load_chain(program);
            std::string text;
            for (const migrate::Revision* head : chain.heads()) text += listing_line(chain, *head, {});
            program.terminal().result(text);
            if (chain.empty()) program.terminal().note("no migrations in " + migrations_folder(program));
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
