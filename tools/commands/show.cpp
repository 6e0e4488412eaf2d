#include "sql/text_file.hpp"
#include "tools/commands/commands.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

void add_show(CLI::App& app, Program& program) {
    auto word = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("show", "Print a migration's file");
    command->add_option("revision", *word, "head, a revision, or a unique prefix of its id")->required();
    command->footer(R"(The path is printed on standard error. No database is queried.

Examples:
  retort show head
  retort show 3f2a)");
    command->callback([&program, word] {
        program.action = [&program, word] {
            const migrate::Chain chain = load_chain(program);
            const migrate::Revision& revision = chain.get(*word);
            program.terminal().note(revision.path);
            program.terminal().result(sql::read_file(revision.path));
            return Exit::ok;
        };
    });
}

}  // namespace retort::tools
